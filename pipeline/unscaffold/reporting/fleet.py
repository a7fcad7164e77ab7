"""All that is told of a fleet, gathered from the outcomes of its repositories, one after the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.reporting.fleet_counts import COLUMNS, numbers_of
from unscaffold.reporting.fleet_drift import Drift, drift_of
from unscaffold.reporting.fleet_findings import findings_of
from unscaffold.reporting.fleet_rights import Shared, SharedRights

if TYPE_CHECKING:
    from unscaffold.fleets import Outcome, Status, Visited


STATUSES: tuple[Status, ...] = ("fine", "findings", "failed")


class Row(NamedTuple):
    """A repository in a few words: `numbers` as `numbers_of` has them, `rules` by how often each is broken."""

    name: str
    status: Status
    sentence: str
    numbers: dict[str, int]
    rules: dict[str, int]
    drift: Drift
    seconds: float


class BrokenRule(NamedTuple):
    """A rule that is broken in some repositories: how many findings there are, and in how many repositories."""

    code: str
    name: str
    severity: str
    findings: int
    repositories: int


@dataclass(frozen=True, slots=True)
class Fleet:
    """All that is told of a fleet.

    `rows` are by name, `columns` the numbers that they have, `left` is how many repositories were not run.
    """

    title: str
    command: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    left: int
    rules: tuple[BrokenRule, ...]
    rights: tuple[Shared, ...]

    def count(self, status: Status) -> int:
        """Return how many repositories have a status."""
        return sum(row.status == status for row in self.rows)

    @property
    def unchanged(self) -> int:
        """How many repositories had nothing to be run again for."""
        return sum(row.drift.is_unchanged for row in self.rows)

    @property
    def totals(self) -> dict[str, int]:
        """The sum of each column that can be summed up: those of profiles and permissions would count names twice."""
        summed = [name for name in self.columns if self.command != "rights" or name in {"errors", "warnings"}]
        return {name: sum(row.numbers[name] for row in self.rows) for name in summed}

    @property
    def exit_code(self) -> int:
        """2 if something could not run, 1 if there are findings anywhere, else 0."""
        if self.left or self.count("failed"):
            return 2
        return 1 if self.count("findings") else 0


def row_of(visited: Visited, command: str) -> Row:
    """Return a repository in a few words."""
    now = visited.now
    rules = Counter(one.code for one in findings_of(now))
    drift = drift_of(now, visited.before, command, is_unchanged=visited.is_unchanged)
    numbers = numbers_of(now, command)
    if visited.is_unchanged and "written" in numbers:
        numbers["written"] = 0  # what was written was so in the run before
    return Row(now.name, now.status, now.sentence, numbers, dict(rules), drift, now.seconds)


class Gathering:
    """Gathers what is told of a fleet, in whatever order its repositories come; of each, a few words are kept.

    Args:
        command: The command that is run.
    """

    def __init__(self, command: str) -> None:
        self._command = command
        self._rows: dict[str, Row] = {}
        self._rules, self._rights = _Rules(), SharedRights()

    def add(self, visited: Visited) -> Row:
        """Add a repository, and return it in a few words."""
        row = self._rows[visited.now.name] = row_of(visited, self._command)
        self._rules.add(visited.now)
        self._rights.add(visited.now.name, visited.now)
        return row

    def fleet(self, title: str, left: int) -> Fleet:
        """Return what is told of all.

        Args:
            title: What the fleet is called.
            left: How many repositories were not run.
        """
        rows = tuple(self._rows[name] for name in sorted(self._rows))
        columns = ("errors", "warnings", *COLUMNS[self._command])
        rules, rights = self._rules.counted(), tuple(self._rights.counted())
        return Fleet(title, self._command, columns, rows, left, rules, rights)


class _Rules:
    """Counts how often rules are broken, and in how many repositories."""

    def __init__(self) -> None:
        self._findings = Counter[tuple[str, str]]()
        self._repositories = Counter[tuple[str, str]]()
        self._names: dict[str, str] = {}

    def add(self, outcome: Outcome) -> None:
        found = findings_of(outcome)
        kinds = Counter((one.code, one.severity) for one in found)
        self._findings.update(kinds)
        self._repositories.update(kinds.keys())
        self._names |= {one.code: one.name for one in found if one.name}

    def counted(self) -> tuple[BrokenRule, ...]:
        """Return rules by how many repositories break them."""
        counted = (
            BrokenRule(code, self._names.get(code, ""), severity, number, self._repositories[code, severity])
            for (code, severity), number in self._findings.items()
        )
        return tuple(sorted(counted, key=lambda one: (-one.repositories, -one.findings, one.code, one.severity)))
