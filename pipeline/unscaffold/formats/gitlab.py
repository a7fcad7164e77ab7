"""GitLab's code quality report: a JSON array, of which a merge request shows what is new in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unscaffold.formats.text import message
from unscaffold.process import json_text

if TYPE_CHECKING:
    from unscaffold.formats.reported import Reported, Result

_SEVERITIES = {"error": "critical", "warning": "minor", "info": "info", "note": "info"}


def render(reported: Reported) -> str:
    """Return the report."""
    return f"{json_text([_issue(one) for one in reported.results])}\n"


def _issue(result: Result) -> dict[str, Any]:
    found = result.finding
    return {
        "description": f"{found.code} {message(found)}",
        "check_name": found.code,
        "fingerprint": result.fingerprint,
        "severity": _SEVERITIES[found.severity],
        "location": {
            "path": found.region.file,
            "lines": {"begin": found.region.line, "end": found.region.end_line},
        },
    }
