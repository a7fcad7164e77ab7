"""A finding a line, for people: place, severity, code, sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.formats.look import OF_SEVERITY
from unscaffold.process import printable

if TYPE_CHECKING:
    from unscaffold.findings import Finding
    from unscaffold.formats.look import Look
    from unscaffold.formats.reported import Reported


def render(reported: Reported) -> str:
    """Return the findings, a line each."""
    return "".join(f"{line(one.finding, reported.look)}\n" for one in reported.results)


def line(found: Finding, look: Look) -> str:
    """Return the line of a finding."""
    severity = look.styled(found.severity, OF_SEVERITY[found.severity], bold=True)
    return f"{printable(str(found.region))}: {severity} {found.code} {message(found)}"


def message(found: Finding) -> str:
    """Return what is said of a finding, in one line that does nothing but show."""
    return printable(f"{found.sentence}{found.hint}")
