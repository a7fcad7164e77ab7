"""One JSON document with everything that is known of the findings; `docs/formats.md` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unscaffold.formats.text import message
from unscaffold.process import json_text

if TYPE_CHECKING:
    from unscaffold.findings import Edit, Region
    from unscaffold.formats.reported import Reported, Result

VERSION = 1  # of the document: raised where what stands in it changes its meaning, and not where something is added


def render(reported: Reported) -> str:
    """Return the document."""
    document = {
        "version": VERSION,
        "program": {"name": "unscaffold", "version": reported.version},
        "failed": reported.failed,
        "counts": reported.counts,
        "stale": None if reported.stale is None else [*reported.stale],
        "findings": [finding(one) for one in reported.results],
    }
    return f"{json_text(document)}\n"


def finding(result: Result) -> dict[str, Any]:
    """Return a finding as JSON has it: what there is not is null."""
    found = result.finding
    return {
        "code": found.code,
        "name": found.rule.name or None,
        "severity": found.severity,
        "message": message(found),
        "reason": found.rule.reason or None,
        "meant": found.meant or None,
        "region": _region(found.region),
        "related": [{"role": role, "region": _region(region)} for role, region in found.related],
        "generated": found.generated or None,
        "values": dict(found.values),
        "edit": _edit(found.edit),
        "fingerprint": result.fingerprint,
    }


def _region(region: Region) -> dict[str, str | int]:
    return {
        "file": region.file,
        "line": region.line,
        "column": region.column,
        "end_line": region.end_line,
        "end_column": region.end_column,
    }


def _edit(edit: Edit | None) -> dict[str, Any] | None:
    return {"region": _region(edit.region), "text": edit.text} if edit else None
