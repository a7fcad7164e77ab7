"""The findings in an outcome of a fleet, whichever command made it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from unscaffold.fleets import Outcome


class FleetFinding(NamedTuple):
    """A finding in a repository of a fleet.

    `fingerprint` stays the same where lines are written above it. `name` is its rule's, empty where that is not told.
    """

    code: str
    severity: str
    message: str
    file: str
    line: int
    fingerprint: str
    name: str = ""


def findings_of(outcome: Outcome) -> list[FleetFinding]:
    """Return the findings of an outcome in their order: those of its document, or else those that were said."""
    document = outcome.document
    if isinstance(document, dict) and isinstance(document.get("findings"), list):
        return [_of_document(one) for one in document["findings"]]
    return [_said(record) for record in outcome.records if record.get("event") == "finding"]


def _of_document(one: dict[str, Any]) -> FleetFinding:
    region = one["region"]
    return FleetFinding(
        one["code"],
        one["severity"],
        one["message"],
        region["file"],
        region["line"],
        one["fingerprint"],
        one["name"] or "",
    )


def _said(record: dict[str, Any]) -> FleetFinding:
    code, message, file = record["code"], record["message"], record["file"]
    known = sha256("\0".join((code, file, message)).encode("utf-8", "surrogatepass")).hexdigest()
    return FleetFinding(code, record["level"], message, file, record["line"], known)
