"""Rules chosen by their codes and by paths, and how severe their findings are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from unscaffold import check, expand, expand_in_memory
from unscaffold.findings import Ignored, Rule, diagnose, point
from unscaffold.markup import NAMESPACE
from unscaffold.options import Options
from unscaffold.selecting import is_stopping
from unscaffold.selecting.selection import Selection

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "J201 J203 U313"),
        ({"select": ("J", "U3")}, "J201 J203 U313"),
        ({"select": ("J",)}, "J201 J203"),
        ({"select": ("J203",)}, "J203"),
        ({"ignore": ("J",)}, "U313"),
        ({"select": ("J2",), "ignore": ("J203",)}, "J201"),
        ({"select": ("J203",), "ignore": ("J",)}, "J203"),
        ({"select": ("J203",), "ignore": ("J203",)}, ""),
        ({"select": ("J",), "ignore": ("U",)}, "J201 J203"),
        ({"ignore_in": (("B/**", ("J",)),)}, "J201 J203 U313"),
        ({"ignore_in": (("A/**", ("J",)),)}, "U313"),
        ({"ignore_in": (("*/A.xml", ("J201",)), ("A/**", ("U",)))}, "J203"),
        ({"select": ("J203",), "ignore_in": (("A/**", ("J",)),)}, ""),
    ],
)
def test_the_longest_beginning_of_a_code_counts_and_a_path_counts_most(
    options: dict[str, Any], expected: str
) -> None:
    selection = Selection(Options(**options))
    assert [code for code in ("J201", "J203", "U313") if selection.takes(code, "A/A.xml")] == expected.split()


def test_a_severity_is_that_of_the_longest_beginning_and_errors_of_the_expansion_stay() -> None:
    selection = Selection(Options(severity=(("U", "info"), ("U313", "error"), ("J", "info"))))
    findings = [diagnose(name, point("A.xml"), {}) for name in ("unknown-package", "case", "unknown-reference")]
    findings.append(findings[0]._replace(rule=Rule("fulfill-nothing", "J214", "error", ""), severity="error"))
    severities = [selection.graded(found).severity for found in findings]
    assert severities == ["error", "info", "error", "info"]


def test_errors_of_the_expansion_and_of_stylesheets_stop_it() -> None:
    assert is_stopping(Rule("unknown-reference", "U310", "error", ""))
    assert is_stopping(Rule("", "J214", "error", "said by a stylesheet of somebody's own"))
    assert not is_stopping(Rule("unknown-package", "U313", "warning", ""))
    assert not is_stopping(Rule("fulfill-nothing", "J214", "error", ""))


CONF = f"""\
<ConfigurationFile xmlns="{NAMESPACE}">
  <Agent Identifier="Local"/>
  <Connector Identifier="HR"/>
  <Connection Identifier="File" Connector="HR" Package="Own"/>
  <EntityAssociationMapping Identifier="Links" Connector="HR"/>
  <CreateConnectorSynchroComplete Connector="HR"/>
</ConfigurationFile>
"""
WRONG = '<CreateConnectorSynchroComplete Connector="HRD"/>'


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    (tmp_path / "Conf").mkdir()
    (tmp_path / "Conf" / "Conf.xml").write_text(CONF, "utf-8")
    return tmp_path / "Conf"


def test_a_warning_of_the_expansion_is_ignored_by_both(conf: Path) -> None:
    options = Options(ignore=("U313",), strict=True)
    assert [one.code for one in expand_in_memory(conf, options).findings if one.code.startswith("U")] == []
    assert expand_in_memory(conf, options).ignored == Ignored(selection=1)
    assert "U313" not in {one.code for one in check(conf, options).findings}


def test_a_warning_that_is_raised_stops_the_writing(conf: Path, tmp_path: Path) -> None:
    report = expand(conf, tmp_path / "Out", Options(severity=(("U313", "error"),)))
    assert [str(one)[:30] for one in report.errors] == ["Conf.xml:4:48: error U313 the "]
    assert not (tmp_path / "Out").exists()


def test_a_warning_that_is_lowered_is_no_error_of_a_strict_run(conf: Path) -> None:
    options = Options(severity=(("U", "info"),), strict=True)
    assert [one.severity for one in expand_in_memory(conf, options).findings] == ["info"]


def test_an_error_of_the_expansion_is_told_whatever_is_selected(conf: Path) -> None:
    (conf / "Wrong.xml").write_text(CONF.replace("<Agent", f"{WRONG}<Agent"), "utf-8")
    everything = Options(select=("J1",), ignore=("U", "J"), ignore_in=(("**", ("U",)),), severity=(("U", "info"),))
    for found in (expand_in_memory(conf, everything).findings, check(conf, everything).findings):
        assert {one.code for one in found} >= {"U310", "U201"}
        assert {one.severity for one in found} == {"error"}


def test_what_is_ignored_takes_no_hint_from_what_is_told(conf: Path) -> None:
    dangling = "".join(f'<Connection Identifier="C{n}" Connector="HRs" Package="Own"/>' for n in range(30))
    (conf / "A.xml").write_text(f'<ConfigurationFile xmlns="{NAMESPACE}">{dangling}</ConfigurationFile>', "utf-8")
    last = CONF.replace("<Agent", '<Connection Identifier="X" Connector="HRs" Package="Own"/><Agent')
    (conf / "Conf.xml").write_text(last, "utf-8")
    found = expand_in_memory(conf, Options(ignore_in=(("A.xml", ("U",)),))).findings
    assert [(one.code, one.meant) for one in found if one.code == "U205"] == [("U205", "HR")]
