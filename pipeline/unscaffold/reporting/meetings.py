"""Jobs that start together, or soon after each other, by one clock.

Jobs that start more than once an hour meet all others, which says nothing: they are left out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import or_
from typing import TYPE_CHECKING

from unscaffold.reporting.week import DAYS, hours_of, minutes_of
from unscaffold.schedules import coincide, starts_within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from unscaffold.effective import Job
    from unscaffold.schedules import Schedule

_SOON = 60  # minutes
_TOLD = 5
_LOOKED_AT = 50  # others that may meet a job: of more, the first do
_HOURS = 24 * len(DAYS)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A job that starts together with another one, or soon after: its number, its identifier, and when, in words."""

    number: int
    identifier: str
    words: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """The jobs that start when another one does, or soon after that; there may be `more`."""

    jobs: tuple[Neighbour, ...] = ()
    more: bool = False


NOBODY = Meeting()


def meetings_of(jobs: Sequence[Job]) -> list[tuple[Meeting, Meeting]]:
    """Return for each job those that start in the same minute, and those that start within the hour after."""
    clocks: dict[str, dict[int, tuple[Job, Schedule]]] = defaultdict(dict)
    for number, job in enumerate(jobs):
        if job.schedule and not job.is_frequent:
            clocks[job.time_zone][number] = (job, job.schedule)
    found = [(NOBODY, NOBODY)] * len(jobs)
    for clock in clocks.values():
        for number, met in _Clock(clock).meetings():
            found[number] = met
    return found


class _Clock:
    """The jobs of a clock, by their numbers from 0: as bits, for the minutes and the hours in which they start."""

    def __init__(self, jobs: dict[int, tuple[Job, Schedule]]) -> None:
        self._jobs = jobs
        self._by_minute: dict[int, int] = defaultdict(int)
        self._by_hour: dict[int, int] = defaultdict(int)
        for number, (_, schedule) in jobs.items():
            for minute in minutes_of(schedule):
                self._by_minute[minute] |= 1 << number
            for hour in hours_of(schedule):
                self._by_hour[hour] |= 1 << number

    def meetings(self) -> Iterator[tuple[int, tuple[Meeting, Meeting]]]:
        for number, (_, schedule) in self._jobs.items():
            together = _united(self._by_minute[minute] for minute in minutes_of(schedule))
            near = _united(self._by_hour[hour] | self._by_hour[(hour + 1) % _HOURS] for hour in hours_of(schedule))
            yield (
                number,
                (
                    self._meeting(together & ~(1 << number), schedule, _at_once),
                    self._meeting(near & ~together & ~(1 << number), schedule, _soon_after),
                ),
            )

    def _meeting(self, bits: int, schedule: Schedule, words: Callable[[Schedule, Schedule], str]) -> Meeting:
        looked_at = [*islice(_numbers(bits), _LOOKED_AT)]
        met = ((one, words(schedule, self._jobs[one][1])) for one in looked_at)
        told = [Neighbour(one + 1, self._jobs[one][0].identifier, said) for one, said in met if said]
        return Meeting(tuple(told[:_TOLD]), len(told) > _TOLD or bits.bit_count() > _LOOKED_AT)


def _at_once(one: Schedule, other: Schedule) -> str:
    found = coincide(one, other)
    return found.words if found else ""


def _soon_after(one: Schedule, other: Schedule) -> str:
    return other.words if starts_within(other, _SOON, one) else ""


def _united(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)


def _numbers(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
