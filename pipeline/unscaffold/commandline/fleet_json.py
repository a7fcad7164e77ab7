"""A fleet as JSON lines, for other programs: a record a repository, by name, and one of all; docs/fleet.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unscaffold.process import json_text
from unscaffold.reporting import STATUSES, findings_of, row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.fleets import Visited
    from unscaffold.reporting import Fleet, FleetFinding, FleetRight, Row

_VERSION = 1  # of the records: raised where what stands in them changes its meaning, and not where something is added


def records(fleet: Fleet, visited: Iterable[Visited]) -> Iterator[str]:
    """Yield the lines, each with its end.

    Args:
        fleet: What is told of all.
        visited: The repositories by name, of which one at a time is in memory.
    """
    for one in visited:
        yield _line(_repository(one, row_of(one, fleet.command)))
    yield _line(_totals(fleet))


def _line(record: dict[str, Any]) -> str:
    return f"{json_text(record, None)}\n"


def _repository(visited: Visited, row: Row) -> dict[str, Any]:
    now = visited.now
    return {
        "record": "repository",
        "version": _VERSION,
        "name": row.name,
        "status": row.status,
        "sentence": row.sentence or None,
        **row.numbers,
        "rules": dict(sorted(row.rules.items())),
        "since": _since(row),
        "revision": now.revision or None,
        "digest": now.digest,
        "seconds": round(now.seconds, 3),
        "peak": now.peak,
        "worker": now.worker,
        "findings": [*map(_finding, findings_of(now))],
        "document": now.document,
    }


def _since(row: Row) -> dict[str, Any]:
    drift = row.drift
    return {
        "first": drift.is_first,
        "unchanged": drift.is_unchanged,
        "was": drift.was or None,
        "new": [*map(_finding, drift.new)],
        "gone": [*map(_finding, drift.gone)],
        "gained": [*map(_right, drift.gained)],
        "lost": [*map(_right, drift.lost)],
        "written": drift.written,
    }


def _finding(one: FleetFinding) -> dict[str, Any]:
    return one._asdict() | {"name": one.name or None}


def _right(one: FleetRight) -> dict[str, Any]:
    return one._asdict() | {"how": one.how or None}


def _totals(fleet: Fleet) -> dict[str, Any]:
    drifts = [row.drift for row in fleet.rows]
    return {
        "record": "totals",
        "version": _VERSION,
        "command": fleet.command,
        "exit_code": fleet.exit_code,
        "repositories": len(fleet.rows) + fleet.left,
        "statuses": {status: fleet.count(status) for status in STATUSES},
        "unchanged": fleet.unchanged,
        "left": fleet.left,
        **fleet.totals,
        "rules": [one._asdict() | {"name": one.name or None} for one in fleet.rules],
        "rights": [one._asdict() for one in fleet.rights],
        "since": {
            "first": sum(one.is_first for one in drifts),
            "status_changed": sum(bool(one.was) for one in drifts),
            "new": sum(len(one.new) for one in drifts),
            "gone": sum(len(one.gone) for one in drifts),
            "gained": sum(len(one.gained) for one in drifts),
            "lost": sum(len(one.lost) for one in drifts),
            "outputs_changed": sum(bool(one.written) for one in drifts),
        },
    }
