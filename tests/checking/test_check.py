"""The use case `check`: the findings of the expansion and of the rules, in one order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.checking import check
from unscaffold.markup import NAMESPACE
from unscaffold.options import Options

if TYPE_CHECKING:
    from pathlib import Path

_CONF = f"""\
<ConfigurationFile xmlns="{NAMESPACE}">
  <Agent Identifier="Local" URI=""/>
  <FulfillTask Identifier="F"/>
  <CreateConnectorSynchroComplete Connector="HR"/>
</ConfigurationFile>
"""


def test_both_are_reported_by_their_places(tmp_path: Path) -> None:
    (tmp_path / "Conf.xml").write_text(_CONF, "utf-8")
    found = [str(one)[:28] for one in check(tmp_path).findings if one.code in {"J214", "U310"}]
    assert found == ["Conf.xml:3:3: error J214 the", "Conf.xml:4:35: error U310 Co"]


def test_warnings_are_errors_if_strict(tmp_path: Path) -> None:
    (tmp_path / "Conf.xml").write_text(_CONF.replace('"HR"', '"HR" OldAlgorithm="true"'), "utf-8")
    severities = {one.code: one.severity for one in check(tmp_path, Options(strict=True)).findings}
    assert severities["U312"] == "error"


def test_what_stands_in_a_context_is_not_told(tmp_path: Path) -> None:
    for folder in ("Conf", "Context"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "Conf.xml").write_text(
            f'<ConfigurationFile xmlns="{NAMESPACE}"><FulfillTask Identifier="{folder}"/></ConfigurationFile>',
            "utf-8",
        )
    found = check(tmp_path / "Conf", Options(context=(tmp_path / "Context",))).findings
    assert [str(one.region) for one in found if one.code == "J214"] == ["Conf.xml:1:67"]
