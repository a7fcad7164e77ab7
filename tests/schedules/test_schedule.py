"""Cron expressions: what they choose, in words, and what is none."""

from __future__ import annotations

import pytest

from unscaffold.schedules import NotCron, Schedule


@pytest.mark.parametrize(
    ("text", "words", "starts_an_hour", "starts_a_day", "gap"),
    [
        ("30 2 * * *", "At 02:30 every day", 1, 1, 1440),
        ("*/15 * * * *", "Every 15th minute of every hour", 4, 96, 15),
        ("0 */15 6-20 * * 1-5", "Every 15th minute from 06:00 through 20:59 on Monday through Friday", 4, 60, 15),
        ("* */2 * * *", "Every minute past every second hour", 60, 720, 1),
        ("15,30 0 2 * * *", "At 02:00 every day, 2 times a minute", 2, 2, 0),
        ("30 0 2 * * *", "At 02:00 every day, at second 30", 1, 1, 1440),
        ("50,10 23,0 * * *", "At 00:10, 00:50, 23:10, and 23:50 every day", 2, 4, 20),
        ("0 0 1 * *", "At 00:00 on the first day of every month", 1, 1, 28 * 1440),
        (
            "0 0 13 jul Fri-7",
            "At 00:00 on the 13th day of month and on Friday through Sunday in July",
            1,
            1,
            365 * 1440,
        ),
        ("0 12 29 2 7", "At 12:00 on the 29th day of month and on Sunday in February", 1, 1, 10227 * 1440),
        ("0 0 31 2 *", "Never", 1, 1, None),
        ("0,1 0 0 30 2 *", "Never", 2, 2, None),
    ],
)
def test_a_schedule(text: str, words: str, starts_an_hour: int, starts_a_day: int, gap: int | None) -> None:
    schedule = Schedule.parse(text)
    read = (schedule.words, schedule.starts_an_hour, schedule.starts_a_day, schedule.shortest_gap)
    assert read == (words, starts_an_hour, starts_a_day, gap)
    assert schedule.is_frequent == (starts_an_hour > 1)
    assert schedule.is_never == (gap is None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it has 0 fields, and needs five, or six with the seconds first"),
        ("@daily", "it has 1 fields, and needs five, or six with the seconds first"),
        ("L * * * *", "its minute L cannot be read"),
        ("60 * * * * *", "its second 60 cannot be read"),
        ("0 24 * * *", "its hour 24 cannot be read"),
        ("* * L * *", "its day of the month L cannot be read"),
        ("* * LW * *", "its day of the month LW cannot be read"),
        ("* * 1W * *", "its day of the month 1W cannot be read"),
        ("0 0 ? * *", "its day of the month ? cannot be read"),
        ("0 0 0 * *", "its day of the month 0 cannot be read"),
        ("* * * julL *", "its month julL cannot be read"),
        ("* * * * 5L", "its day of the week 5L cannot be read"),
        ("* * * * 5#2", "its day of the week 5#2 cannot be read"),
        ("* * * * 6-1", "its day of the week 6-1 cannot be read"),
        ("1/0 * * * *", "its minute 1/0 cannot be read"),
        ("99999999 * * * *", "its minute 99999999 cannot be read"),
        ("\N{ARABIC-INDIC DIGIT ONE} * * * *", "its minute \N{ARABIC-INDIC DIGIT ONE} cannot be read"),
    ],
)
def test_what_is_none_says_why(text: str, why: str) -> None:
    with pytest.raises(NotCron) as refusal:
        Schedule.parse(text)
    assert str(refusal.value) == why
