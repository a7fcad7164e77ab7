"""What came of a comparison with an export as test results, which every CI system shows: a test a scaffolding."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from unscaffold.commandline.verify_words import counted, heading, notes, sentence
from unscaffold.process import printable

if TYPE_CHECKING:
    from unscaffold.verifying import Outcome, Verified


def document(verified: Verified) -> str:
    """Return the document: differences that are accepted let a test pass, with a word on them."""
    failures = sum(not verified.is_fine(one) for one in verified.outcomes)
    counts = f'tests="{len(verified.outcomes) or 1}" failures="{failures}" errors="0"'
    cases = "".join(_case(verified, one) for one in verified.outcomes)
    none = '    <testcase name="nothing to compare" classname="unscaffold"/>\n'
    told = escape("\n".join(map(printable, notes(verified))))
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="unscaffold" {counts}>\n'
        f'  <testsuite name="unscaffold verify" {counts} skipped="0">\n{cases or none}'
        f"    <system-out>{told}</system-out>\n  </testsuite>\n</testsuites>\n"
    )


def _case(verified: Verified, one: Outcome) -> str:
    place = one.place or one.export_place
    name = f"{heading(one)} ({place})"
    start = f"    <testcase name={_value(name)} classname={_value(place.file if place else '')}"
    told = "\n".join(f"{each.kind}: {printable(sentence(each))}" for each in one.differences)
    if verified.is_fine(one):
        said = f">\n      <system-out>{escape(told)}</system-out>\n    </testcase>" if told else "/>"
        return f"{start}{said}\n"
    counts: dict[str, int] = {}
    for each in verified.refused(one):
        counts[each.kind] = counts.get(each.kind, 0) + 1
    message = f"{one.status}: {counted(counts)}" if counts else one.status
    failure = f"<failure type={_value(one.status)} message={_value(message)}>{escape(told)}</failure>"
    return f"{start}>\n      {failure}\n    </testcase>\n"


def _value(text: str) -> str:
    """Return text as the value of an attribute, with what XML cannot hold in escapes."""
    return quoteattr(printable(text))
