"""SARIF 2.1.0, the format of static analysis for GitHub's code scanning, Azure's tab of scans, and editors."""

from __future__ import annotations

import re
from bisect import bisect_left
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from unscaffold.formats.reported import MOST_RESULTS
from unscaffold.formats.source import sources
from unscaffold.formats.text import message
from unscaffold.process import json_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from unscaffold.findings import Edit, Region, Rule
    from unscaffold.formats.reported import Reported, Result

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note", "note": "note"}
_PROBLEMS = {"error": "error", "warning": "warning", "info": "recommendation", "note": "recommendation"}
_FINGERPRINT = "unscaffold/v1"


def render(reported: Reported) -> str:
    """Return the log of one run."""
    rules = {one.finding.code: one.finding.rule for one in reported.results}
    numbers = {code: number for number, code in enumerate(sorted(rules))}
    located = _Located(sources(reported.root))
    run = {
        "tool": {
            "driver": {
                "name": "unscaffold",
                "version": reported.version,
                "semanticVersion": reported.version,
                "rules": [_rule(rules[code]) for code in numbers],
            }
        },
        "columnKind": "utf16CodeUnits",
        "invocations": [_invocation(reported)],
        "results": [_result(one, numbers[one.finding.code], located) for one in reported.results],
    }
    return f"{json_text({'$schema': _SCHEMA, 'version': '2.1.0', 'runs': [run]})}\n"


def _invocation(reported: Reported) -> dict[str, Any]:
    invocation: dict[str, Any] = {"executionSuccessful": True, "exitCode": int(reported.failed)}
    number = len(reported.results)
    if number > MOST_RESULTS:
        text = f"These are {number:,} results; GitHub takes a file with {MOST_RESULTS:,} of them at most."
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": text}}]
    return invocation


def _rule(rule: Rule) -> dict[str, Any]:
    sentence = rule.sentence.replace("{{", "{").replace("}}", "}")
    why = rule.reason or sentence
    named = {"name": rule.name} if rule.name else {}
    return {
        "id": rule.code,
        **named,
        "shortDescription": {"text": sentence},
        "fullDescription": {"text": why},
        "help": {"text": why},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["unscaffold"], "problem.severity": _PROBLEMS[rule.severity]},
    }


def _result(result: Result, rule: int, located: _Located) -> dict[str, Any]:
    found = result.finding
    location: dict[str, Any] = {"physicalLocation": located.place(found.region)}
    if found.generated:
        location["logicalLocations"] = [{"fullyQualifiedName": found.generated, "kind": "element"}]
    related = [
        {"id": number, "physicalLocation": located.place(region), "message": {"text": _text(role)}}
        for number, (role, region) in enumerate(found.related, 1)
    ]
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": _LEVELS[found.severity],
        "message": {"text": _text(message(found))},
        "locations": [location],
        **({"relatedLocations": related} if related else {}),
        **({"fixes": [_fix(found.edit, located)]} if found.edit else {}),
        "partialFingerprints": {_FINGERPRINT: result.fingerprint},
    }


def _fix(edit: Edit, located: _Located) -> dict[str, Any]:
    replacement = {"deletedRegion": located.region(edit.region), "insertedContent": {"text": edit.text}}
    change = {"artifactLocation": {"uri": uri(edit.region.file)}, "replacements": [replacement]}
    return {"description": {"text": "Write it so." if edit.text else "Remove it."}, "artifactChanges": [change]}


def _text(text: str) -> str:
    """Return text in which nothing is taken for a placeholder or a link."""
    text = re.sub(r"\{(\d+)\}", r"{{\1}}", text)
    return re.sub(r"[\[\]]", r"\\\g<0>", text) if "](" in text else text


class _Located:
    """Places in files, with columns in UTF-16, as most programs count that take SARIF."""

    def __init__(self, lines: Callable[[str], Sequence[str]]) -> None:
        self._lines = lines
        self._known: dict[tuple[str, int], Sequence[int]] = {}

    def place(self, region: Region) -> dict[str, Any]:
        return {"artifactLocation": {"uri": uri(region.file)}, "region": self.region(region)}

    def region(self, region: Region) -> dict[str, int]:
        return {
            "startLine": region.line,
            "startColumn": self._column(region.file, region.line, region.column),
            "endLine": region.end_line,
            "endColumn": self._column(region.file, region.end_line, region.end_column),
        }

    def _column(self, file: str, line: int, column: int) -> int:
        return column + bisect_left(self._pairs(file, line), column - 1)

    def _pairs(self, file: str, line: int) -> Sequence[int]:
        """Return the offsets of the characters of a line that are two in UTF-16: one line may have all findings."""
        if (file, line) not in self._known:
            lines = self._lines(file)
            text = lines[line - 1] if line <= len(lines) else ""
            wide = () if text.isascii() else [at for at, character in enumerate(text) if character > "\uffff"]
            self._known[file, line] = wide
        return self._known[file, line]


def uri(file: str) -> str:
    """Return the URI of a file as it is shown to a program: a relative one, if its path is."""
    return Path(file).as_uri() if Path(file).is_absolute() else quote(file)
