"""What is different in a repository of a fleet since it was looked at before."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.reporting.fleet_counts import numbers_of
from unscaffold.reporting.fleet_findings import FleetFinding, findings_of
from unscaffold.reporting.fleet_rights import FleetRight, rights_of_outcome

if TYPE_CHECKING:
    from unscaffold.fleets import Outcome

_STATUSES = {"fine": "was fine", "findings": "had findings", "failed": "could not run"}


class Drift(NamedTuple):
    """What is different in a repository since the last run.

    `is_first` if there was none; `is_unchanged` if nothing had to be run again. `was` is the status of then, if it is
    another one. `written` is how many files of the output were written or removed.
    """

    is_first: bool = False
    is_unchanged: bool = False
    was: str = ""
    new: tuple[FleetFinding, ...] = ()
    gone: tuple[FleetFinding, ...] = ()
    gained: tuple[FleetRight, ...] = ()
    lost: tuple[FleetRight, ...] = ()
    written: int = 0

    @property
    def is_any(self) -> bool:
        """Whether anything is different from what there was."""
        return bool(self.was or self.new or self.gone or self.gained or self.lost or self.written)

    @property
    def words(self) -> str:
        """What is different, in a few words."""
        if self.is_first or self.is_unchanged:
            return "first run" if self.is_first else "unchanged"
        parts = [
            _STATUSES.get(self.was, ""),
            _changed(len(self.new), len(self.gone), "finding"),
            _changed(len(self.gained), len(self.lost), "right"),
            f"{self.written} file{'' if self.written == 1 else 's'}" if self.written else "",
        ]
        return ", ".join(filter(None, parts)) or "same"


def _changed(more: int, less: int, noun: str) -> str:
    told = " ".join([f"+{more}"] * bool(more) + [f"-{less}"] * bool(less))
    return f"{told} {noun}{'' if more + less == 1 else 's'}" if told else ""


def drift_of(now: Outcome, before: Outcome | None, command: str, *, is_unchanged: bool) -> Drift:
    """Return what is different in a repository.

    Args:
        now: Its outcome.
        before: That of the last run; None if there was none.
        command: The command that was run.
        is_unchanged: Whether the outcome is the last one, because nothing had changed that decides on it.
    """
    if is_unchanged:
        return Drift(is_unchanged=True)
    if before is None:
        return Drift(is_first=True)
    was = before.status if before.status != now.status else ""
    if "failed" in {before.status, now.status}:  # nobody knows what there would have been
        return Drift(was=was)
    # Of a configuration with errors, what is granted may not be all: what is not known must not be told as lost.
    gained, lost = ((), ()) if was else _different_rights(now, before)
    new, gone = _different_findings(now, before)
    return Drift(was=was, new=new, gone=gone, gained=gained, lost=lost, written=_written(now, command))


def _written(now: Outcome, command: str) -> int:
    return numbers_of(now, command)["written"] if command == "expand" else 0


def _different_findings(now: Outcome, before: Outcome) -> tuple[tuple[FleetFinding, ...], tuple[FleetFinding, ...]]:
    new, old = findings_of(now), findings_of(before)
    return _without(new, old), _without(old, new)


def _without(some: list[FleetFinding], others: list[FleetFinding]) -> tuple[FleetFinding, ...]:
    """Return findings that the others do not have so often."""
    known = Counter(one.fingerprint for one in others)
    left = []
    for one in some:
        known[one.fingerprint] -= 1
        if known[one.fingerprint] < 0:
            left.append(one)
    return tuple(left)


def _different_rights(now: Outcome, before: Outcome) -> tuple[tuple[FleetRight, ...], tuple[FleetRight, ...]]:
    new, old = set(rights_of_outcome(now)), set(rights_of_outcome(before))
    return tuple(sorted(new - old)), tuple(sorted(old - new))
