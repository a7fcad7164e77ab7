"""Days as bits of one integer: 28 years, in which each date falls on each day of the week, and which then repeat.

A year alone would leave out what another year has: 29 February, or the 13th that is a Friday.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache, reduce
from operator import or_

YEARS = 28
_FIRST = date(2001, 1, 1)
_LEAP_CYCLE = (date(2005, 1, 1) - _FIRST).days  # of four years: dates repeat
_WEEK = 7
DAYS = _LEAP_CYCLE * _WEEK
ALL = (1 << DAYS) - 1


@lru_cache(maxsize=256)
def mask_of_days(month_days: frozenset[int], months: frozenset[int], weekdays: frozenset[int]) -> int:
    """Return the days that are right by day of the month, by month and by day of the week (from 0, Sunday)."""
    masks = _masks()
    right = ALL
    for field, chosen in zip(("day", "month", "weekday"), (month_days, months, weekdays), strict=True):
        right &= reduce(or_, (masks[field, number] for number in chosen))
    return right


@lru_cache(maxsize=256)
def gaps_of(days: int) -> tuple[int, int] | None:
    """Return how many days it is from one day of a mask to the next, at least and at most; None if there is no day.

    After the last day of the calendar comes the first again.
    """
    if not days:
        return None
    first, *between, last = f"{days:0{DAYS}b}".split("1")
    lengths = [len(between) + 1 for between in [first + last, *between]]
    return min(lengths), max(lengths)


@lru_cache(maxsize=1)
def _masks() -> dict[tuple[str, int], int]:
    """Return the days of each day of the month, month and day of the week."""
    masks: dict[tuple[str, int], int] = {}
    for number in range(_LEAP_CYCLE):
        day = _FIRST + timedelta(days=number)
        for key in (("day", day.day), ("month", day.month)):
            masks[key] = masks.get(key, 0) | 1 << number
    masks = {key: _repeated(days, _LEAP_CYCLE) for key, days in masks.items()}
    weekdays = {("weekday", (_FIRST.isoweekday() + day) % _WEEK): _repeated(1 << day, _WEEK) for day in range(_WEEK)}
    return masks | weekdays


def _repeated(days: int, length: int) -> int:
    """Return days of the first part of the calendar, of a length that divides it, in all of its parts."""
    return days * (ALL // ((1 << length) - 1))
