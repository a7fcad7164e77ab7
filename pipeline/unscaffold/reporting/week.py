"""A week of all scheduled jobs: when each starts, where several start at once, and how many start in each hour.

It is any week, from Monday. A schedule that names days of the month or months does not start in all of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unscaffold.effective import Job
    from unscaffold.schedules import Schedule

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HOUR, _DAY, _HOURS = 60, 24 * 60, 24
_ALL_DAYS, _ALL_MONTHS = 31, 12
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # of the months of a leap year
_MANY = 3  # starts that are no more than an hour apart, from which on they are a band


@dataclass(frozen=True, slots=True)
class Lane:
    """A job in the week: paths of its single starts, of those that another job shares, and of what is frequent.

    A unit is a minute of the week. It `is_seldom` if not every week has these starts.
    """

    job: int
    words: str
    expression: str
    starts: str
    shared: str
    bands: str
    is_seldom: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """The jobs whose schedules are read by one clock: its name, their lanes, and by days how many start in each hour.

    `bars` is a path of the latter, in which a unit is an hour and the most of them are 100 high.
    """

    name: str
    lanes: tuple[Lane, ...]
    days: tuple[tuple[str, tuple[int, ...]], ...]
    bars: str
    most: int


def clocks_of(jobs: Sequence[Job]) -> tuple[Clock, ...]:
    """Return the clocks of scheduled jobs, whose numbers are those in the sequence, from 1."""
    known: dict[str, list[tuple[int, Job]]] = {}
    for number, job in enumerate(jobs, 1):
        if job.schedule and not job.schedule.is_never:
            known.setdefault(job.time_zone, []).append((number, job))
    return tuple(_clock(name, known[name]) for name in sorted(known, reverse=True))


def weekdays_of(schedule: Schedule) -> list[int]:
    """Return the days of the week on which a schedule may start, from 0, Monday."""
    return sorted((day - 1) % len(DAYS) for day in schedule.weekdays)


def minutes_of(schedule: Schedule) -> Iterator[int]:
    """Yield the minutes of the week in which a schedule may start, in order."""
    times = sorted(_HOUR * hour + minute for hour in schedule.hours for minute in schedule.minutes)
    return (_DAY * day + time for day in weekdays_of(schedule) for time in times)


def hours_of(schedule: Schedule) -> list[int]:
    """Return the hours of the week in which a schedule may start, in order."""
    return [_HOURS * day + hour for day in weekdays_of(schedule) for hour in sorted(schedule.hours)]


def _clock(name: str, jobs: Sequence[tuple[int, Job]]) -> Clock:
    schedules = {number: job.schedule for number, job in jobs if job.schedule}
    runs = {number: [*_runs(minutes_of(schedule))] for number, schedule in schedules.items()}
    dates = {number: _dates(schedule) for number, schedule in schedules.items()}
    common = _common(runs, dates)
    hours = Counter(hour for schedule in schedules.values() for hour in hours_of(schedule))
    most = max(hours.values())
    early = sorted(jobs, key=lambda one: _when(runs[one[0]]))
    shared = {
        number: [start for start in _single(own) if common[start] & dates[number]] for number, own in runs.items()
    }
    lanes = tuple(_lane(number, job.cron, schedules[number], runs[number], shared[number]) for number, job in early)
    days = tuple(
        (day, tuple(hours[_HOURS * number + hour] for hour in range(_HOURS))) for number, day in enumerate(DAYS)
    )
    return Clock(name, lanes, days, _bars(hours, most), most)


def _when(runs: Sequence[Sequence[int]]) -> tuple[bool, int, int]:
    """Return what jobs are sorted by: what is frequent is last, all else by the time of the day."""
    start = runs[0][0]
    return any(len(run) >= _MANY for run in runs), start % _DAY, start


def _runs(starts: Iterable[int]) -> Iterator[list[int]]:
    """Yield starts that are no more than an hour apart together."""
    run: list[int] = []
    for start in starts:
        if run and start - run[-1] > _HOUR:
            yield run
            run = []
        run.append(start)
    if run:
        yield run


def _single(runs: Iterable[Sequence[int]]) -> list[int]:
    return [start for run in runs if len(run) < _MANY for start in run]


def _dates(schedule: Schedule) -> int:
    """Return the days of the year on which a schedule may start, a bit for each; each is any weekday some year."""
    dates = ((month, day) for month in schedule.months for day in schedule.month_days if day <= _LENGTHS[month - 1])
    return sum(1 << (_ALL_DAYS * month + day) for month, day in dates)


def _common(runs: Mapping[int, Iterable[Sequence[int]]], dates: Mapping[int, int]) -> Mapping[int, int]:
    """Return the days of the year on which several jobs start, by the minute of the week."""
    once, twice = defaultdict[int, int](int), defaultdict[int, int](int)
    for number, own in runs.items():
        for start in _single(own):
            twice[start] |= once[start] & dates[number]
            once[start] |= dates[number]
    return twice


def _lane(
    number: int, expression: str, schedule: Schedule, runs: Sequence[Sequence[int]], shared: Sequence[int]
) -> Lane:
    bands = "".join(f"M{run[0]} 2h{run[-1] - run[0]}v6h{run[0] - run[-1]}z" for run in runs if len(run) >= _MANY)
    alone = sorted({*_single(runs)} - {*shared})
    is_weekly = len(schedule.month_days) == _ALL_DAYS and len(schedule.months) == _ALL_MONTHS
    return Lane(number, schedule.words, expression, _ticks(alone), _ticks(shared), bands, is_seldom=not is_weekly)


def _ticks(starts: Iterable[int]) -> str:
    return "".join(f"M{start} 0v10" for start in starts)


def _bars(hours: Counter[int], most: int) -> str:
    heights = ((hour, 100 * hours[hour] // most or 1) for hour in sorted(hours) if hours[hour])
    return "".join(f"M{hour} {100 - height}h1v{height}h-1z" for hour, height in heights)
