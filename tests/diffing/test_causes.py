"""Which changed lines cause a difference."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from granted import document
from unscaffold.diffing import diff
from unscaffold.expanding import Request
from unscaffold.options import DEFAULTS

if TYPE_CHECKING:
    from pathlib import Path

_CONF = """\
<Agent Identifier="Local" URI=""/>
<Connector Identifier="HR" Agent="Local"/>
<Connection Identifier="People" Connector="HR" Package="Usercube.CSV@0000001"/>
<Connection
    Identifier="Titles"
    Connector="HR"
    Package="Usercube.CSV@0000001"/>
<EntityTypeMapping Identifier="HR_Person" Connector="HR"/>
<CreateConnectorSynchroComplete Connector="HR" JobIdentifier="Nightly">
  <CronTabExpression CronTab="0 3 * * *"/>
</CreateConnectorSynchroComplete>
<CreateConnectorSynchroIncremental Connector="HR" JobIdentifier="Fast"/>
<MaintainIndexesTask Identifier="Nightly_MaintainIndexes" ConsolidationMode="Merge" Offline="true"/>
"""


def _causes(folder: Path, *changes: tuple[str, str]) -> dict[str, list[str]]:
    """Return what causes the differences that some changes make, by the identifiers of what is different."""
    new = _CONF
    for before, after in changes:
        assert before in new
        new = new.replace(before, after)
    for name, text in (("old", _CONF), ("new", new)):
        (folder / name).mkdir()
        (folder / name / "Conf.xml").write_text(document(text), "utf-8")
    found = diff(Request(folder / "old", DEFAULTS), Request(folder / "new", DEFAULTS))
    return {
        one.identifier: [f"{cause.side} {cause.line}-{cause.end_line} {cause.element}" for cause in found.causes(one)]
        for one in found.comparison.elements
    }


_PACKAGE = '    Package="Usercube.CSV@0000001"/>'
_OFF = (_PACKAGE, '    Package="Usercube.CSV@0000001"\n    DeactivationExportFulfill="1"/>')
_EXCEL = (_PACKAGE, '    Package="Usercube.Excel@0000001"/>')
_LATER = ('"0 3 * * *"', '"0 4 * * *"')


def test_of_an_element_only_the_changed_lines_are_told(tmp_path: Path) -> None:
    assert _causes(tmp_path, _OFF) == {
        "Fast": ["old 8-8 Connection", "new 8-9 Connection"],
        "Nightly": ["old 8-8 Connection", "new 8-9 Connection"],
        "Titles": ["old 8-8 Connection", "new 8-9 Connection"],
    }


def test_what_is_gone_from_an_element_is_told_of_the_old_side_only(tmp_path: Path) -> None:
    gone = '  <CronTabExpression CronTab="0 3 * * *"/>\n'
    assert _causes(tmp_path, (gone, "")) == {"Nightly": ["old 11-11 CreateConnectorSynchroComplete"]}


def test_several_elements_may_have_decided(tmp_path: Path) -> None:
    assert _causes(tmp_path, _LATER, _OFF)["Nightly"] == [
        "old 11-11 CreateConnectorSynchroComplete",
        "old 8-8 Connection",
        "new 12-12 CreateConnectorSynchroComplete",
        "new 8-9 Connection",
    ]


def test_what_has_not_decided_is_not_told(tmp_path: Path) -> None:
    assert _causes(tmp_path, _LATER, _EXCEL) == {
        "Nightly": ["old 11-11 CreateConnectorSynchroComplete", "new 11-11 CreateConnectorSynchroComplete"],
        "Titles": ["old 8-8 Connection", "new 8-8 Connection"],
    }


def test_an_adjustment_causes_what_it_changes(tmp_path: Path) -> None:
    assert _causes(tmp_path, ('Offline="true"', 'Offline="false"'), _EXCEL) == {
        "Nightly": ["old 14-14 MaintainIndexesTask", "new 14-14 MaintainIndexesTask"],
        "Titles": ["old 8-8 Connection", "new 8-8 Connection"],
    }


def test_what_is_gone_is_told_of_the_old_side(tmp_path: Path) -> None:
    found = _causes(tmp_path, ('<CreateConnectorSynchroIncremental Connector="HR" JobIdentifier="Fast"/>\n', ""))
    assert found == {"Fast": ["old 13-13 CreateConnectorSynchroIncremental"]}


def test_files_of_context_folders_are_called_as_they_are_seen_from_the_configuration(tmp_path: Path) -> None:
    sides = []
    for name, text in (("old", _CONF), ("new", _CONF.replace(*_OFF))):
        hand, scaffolding = text.split("<CreateConnectorSynchroIncremental")
        for file, inside in (
            ("Shared/A.xml", hand),
            ("Conf/B.xml", f"<CreateConnectorSynchroIncremental{scaffolding}"),
        ):
            (tmp_path / name / file).parent.mkdir(parents=True)
            (tmp_path / name / file).write_text(document(inside), "utf-8")
        options = replace(DEFAULTS, context=(tmp_path / name / "Shared",))
        sides.append(Request(tmp_path / name / "Conf", options))
    found = diff(sides[0], sides[1])
    fast = next(one for one in found.comparison.jobs if one.identifier == "Fast")
    assert [(one.side, one.file, one.line, one.end_line) for one in found.causes(fast)] == [
        ("old", "../Shared/A.xml", 8, 8),
        ("new", "../Shared/A.xml", 8, 9),
    ]
