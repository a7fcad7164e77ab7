"""What came of each scaffolding: the differences sorted by the one that causes them, or of which the export tells."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from unscaffold.options import DIFFERENCES
from unscaffold.verifying.contents import differences_of, said_of
from unscaffold.verifying.difference import Difference, Outcome
from unscaffold.verifying.jobs import differences_of_steps
from unscaffold.vocabulary import is_job

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from unscaffold.options import DifferenceClass
    from unscaffold.reading import Declared
    from unscaffold.verifying.difference import Said, Status
    from unscaffold.verifying.matching import Matched, Pair
    from unscaffold.verifying.units import Unit

_SUBJECTS = ("Connector", "Agent", "Profile", "EntityType")


def subject_of(scaffolding: Declared) -> Said:
    """Return what a scaffolding is for."""
    return tuple((name, scaffolding.attributes[name]) for name in _SUBJECTS if name in scaffolding.attributes)


class Outcomes:
    """The outcomes of a comparison.

    Args:
        found: What is the same, and what is not.
        scaffolding_of: Returns the scaffolding that generates a unit of ours.
        kind_of_file: Returns the scaffolding after which a file of the export is named; empty if it is after none.
    """

    def __init__(
        self,
        found: Matched,
        scaffolding_of: Callable[[Unit], Declared],
        kind_of_file: Callable[[str], str],
    ) -> None:
        self._found, self._of, self._kind_of_file = found, scaffolding_of, kind_of_file
        self._differences: dict[int, list[Difference]] = defaultdict(list)
        self._compared: dict[int, int] = defaultdict(int)
        self._alone: dict[int, int] = defaultdict(int)
        self._lone: dict[tuple[str, str], list[Difference]] = defaultdict(list)
        lone = {id(unit.element) for unit in (*found.superfluous, *found.missing)}
        for pair in found.pairs:
            self._take_pair(pair, lone)
        self._take_superfluous(lone)
        self._take_missing(lone)

    def _take_pair(self, pair: Pair, lone: set[int]) -> None:
        number = id(self._of(pair.ours))
        ours, theirs = pair.ours.element, pair.theirs.element
        self._compared[number] += 1
        differences = differences_of(ours, theirs, self._found.aliases)
        if pair.is_renamed or (is_job(ours.name) and ours.key != theirs.key):
            self._differences[number].append(_renamed(pair))
        of_another_kind = ours.name != theirs.name  # which has another display name, too
        self._differences[number] += (one for one in differences if not (of_another_kind and one.kind == "label"))
        if is_job(ours.name):
            self._differences[number] += differences_of_steps(ours, theirs, self._found.aliases, lone)

    def _take_superfluous(self, lone: set[int]) -> None:
        for unit in self._found.superfluous:
            number = id(self._of(unit))
            self._compared[number] += 1
            self._alone[number] += 1
            if not _is_inside(unit, lone):
                found = _bare("superfluous", unit, lone)
                self._differences[number].append(
                    found._replace(here=said_of(unit.element), place=unit.element.region())
                )

    def _take_missing(self, lone: set[int]) -> None:
        """Take what is in the export only: for the scaffolding of its job or of its file, if these are known."""
        jobs, files = self._homes()
        again = {pair.theirs.key: pair.ours for pair in self._found.pairs}
        for unit in self._found.missing:
            if _is_inside(unit, lone):
                continue
            file, found = unit.element.file, _bare("missing", unit, lone)
            found = found._replace(there=said_of(unit.element), export_place=unit.element.region())
            number = jobs.get(unit.job_identifier, files.get(file))
            if unit.key in again:
                number = id(self._of(again[unit.key]))
                found = found._replace(here=said_of(again[unit.key].element))
            if number is None:
                kind = self._kind_of_file(file)
                self._lone[kind, file if kind else unit.job_identifier].append(found)
            else:
                self._differences[number].append(found)

    def _homes(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """Return the scaffoldings of jobs, by identifier, and those of the files that are named after one."""
        jobs: dict[str, int] = {}
        files: dict[str, int] = {}
        for pair in self._found.pairs:
            number, file = id(self._of(pair.ours)), pair.theirs.element.file
            if is_job(pair.ours.element.name):
                jobs.setdefault(pair.theirs.job_identifier, number)
            if self._kind_of_file(file):
                files.setdefault(file, number)
        return jobs, files

    def of(self, scaffolding: Declared, *, failed: bool) -> Outcome:
        """Return the outcome of a scaffolding of the configuration; if it `failed`, nothing was compared."""
        number = id(scaffolding)
        differences, compared = self._differences[number], self._compared[number]
        is_superfluous = bool(compared) and self._alone[number] == compared
        status: Status = "superfluous" if is_superfluous else "differs" if differences else "equal"
        return Outcome(
            scaffolding.name,
            subject_of(scaffolding),
            "failed" if failed else status,
            compared,
            tuple(sorted(differences, key=lambda one: DIFFERENCES.index(one.kind))),
            scaffolding.region(),
        )

    def missing(self) -> Iterator[Outcome]:
        """Yield outcomes of what no scaffolding of the configuration generates."""
        for (kind, _), differences in self._lone.items():
            place = differences[0].export_place
            elements = sum(1 + one.inside for one in differences)
            yield Outcome(kind, (), "missing", elements, tuple(differences), export_place=place)


def _bare(kind: DifferenceClass, unit: Unit, lone: Collection[int]) -> Difference:
    element, job = unit.element, unit.job.identifier if unit.job else ""
    inside = sum(id(child) in lone for child in element.children) if is_job(element.name) else 0
    return Difference(kind, element.name, element.identifier, job, inside=inside)


def _is_inside(unit: Unit, lone: set[int]) -> bool:
    """Return whether the job of a unit is told as a whole."""
    return unit.job is not None and id(unit.job) in lone


def _renamed(pair: Pair) -> Difference:
    ours, theirs = pair.ours.element, pair.theirs.element
    return Difference(
        "version" if pair.is_renamed else "attribute",
        ours.name,
        ours.identifier,
        pair.ours.job.identifier if pair.ours.job else "",
        "" if ours.name == theirs.name else theirs.name,
        (("Identifier", ours.identifier),),
        (("Identifier", theirs.identifier),),
        place=ours.region(),
        export_place=theirs.region("Identifier"),
    )
