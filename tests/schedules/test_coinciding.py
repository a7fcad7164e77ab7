"""Two schedules, against a model that goes from minute to minute."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscaffold.schedules import Schedule, coincide, starts_within

_DAY = 24 * 60
_YEAR = [datetime(2024, 1, 1) + timedelta(days=day) for day in range(366)]


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("30 2 * * *", "30 1-3 * * *", "at 02:30, 365 times a year"),
        ("0 2 * * *", "*/15 1-3 * * 1-5", "at 02:00, 261 times a year"),
        ("0 2 * * *", "5 2 * * *", ""),
        ("0 0 13 * *", "0 0 * * 5", "at 00:00, 2 times a year"),
        ("0 0 1 1 *", "0 0 * * *", "at 00:00, once a year"),
        ("0 0 29 2 *", "0 0 * * *", "at 00:00, less than once a year"),
        ("0 0 31 2 *", "0 0 * * *", ""),
        ("30 0 2 * * *", "0 2 * * *", "at 02:00, 365 times a year"),
        ("5/20 * * * *", "*/15 * * * *", "at 00:45 and 23 more times of the day, 8,766 times a year"),
    ],
)
def test_two_schedules_coincide(one: str, other: str, words: str) -> None:
    met = coincide(Schedule.parse(one), Schedule.parse(other))
    assert (met.words if met else "") == words


def test_a_start_after_midnight_is_within_minutes_of_one_before() -> None:
    before, after = Schedule.parse("58 23 * * 0"), Schedule.parse("5 0 * * 1")
    assert [starts_within(after, minutes, before) for minutes in (6, 7, 60)] == [False, True, True]
    assert not starts_within(before, 60, after)
    assert not starts_within(after, 0, after)


def _fields(*choices: str) -> st.SearchStrategy[str]:
    return st.sampled_from(choices)


_EXPRESSIONS = st.tuples(
    _fields("0", "7", "*/20", "58,3"),
    _fields("0", "23", "*", "2-4/2"),
    _fields("*", "28-29", "1", "*/3"),
    _fields("*", "feb", "3"),
    _fields("*", "1-5", "SAT,7"),
).map(" ".join)


def _starts(text: str) -> list[int]:
    """Return all starts of a leap year, field by field, in minutes."""
    schedule = Schedule.parse(text)
    days = (
        number
        for number, day in enumerate(_YEAR)
        if day.day in schedule.month_days
        and day.month in schedule.months
        and day.isoweekday() % 7 in schedule.weekdays
    )
    times = sorted(60 * hour + minute for hour in schedule.hours for minute in schedule.minutes)
    return [_DAY * day + time for day in days for time in times]


@given(_EXPRESSIONS, _EXPRESSIONS)
def test_what_a_year_shows_is_seen(one: str, other: str) -> None:
    ones, others = _starts(one), _starts(other)
    met = {*ones} & {*others}
    coincidence = coincide(Schedule.parse(one), Schedule.parse(other))
    if met:
        assert coincidence
        first = divmod(min(time % _DAY for time in met), 60)
        assert (coincidence.time, coincidence.times) == ("{:02}:{:02}".format(*first), len({t % _DAY for t in met}))
    else:  # another year may have what this one has not
        assert coincidence is None or coincidence.days < 28
    following = ((bisect_right(ones, time), time) for time in others)
    is_seen = any(number < len(ones) and ones[number] - time <= 45 for number, time in following)
    is_within = starts_within(Schedule.parse(one), 45, Schedule.parse(other))
    is_weekly = one.split()[2:4] == other.split()[2:4] == ["*", "*"]
    assert is_within == is_seen or (is_within and not is_weekly)


@given(_EXPRESSIONS)
def test_the_gaps_of_a_year_are_between_the_fewest_and_the_most_minutes(text: str) -> None:
    gaps = [later - earlier for earlier, later in pairwise(_starts(text))]
    gap = Schedule.parse(text).gap
    assert not gaps or (gap and gap[0] <= min(gaps) and max(gaps) <= gap[1])


@given(_EXPRESSIONS, _EXPRESSIONS)
def test_who_is_asked_first_does_not_matter(one: str, other: str) -> None:
    there, back = Schedule.parse(one), Schedule.parse(other)
    assert coincide(there, back) == coincide(back, there)
