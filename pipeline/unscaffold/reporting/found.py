"""The findings, each with the jobs and the connectors that it is about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unscaffold.adjusting import Adjustment
    from unscaffold.checking import Checked
    from unscaffold.effective import Effective, Element, Job
    from unscaffold.findings import Finding
    from unscaffold.reporting.places import Links, Place

_OF_JOB = re.compile(r'[^\[]*\[@Identifier="(.*?)"\](?:/|$)', re.DOTALL)
_CONNECTOR = "Connector"


@dataclass(frozen=True, slots=True)
class Found:
    """A finding: `jobs` and `connectors` are the numbers of those that it is about."""

    number: int
    severity: str
    code: str
    sentence: str
    generated: str
    place: Place
    jobs: tuple[int, ...]
    connectors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class About:
    """A rule that is broken: its code, how many findings say so, and why it is a rule."""

    code: str
    count: int
    reason: str


class Subjects:
    """Tells what is about which jobs and connectors.

    Args:
        conf: The effective configuration.
        adjustments: The elements written by hand that changed generated ones.
        jobs: The jobs that are told.
        connectors: The numbers of connectors, by their identifiers in lower case.
    """

    def __init__(
        self,
        conf: Effective,
        adjustments: Iterable[Adjustment],
        jobs: Sequence[Job],
        connectors: Mapping[str, int],
    ) -> None:
        self._conf, self._connectors = conf, connectors
        self._by_name = {job.identifier: number for number, job in reversed([*enumerate(jobs, 1)])}
        self._by_place: dict[tuple[str, int], list[int]] = defaultdict(list)
        for number, job in enumerate(jobs, 1):
            for place in {(part.file, part.way[0]) for part in (job.element, *job.element.parts)}:
                self._by_place[place].append(number)
        for one in adjustments:
            self._by_place.setdefault(one.element.outermost, self._by_place[one.scaffolding.outermost])
        self._of_jobs = [self.connectors(name for step in job.steps for name in step.connectors) for job in jobs]
        self._elements: dict[tuple[str, int], list[Element]] = defaultdict(list)
        for element in conf.elements:
            if not element.scaffolding:
                self._elements[element.file, element.way[0]].append(element)

    def connectors(self, names: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of connectors, in their order, each once."""
        return tuple(sorted({self._connectors[name.lower()] for name in names if name.lower() in self._connectors}))

    def of_job(self, number: int) -> tuple[int, ...]:
        """Return the connectors on which a job works."""
        return self._of_jobs[number - 1]

    def jobs(self, found: Finding, place: tuple[str, int] | None) -> tuple[int, ...]:
        """Return the jobs that a finding is about."""
        named = _OF_JOB.match(found.generated)
        number = self._by_name.get(named[1]) if named else None
        return (number,) if number else tuple(self._by_place.get(place, ())) if place else ()

    def around(self, place: tuple[str, int] | None) -> Iterator[str]:
        """Yield the connectors of the elements at a place."""
        for element in self._elements.get(place, ()) if place else ():
            yield element.identifier if element.name == _CONNECTOR else element.get(_CONNECTOR)
            yield from self._conf.connectors_of(element)
            yield self._conf.connector_of_type(element.identifier)


def found_of(checked: Checked, subjects: Subjects, links: Links) -> tuple[Found, ...]:
    """Return the findings of a check, in order, numbered from 1."""
    return tuple(_found(number, found, checked, subjects, links) for number, found in enumerate(checked.findings, 1))


def _found(number: int, found: Finding, checked: Checked, subjects: Subjects, links: Links) -> Found:
    way = checked.expansion.configuration.way(found.region)
    place = (found.region.file, way[0]) if way else None
    jobs = subjects.jobs(found, place)
    of_jobs = {connector for job in jobs for connector in subjects.of_job(job)}
    return Found(
        number,
        found.severity,
        found.code,
        f"{found.sentence}{found.hint}",
        found.generated,
        links.place(found.region),
        jobs,
        tuple(sorted(of_jobs.union(subjects.connectors(subjects.around(place))))),
    )


def about(findings: Iterable[Finding]) -> tuple[About, ...]:
    """Return the rules that are broken and say why they are rules, by their codes."""
    counted = Counter((found.code, found.rule.reason) for found in findings if found.rule.reason)
    return tuple(About(code, count, reason) for (code, reason), count in sorted(counted.items()))
