"""Logging commands of Azure Pipelines, which list issues with the file and the line in a run's summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.formats.look import Look
from unscaffold.formats.text import line, message
from unscaffold.process import printable

if TYPE_CHECKING:
    from unscaffold.findings import Finding
    from unscaffold.formats.reported import Reported

_KINDS = ("error", "warning")  # Azure knows no others: the rest is for the log
_LINE_ENDS = "\r\n"  # which the escapes take care of
_IN_DATA = str.maketrans({"%": "%AZP25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = {**_IN_DATA, ord(";"): "%3B", ord("]"): "%5D"}
_WITH_ISSUES = "##vso[task.complete result=SucceededWithIssues;]"


def render(reported: Reported) -> str:
    """Return a command for each error and warning, and a plain line for what is for information.

    A step with errors or warnings that does not fail is marked as one with issues.
    """
    found = [one.finding for one in reported.results]
    lines = [_command(one) if one.severity in _KINDS else line(one, Look()) for one in found]
    if not reported.failed and any(one.severity in _KINDS for one in found):
        lines.append(_WITH_ISSUES)
    return "".join(f"{one}\n" for one in lines)


def _command(found: Finding) -> str:
    properties = {
        "type": found.severity,
        "sourcepath": printable(found.region.file, _LINE_ENDS),
        "linenumber": found.region.line,
        "columnnumber": found.region.column,
        "code": found.code,
    }
    said = "".join(f"{name}={str(value).translate(_IN_PROPERTIES)};" for name, value in properties.items())
    return f"##vso[task.logissue {said}]{message(found).translate(_IN_DATA)}"
