"""The page for editors: what it gives them fits what is printed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from comparison import NAMESPACE
from processors import ROOT
from unscaffold.commandline.shells import SHELLS

if TYPE_CHECKING:
    from collections.abc import Callable

    from commandline.samples import Run

_PAGE = (ROOT / "docs" / "editors.md").read_text("utf-8")
_BLOCKS = re.findall(r"^```(json|xml)\n(.*?)^```", _PAGE, re.DOTALL | re.MULTILINE)
_SETTINGS, _BOUND, _TASKS = (json.loads(text) for kind, text in _BLOCKS if kind == "json")
(_CATALOG,) = (etree.fromstring(text) for kind, text in _BLOCKS if kind == "xml")
_FIELDS = ("file", "line", "column", "severity", "code", "message")


def _matched(line: str) -> dict[str, str] | None:
    """Return what the problem matcher of the page takes from a line, as VS Code does."""
    pattern: dict[str, Any] = _TASKS["tasks"][0]["problemMatcher"]["pattern"]
    found = re.search(pattern["regexp"], line, re.ASCII)
    return {field: found[pattern[field]] for field in _FIELDS} if found else None


def test_the_task_runs_a_check_and_its_problems_are_those_of_the_report(
    unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    (task,) = _TASKS["tasks"]
    assert (task["command"], task["args"]) == ("unscaffold", ["check", "Conf"])
    conf = str(ROOT / "samples" / "contoso" / "Conf")
    monkeypatch.setenv("NO_COLOR", task["options"]["env"]["NO_COLOR"])
    told = [json.loads(line) for line in unscaffold("check", conf, "--format", "jsonl").out.splitlines()]
    run = unscaffold("check", conf)
    lines = [*run.out.splitlines(), *run.err.splitlines()]
    problems = [problem for problem in map(_matched, lines) if problem]
    assert len(problems) == len(lines) - 1 > 10
    assert [(one["file"], one["line"], one["column"], one["severity"], one["code"]) for one in problems] == [
        (region["file"], str(region["line"]), str(region["column"]), one["severity"], one["code"])
        for one in told
        for region in [one["region"]]
    ]


@pytest.mark.parametrize(
    ("line", "file"),
    [
        ("Conf/AD Jobs.xml:4:3: error U310 Connector names 'a:1:2: error U310 x'", "Conf/AD Jobs.xml"),
        (r"C:\Conf\AD.xml:4:3: warning J203 this", r"C:\Conf\AD.xml"),
        ("1 error, 2 warnings (0.40 s)", None),
        ("error: Conf is not a folder; name the folder of the configuration", None),
    ],
)
def test_a_line_is_matched_by_its_place(line: str, file: str | None) -> None:
    found = _matched(line)
    assert (found["file"] if found else None) == file


def test_the_settings_name_the_schema_that_the_page_makes() -> None:
    (association,) = _SETTINGS["xml.fileAssociations"]
    assert association["systemId"] == "${workspaceFolder}/unscaffold.xsd"
    assert "$ unscaffold schema -o unscaffold.xsd\n" in _PAGE


def test_the_catalog_binds_the_schema_to_the_namespace() -> None:
    assert _BOUND == {"xml.catalogs": ["catalog.xml"]}
    (entry,) = _CATALOG
    assert dict(entry.attrib) == {"name": NAMESPACE, "uri": "unscaffold.xsd"}


def test_the_page_has_a_line_for_each_shell() -> None:
    assert set(re.findall(r"^\|.*`[^`]*unscaffold completion (\w+)", _PAGE, re.MULTILINE)) == {*SHELLS}
