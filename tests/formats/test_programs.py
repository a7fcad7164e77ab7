"""The formats for programs: what is written for three findings, and schemas that hold for any."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import fastjsonschema
import pytest
from hypothesis import given, settings
from lxml import etree

from commandline.test_printing import harmless
from formats.samples import ANYTHING, CASE, FINDINGS, INFO, NOTE, finding, reported
from processors import ROOT, missing
from unscaffold.findings import Edit, Region
from unscaffold.formats import FAIL_ON, MOST_RESULTS, Reported, render

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMAS = Path(__file__).with_name("schemas")
OF_OASIS = ROOT / "node_modules" / "@microsoft" / "jest-sarif" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"
SOME = settings(max_examples=50, deadline=None)
THREE = reported(*FINDINGS, stale=["Out/x.xml"])
NONE = reported()


@cache
def valid(schema: Path) -> Callable[[Any], Any]:
    """Return what raises an error for what is not as a schema says."""
    checked: Callable[[Any], Any] = fastjsonschema.compile(json.loads(schema.read_text("utf-8")))
    return checked


@cache
def junit() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / "junit.rng"))


# JSON, and JSON a line


def test_the_document_has_everything() -> None:
    document = json.loads(render("json", THREE))
    first, second, third = document.pop("findings")
    assert document == {
        "version": 1,
        "program": {"name": "unscaffold", "version": "1.2.3"},
        "failed": True,
        "counts": {"error": 1, "warning": 1, "info": 1, "note": 0},
        "stale": ["Out/x.xml"],
    }
    place = {"file": "Conf/c.xml", "line": 1, "column": 1, "end_line": 1}
    assert first == {
        "code": "J301",
        "name": "other-job",
        "severity": "error",
        "message": "the job 'A' runs like Conf/c.xml:1:1; needed at Conf/c.xml:3:1",
        "reason": "Two of a kind.",
        "meant": None,
        "region": {"file": "Conf/a b.xml", "line": 2, "column": 3, "end_line": 2, "end_column": 9},
        "related": [
            {"role": "other", "region": {**place, "end_column": 4}},
            {"role": "needed at", "region": {**place, "line": 3, "end_line": 3, "end_column": 4}},
        ],
        "generated": 'Job[@Identifier="A"]',
        "values": {"job": "A"},
        "edit": None,
        "fingerprint": THREE.results[0].fingerprint,
    }
    assert (second["message"], second["meant"]) == ("Agent is written {so}: x; did you mean 'X'?", "X")
    where = {"file": "Conf/a b.xml", "line": 3, "column": 2, "end_line": 3, "end_column": 3}
    assert second["edit"] == {"region": where, "text": "X"}
    assert third["region"] == {**place, "end_column": 1}


def test_a_line_is_what_the_document_has_of_a_finding() -> None:
    lines = render("jsonl", THREE).splitlines()
    assert [*map(json.loads, lines)] == json.loads(render("json", THREE))["findings"]
    assert render("jsonl", NONE) == ""


def test_what_nobody_could_tell_is_not_empty() -> None:
    assert json.loads(render("json", reported(stale=None)))["stale"] is None
    assert json.loads(render("json", reported(stale=[])))["stale"] == []


@SOME
@given(ANYTHING)
def test_any_document_is_as_its_schema_says(told: Reported) -> None:
    document = valid(SCHEMAS / "document.json")(json.loads(render("json", told)))
    assert [one["region"]["file"] for one in document["findings"]] == [
        one.finding.region.file for one in told.results
    ]
    assert render("jsonl", told).count("\n") == len(told.results)


@SOME
@given(ANYTHING)
def test_json_does_nothing_where_it_is_printed(told: Reported) -> None:
    for form in ("json", "jsonl", "sarif", "gitlab"):
        assert [line for line in render(form, told).split("\n") if not harmless(line)] == []


# SARIF


def sarif(told: Reported) -> Any:
    return json.loads(render("sarif", told))["runs"][0]


def place(uri: str, *region: int) -> dict[str, Any]:
    names = ("startLine", "startColumn", "endLine", "endColumn")
    return {"artifactLocation": {"uri": uri}, "region": dict(zip(names, region, strict=True))}


def test_sarif_has_rules_places_fixes_and_fingerprints() -> None:
    run = sarif(THREE)
    driver = run["tool"]["driver"]
    assert [(rule["id"], rule["defaultConfiguration"]["level"]) for rule in driver["rules"]] == [
        ("J301", "error"),
        ("J302", "note"),
        ("U203", "warning"),
    ]
    assert driver["rules"][0] == {
        "id": "J301",
        "name": "other-job",
        "shortDescription": {"text": "the job '{job}' runs like {other}"},
        "fullDescription": {"text": "Two of a kind."},
        "help": {"text": "Two of a kind."},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["unscaffold"], "problem.severity": "error"},
    }
    assert driver["rules"][2]["shortDescription"] == {"text": "{attribute} is written {so}: {value}"}
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": 1}]
    first, second, _third = run["results"]
    assert first == {
        "ruleId": "J301",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "the job 'A' runs like Conf/c.xml:1:1; needed at Conf/c.xml:3:1"},
        "locations": [
            {
                "physicalLocation": place("Conf/a%20b.xml", 2, 3, 2, 9),
                "logicalLocations": [{"fullyQualifiedName": 'Job[@Identifier="A"]', "kind": "element"}],
            }
        ],
        "relatedLocations": [
            {"id": 1, "physicalLocation": place("Conf/c.xml", 1, 1, 1, 4), "message": {"text": "other"}},
            {"id": 2, "physicalLocation": place("Conf/c.xml", 3, 1, 3, 4), "message": {"text": "needed at"}},
        ],
        "partialFingerprints": {"unscaffold/v1": THREE.results[0].fingerprint},
    }
    replaced = place("Conf/a%20b.xml", 3, 2, 3, 3)
    change = {"deletedRegion": replaced["region"], "insertedContent": {"text": "X"}}
    artifact = {"artifactLocation": replaced["artifactLocation"], "replacements": [change]}
    assert second["fixes"] == [{"description": {"text": "Write it so."}, "artifactChanges": [artifact]}]


def test_sarif_counts_columns_in_utf_16(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("\n<a b='\U0001f600' c='é'/>", encoding="utf-16")
    found = finding(CASE, Region("a.xml", 2, 10, 2, 15), edit=Edit(Region("a.xml", 2, 7, 2, 8), ""))
    (result,) = sarif(reported(found, root=tmp_path))["results"]
    assert result["locations"][0]["physicalLocation"] == place("a.xml", 2, 11, 2, 16)
    (fix,) = result["fixes"]
    assert fix["description"] == {"text": "Remove it."}
    assert fix["artifactChanges"][0]["replacements"][0]["deletedRegion"] == place("", 2, 7, 2, 9)["region"]


def test_sarif_has_whole_uris_of_files_elsewhere(tmp_path: Path) -> None:
    (result,) = sarif(reported(finding(INFO, Region(f"{(tmp_path / 'ä.xml').as_posix()}"))))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": (tmp_path / "ä.xml").as_uri()}


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("a {0} b", "a {{0}} b"),
        ("[x](javascript:y)", r"\[x\](javascript:y)"),
        ('Job[@Identifier="A"] {x}', 'Job[@Identifier="A"] {x}'),
    ],
)
def test_nothing_in_a_message_of_sarif_is_a_placeholder_or_a_link(said: str, written: str) -> None:
    (result,) = sarif(reported(finding(INFO, Region("a"), values={"value": said})))["results"]
    assert result["message"] == {"text": f"nobody runs {written}"}


def test_sarif_says_that_these_are_more_than_github_takes() -> None:
    some, many = ([finding(INFO, Region("a"), values={"value": "x"})] * number for number in (MOST_RESULTS, 25_001))
    assert "toolExecutionNotifications" not in sarif(reported(*some))["invocations"][0]
    assert sarif(reported(*many))["invocations"][0]["toolExecutionNotifications"] == [
        {
            "level": "warning",
            "message": {"text": "These are 25,001 results; GitHub takes a file with 25,000 of them at most."},
        }
    ]


@SOME
@given(ANYTHING)
def test_any_sarif_is_as_our_schema_says(told: Reported) -> None:
    run = valid(SCHEMAS / "sarif.json")(json.loads(render("sarif", told)))["runs"][0]
    for result, one in zip(run["results"], told.results, strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == one.finding.code
        assert (
            unquote(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == one.finding.region.file
        )


@SOME
@given(ANYTHING)
def test_any_sarif_is_as_the_schema_of_oasis_says(told: Reported) -> None:
    if not OF_OASIS.is_file():
        missing("the schema of SARIF is not installed; say `npm ci`")
    valid(OF_OASIS)(json.loads(render("sarif", told)))


# GitLab


def test_gitlab_has_an_issue_a_finding() -> None:
    issues = json.loads(render("gitlab", THREE))
    assert issues[0] == {
        "description": "J301 the job 'A' runs like Conf/c.xml:1:1; needed at Conf/c.xml:3:1",
        "check_name": "J301",
        "fingerprint": THREE.results[0].fingerprint,
        "severity": "critical",
        "location": {"path": "Conf/a b.xml", "lines": {"begin": 2, "end": 2}},
    }
    assert [issue["severity"] for issue in issues] == ["critical", "minor", "info"]
    assert render("gitlab", NONE) == "[]\n"


@SOME
@given(ANYTHING)
def test_any_report_for_gitlab_is_as_its_schema_says(told: Reported) -> None:
    issues = valid(SCHEMAS / "gitlab.json")(json.loads(render("gitlab", told)))
    assert len({issue["fingerprint"] for issue in issues}) == len(told.results)


# JUnit


def test_junit_has_a_suite_a_file_and_a_test_a_finding() -> None:
    name = "U203 Agent is written {so}: x; did you mean 'X'?"
    assert (
        render("junit", THREE)
        == f"""\
<?xml version="1.0" encoding="utf-8"?>
<testsuites name="unscaffold" tests="3" failures="1" errors="0">
  <testsuite name="Conf/a b.xml" tests="2" failures="1" errors="0" skipped="0">
    <testcase name="J301 the job 'A' runs like Conf/c.xml:1:1; needed at Conf/c.xml:3:1" classname="Conf/a b.xml">
      <failure type="J301" message="the job 'A' runs like Conf/c.xml:1:1; needed at Conf/c.xml:3:1">\
Conf/a b.xml:2:3: error J301 the job 'A' runs like Conf/c.xml:1:1; needed at Conf/c.xml:3:1
Two of a kind.</failure>
    </testcase>
    <testcase name="{name}" classname="Conf/a b.xml">
      <system-out>Conf/a b.xml:3:1: warning {name}</system-out>
    </testcase>
  </testsuite>
  <testsuite name="Conf/c.xml" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="J302 nobody runs it" classname="Conf/c.xml">
      <system-out>Conf/c.xml:1:1: info J302 nobody runs it</system-out>
    </testcase>
  </testsuite>
</testsuites>
"""
    )


def test_junit_has_a_test_even_where_nothing_is_found() -> None:
    root = etree.fromstring(render("junit", NONE).encode())
    junit().assertValid(root)
    assert [case.attrib["name"] for case in root.iter("testcase")] == ["nothing found"]


@pytest.mark.parametrize(("fail_on", "failures"), [("never", 0), ("error", 1), ("warning", 2), ("info", 3)])
def test_what_makes_the_run_fail_fails_in_junit(fail_on: str, failures: int) -> None:
    told = reported(*FINDINGS, finding(NOTE, Region("a")), fatal=FAIL_ON[fail_on])
    root = etree.fromstring(render("junit", told).encode())
    assert (root.attrib["failures"], len([*root.iter("failure")])) == (str(failures), failures)
    assert told.failed == bool(failures)


@SOME
@given(ANYTHING)
def test_any_document_for_junit_is_as_its_schema_says(told: Reported) -> None:
    root = etree.fromstring(render("junit", told).encode())
    junit().assertValid(root)
    assert len([*root.iter("testcase")]) == max(1, len(told.results))
    assert not re.search(r"[^ \n\x21-\uffff\U00010000-\U0010ffff]", "".join(root.itertext()))
