"""Outcomes of repositories, as commands of a fleet would have made them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unscaffold.fleets import Outcome, Visited
from unscaffold.reporting import Gathering

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.fleets import Status
    from unscaffold.reporting import Fleet


def fleet_of(visited: Iterable[Visited], title: str, command: str, left: int = 0) -> Fleet:
    """Return what is told of repositories, some of which were not run."""
    gathering = Gathering(command)
    for one in visited:
        gathering.add(one)
    return gathering.fleet(title, left)


def finding(code: str, severity: str, message: str, line: int = 3, file: str = "Conf/A.xml") -> dict[str, Any]:
    """Return a finding as `check` prints it, of what a fleet looks at."""
    region = {"file": file, "line": line, "column": 5, "end_line": line, "end_column": 9}
    known = f"{code}-{message}"
    return {
        "code": code,
        "name": "named",
        "severity": severity,
        "message": message,
        "region": region,
        "fingerprint": known,
    }


def grant(profile: str, permission: str, **others: Any) -> dict[str, Any]:
    """Return a right as `rights` prints it."""
    return {
        "profile": profile,
        "permission": permission,
        "entity_type": "Person",
        "can_execute": True,
        "full_access_properties": False,
        "property_group": None,
        "conditions": {},
        "filters": [],
        **others,
    }


def outcome(
    name: str, status: Status, document: dict[str, Any] | None = None, sentence: str = "", **counts: int
) -> Outcome:
    """Return an outcome, with the counts of its last record."""
    end = {"event": "end", "counts": {"error": 0, "warning": 0, **counts}}
    records: list[dict[str, Any]] = (
        [] if sentence else [{"event": "message", "level": "info", "message": "read"}, end]
    )
    seconds, peak = len(name) / 8, 1_000_000 * len(name)
    return Outcome(name, status, sentence, document, records, f"digest of {name}", "", seconds, peak, "here")


def checked(name: str, *findings: dict[str, Any]) -> Outcome:
    """Return what `check` makes of a repository with findings."""
    errors, warnings = (sum(one["severity"] == severity for one in findings) for severity in ("error", "warning"))
    status: Status = "findings" if errors else "fine"
    return outcome(name, status, {"version": 1, "findings": [*findings]}, error=errors, warning=warnings)


def failed(name: str, sentence: str) -> Outcome:
    """Return what comes of a repository for which a command could not run."""
    return outcome(name, "failed", sentence=sentence)


def granted(name: str, *grants: dict[str, Any]) -> Outcome:
    """Return what `rights` makes of a repository."""
    return outcome(name, "fine", {"version": 1, "grants": [*grants]})


_UNKNOWN = finding("U310", "error", "Connector names the connector 'K', which the configuration does not declare")
_TWICE = finding("C301", "warning", "the identifier 'HR' is there twice", 12)
_LEVEL = finding("J203", "warning", "the step waits for one on a later level", 20, "Conf/Jobs/B.xml")

CHECKED = (
    Visited(checked("alpha", _UNKNOWN, _TWICE, _LEVEL), checked("alpha", _TWICE, _TWICE)),
    Visited(checked("beta"), checked("beta"), is_unchanged=True),
    Visited(checked("delta", _LEVEL), checked("delta", _LEVEL | {"region": _LEVEL["region"] | {"line": 9}})),
    Visited(failed("epsilon", "https://git.example/epsilon.git cannot be fetched: there is no such repository")),
    Visited(failed("eta", "it took longer than 10 minutes"), checked("eta", _UNKNOWN)),
    Visited(checked("gamma", _LEVEL)),
)

_FILTER = {"binding": "Site", "operator": "Equal", "compared_to": {"value": "Oslo"}, "group": None}
_READ, _WRITE = "/Custom/Read", "/Custom/Write"
GRANTED = (
    Visited(
        granted("north", grant("Manager", _READ), grant("Manager", _WRITE), grant("Auditor", _READ)),
        granted("north", grant("Manager", _READ, filters=[_FILTER]), grant("Auditor", _READ)),
    ),
    Visited(granted("south", grant("manager", _READ, filters=[_FILTER]), grant("Auditor", _READ))),
    Visited(granted("west", grant("Manager", _READ), grant("Nobody", _READ, can_execute=False))),
    Visited(granted("east", grant("Manager", _READ), grant("Auditor", _READ))),
)

EXPANDED = (
    Visited(outcome("one", "fine", added=2, changed=1, removed=1, unchanged=4), outcome("one", "fine", added=7)),
    Visited(outcome("two", "fine", added=0, changed=0, removed=0, unchanged=8), outcome("two", "fine", added=8)),
)
COMPARED = (Visited(outcome("one", "fine", {"counts": {"jobs": {"added": 1, "changed": 2}, "others": {}}})),)
VERIFIED = (Visited(outcome("one", "findings", {"differences": {"missing": 1, "order": 2}}, error=0)),)
