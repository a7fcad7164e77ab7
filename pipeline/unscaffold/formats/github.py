"""Commands of GitHub's workflows, which annotate lines of files in a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.formats.look import Look
from unscaffold.formats.text import line, message
from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unscaffold.findings import Finding
    from unscaffold.formats.reported import Reported

MOST = 10  # annotations of a kind that GitHub shows of a step
_KINDS = {"error": "error", "warning": "warning", "info": "notice", "note": "notice"}
_LINE_ENDS = "\r\n"  # which the escapes take care of
_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = {**_IN_DATA, ord(":"): "%3A", ord(","): "%2C"}


def render(reported: Reported) -> str:
    """Return a command for each finding that GitHub shows, the most severe first, and a plain line for the rest."""
    shown: list[Finding] = []
    rest: list[Finding] = []
    for kind in dict.fromkeys(_KINDS.values()):
        found = [one.finding for one in reported.results if _KINDS[one.finding.severity] == kind]
        shown += found[:MOST]
        rest += found[MOST:]
    return "".join(f"{one}\n" for one in [*map(_command, shown), *_rest(rest)])


def _command(found: Finding) -> str:
    region = found.region
    properties = {
        "file": printable(region.file, _LINE_ENDS),
        "line": region.line,
        "endLine": region.end_line,
        "title": printable(f"{found.code} {found.rule.name}".rstrip()),
    }
    if region.line == region.end_line:  # columns are refused where there are several lines
        properties |= {"col": region.column, "endColumn": region.end_column}
    said = ",".join(f"{name}={str(value).translate(_IN_PROPERTIES)}" for name, value in properties.items())
    return f"::{_KINDS[found.severity]} {said}::{message(found).translate(_IN_DATA)}"


def _rest(found: Sequence[Finding]) -> list[str]:
    if not found:
        return []
    more = f"{len(found)} more, for GitHub shows {MOST} annotations of a kind; the step summary has them, too:"
    return [more, *(line(one, Look()) for one in found)]
