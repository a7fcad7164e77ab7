"""What came of a comparison with an export as JSON, for other programs; `docs/json.md` describes the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unscaffold.commandline.verify_words import sentence
from unscaffold.process import json_text

if TYPE_CHECKING:
    from unscaffold.findings import Region
    from unscaffold.verifying import Difference, Outcome, Said, Verified

_VERSION = 1  # of the document: raised where what stands in it changes its meaning, and not where something is added


def document(verified: Verified) -> str:
    """Return the document, and the end of its last line."""
    plain = {
        "version": _VERSION,
        "failed": verified.failed,
        "target": verified.target,
        "likely_targets": [*verified.likely],
        "has_old_identifiers": verified.has_old_identifiers,
        "accepted": sorted(verified.accepted),
        "counts": verified.counts,
        "differences": verified.classes,
        "uncompared": dict(sorted(verified.uncompared.items())),
        "unexpanded": verified.unexpanded,
        "scaffoldings": [_outcome(verified, one) for one in verified.outcomes],
    }
    return f"{json_text(plain)}\n"


def _outcome(verified: Verified, one: Outcome) -> dict[str, Any]:
    return {
        "scaffolding": one.scaffolding or None,
        "subject": dict(one.subject),
        "status": one.status,
        "accepted": verified.is_fine(one),
        "elements": one.elements,
        "place": _place(one.place),
        "export_place": _place(one.export_place),
        "differences": [_difference(verified, each) for each in one.differences],
    }


def _difference(verified: Verified, one: Difference) -> dict[str, Any]:
    return {
        "class": one.kind,
        "accepted": one.kind in verified.accepted,
        "element": one.element,
        "identifier": one.identifier,
        "job": one.job or None,
        "child": one.child or None,
        "here": _said(one.here),
        "there": _said(one.there),
        "inside": one.inside,
        "message": sentence(one),
        "place": _place(one.place),
        "export_place": _place(one.export_place),
    }


def _said(said: Said | None) -> dict[str, str] | None:
    return None if said is None else dict(said)


def _place(place: Region | None) -> dict[str, Any] | None:
    return {"file": place.file, "line": place.line, "column": place.column} if place else None
