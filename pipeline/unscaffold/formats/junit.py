"""Test results as JUnit's runners write them, which every CI system shows: a suite a file, a test a finding."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from unscaffold.formats.look import Look
from unscaffold.formats.text import line, message
from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unscaffold.findings import Finding
    from unscaffold.formats.reported import Reported

_NONE = """\
  <testsuite name="unscaffold" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="nothing found" classname="unscaffold"/>
  </testsuite>
"""


def render(reported: Reported) -> str:
    """Return the document: what does not make the run fail is a test that passes, with a word on it.

    Where nothing is found, one test has passed: there are CI systems that fail without any.
    """
    files: dict[str, list[Finding]] = defaultdict(list)
    for one in reported.results:
        files[one.finding.region.file].append(one.finding)
    suites = [_suite(file, found, reported.fatal) for file, found in files.items()] or [_NONE]
    failures = _failures([one.finding for one in reported.results], reported.fatal)
    counts = f'tests="{len(reported.results) or 1}" failures="{failures}" errors="0"'
    start = f'<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="unscaffold" {counts}>\n'
    return f"{start}{''.join(suites)}</testsuites>\n"


def _failures(found: Sequence[Finding], fatal: frozenset[str]) -> int:
    return sum(one.severity in fatal for one in found)


def _suite(file: str, found: Sequence[Finding], fatal: frozenset[str]) -> str:
    counts = f'tests="{len(found)}" failures="{_failures(found, fatal)}" errors="0" skipped="0"'
    cases = "".join(_case(one, is_fatal=one.severity in fatal) for one in found)
    return f"  <testsuite name={_value(file)} {counts}>\n{cases}  </testsuite>\n"


def _case(found: Finding, *, is_fatal: bool) -> str:
    name, file = _value(f"{found.code} {message(found)}"), _value(found.region.file)
    why = f"\n{printable(found.rule.reason)}" if found.rule.reason else ""
    told = escape(f"{line(found, Look())}{why}")
    body = (
        f"<failure type={_value(found.code)} message={_value(message(found))}>{told}</failure>"
        if is_fatal
        else f"<system-out>{told}</system-out>"
    )
    return f"    <testcase name={name} classname={file}>\n      {body}\n    </testcase>\n"


def _value(text: str) -> str:
    """Return text as the value of an attribute, with what XML cannot hold in escapes."""
    return quoteattr(printable(text))
