"""How much there is in one outcome of a fleet, as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unscaffold.fleets import Outcome

_WRITTEN = ("added", "changed", "removed")
# The numbers that a command has beside errors and warnings.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "check": (),
    "diff": ("changes",),
    "expand": ("written",),
    "rights": ("profiles", "permissions"),
    "verify": ("differences",),
}


def numbers_of(outcome: Outcome, command: str) -> dict[str, int]:
    """Return how much there is in an outcome: errors, warnings, and what `COLUMNS` has for its command."""
    counts = end_of(outcome)
    document: dict[str, Any] = outcome.document if isinstance(outcome.document, dict) else {}
    numbers = {"errors": counts.get("error", 0), "warnings": counts.get("warning", 0)}
    if command == "diff":
        kinds = document.get("counts", {})
        numbers["changes"] = sum(number for kind in kinds.values() for number in kind.values())
    elif command == "expand":
        numbers["written"] = sum(counts.get(name, 0) for name in _WRITTEN)
    elif command == "rights":
        grants = document.get("grants", [])
        numbers["profiles"] = len({one["profile"].lower() for one in grants})
        numbers["permissions"] = len({one["permission"].lower() for one in grants})
    elif command == "verify":
        numbers["differences"] = sum(document.get("differences", {}).values())
    return numbers


def end_of(outcome: Outcome) -> dict[str, int]:
    """Return the counts with which a command ended, as it said on stderr; none if it was ended by others."""
    for record in reversed(outcome.records):
        if record.get("event") == "end":
            counts: dict[str, int] = record["counts"]
            return counts
    return {}
