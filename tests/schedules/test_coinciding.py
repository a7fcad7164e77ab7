"""Two schedules, against a model that goes from minute to minute."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscaffold.schedules import Schedule
from unscaffold.schedules.coinciding import Coincidence, coincide, starts_within

_WEEK = [datetime(2024, 2, 26) + timedelta(minutes=minute) for minute in range(9 * 24 * 60)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("0 2 * * *", "*/15 1-3 * * 1-5", Coincidence("02:00", 261)),
        ("0 2 * * *", "5 2 * * *", None),
        ("0 0 13 * *", "0 0 * * 5", Coincidence("00:00", 2)),
        ("0 0 29 2 *", "0 0 * * *", Coincidence("00:00", 1)),
        ("0 0 31 2 *", "0 0 * * *", None),
        ("30 0 2 * * *", "0 2 * * *", Coincidence("02:00", 366)),
        ("* * * * *", "* * * * *", Coincidence("00:00", 525960)),
    ],
)
def test_two_schedules_coincide(one: str, other: str, expected: Coincidence | None) -> None:
    assert coincide(Schedule.parse(one), Schedule.parse(other)) == expected


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


def _starts(text: str) -> set[datetime]:
    """Return the starts of two years' turn of February, field by field."""
    schedule = Schedule.parse(text)
    return {
        time
        for time in _WEEK
        if time.minute in schedule.minutes
        and time.hour in schedule.hours
        and time.day in schedule.month_days
        and time.month in schedule.months
        and time.isoweekday() % 7 in schedule.weekdays
    }


@given(_EXPRESSIONS, _EXPRESSIONS)
def test_what_the_model_sees_is_seen(one: str, other: str) -> None:
    ones, others = _starts(one), _starts(other)
    if ones & others:
        coincidence = coincide(Schedule.parse(one), Schedule.parse(other))
        assert coincidence
        assert coincidence.time == min(f"{time:%H:%M}" for time in ones & others)
    if any(0 < (later - earlier).total_seconds() <= 45 * 60 for later in ones for earlier in others):
        assert starts_within(Schedule.parse(one), 45, Schedule.parse(other))


@given(_EXPRESSIONS, _EXPRESSIONS)
def test_who_is_asked_first_does_not_matter(one: str, other: str) -> None:
    there, back = Schedule.parse(one), Schedule.parse(other)
    assert coincide(there, back) == coincide(back, there)
