"""Cron expressions: what they choose, in words, and what is none."""

from __future__ import annotations

import pytest

from unscaffold.schedules import NotCron, Schedule


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("*/15 * * * *", "every 15 minutes"),
        ("5/20 * * * *", "every 20 minutes from minute 5"),
        ("* * * * *", "every minute"),
        ("*/15 6-20 * * *", "every 15 minutes from 06:00 to 20:45 every day"),
        ("*/15 22-23,0-5 * * *", "every 15 minutes from 22:00 to 05:45 every day"),
        ("*/10 0-5,22-23 * * 1-5", "every 10 minutes from 22:00 to 05:50 on Monday to Friday"),
        ("*/5 2 * * *", "every 5 minutes from 02:00 to 02:55 every day"),
        ("10-20 2 * * *", "every minute from 02:10 to 02:20 every day"),
        ("1,2,4,7-11 2 * * *", "8 times from 02:01 to 02:11 every day"),
        ("7,9,12 6-8 * * sat,sun", "3 times an hour from 06:07 to 08:12 on Saturday and Sunday"),
        ("* */2 * * *", "every minute of every second hour"),
        ("*/5 */12 * * *", "every 5 minutes of the hours 0 and 12"),
        ("*/30 1,3,7,8,9 * * *", "every 30 minutes of the hours 1, 3, 7, 8 and 9"),
        ("*/30 1-23/2 * * *", "every 30 minutes of 12 hours a day"),
        ("7,9 * * * *", "every hour at minutes 7 and 9"),
        ("*/7 * * * *", "9 times an hour"),
        ("0 * * * *", "every hour"),
        ("45 * * * *", "every hour at minute 45"),
        ("30 8-18 * * *", "every hour from 08:30 to 18:30 every day"),
        ("0 */2 * * *", "every 2 hours"),
        ("30 1-23/2 * * *", "every 2 hours from 01:30 every day"),
        ("0 6-18/2 * * Mon-Fri", "every 2 hours from 06:00 to 18:00 on Monday to Friday"),
        ("0 0-4,9,10 * * *", "7 times a day from 00:00 to 10:00 every day"),
        ("0 3 * * *", "at 03:00 every day"),
        ("0 0 3 * * 1-5", "at 03:00 on Monday to Friday"),
        ("30 2 * * 0", "at 02:30 on Sunday"),
        ("0 4 * * 5-7", "at 04:00 on Friday to Sunday"),
        ("0 4 * * 7,3,1", "at 04:00 on Monday, Wednesday and Sunday"),
        ("50,10 23,0 * * *", "at 00:10, 00:50, 23:10 and 23:50 every day"),
        ("0 0 1 * *", "at 00:00 on the 1st of every month"),
        ("0 0 22,3,11 */6 *", "at 00:00 on the 3rd, 11th and 22nd of January and July"),
        ("0 0 */2 * *", "at 00:00 on 16 days of every month"),
        ("0 0 * 11,12,1 *", "at 00:00 every day in November to January"),
        ("0 5 * jul-AUG Monday", "at 05:00 on Monday in July and August"),
        ("0 0 1-7 2 Fri-7", "at 00:00 on the 1st to 7th of February where that is Friday to Sunday"),
        ("15,30 0 2 * * *", "at 02:00 every day, 2 times a minute"),
        ("30 0 2 * * *", "at 02:00 every day, at second 30"),
        ("0 0 31 2 *", "never"),
    ],
)
def test_a_schedule_in_words(text: str, words: str) -> None:
    assert Schedule.parse(text).words == words


@pytest.mark.parametrize(
    ("text", "starts_an_hour", "starts_a_day", "gap"),
    [
        ("30 2 * * *", 1, 1, (1440, 1440)),
        ("*/15 * * * *", 4, 96, (15, 15)),
        ("0 */15 6-20 * * 1-5", 4, 60, (15, 48 * 60 + 555)),
        ("* */2 * * *", 60, 720, (1, 61)),
        ("15,30 0 2 * * *", 2, 2, (0, 1440)),
        ("30 0 2 * * *", 1, 1, (1440, 1440)),
        ("50,10 23,0 * * *", 2, 4, (20, 22 * 60 + 20)),
        ("0 0 1 * *", 1, 1, (28 * 1440, 31 * 1440)),
        ("0 12 29 2 7", 1, 1, (10227 * 1440, 10227 * 1440)),
        ("0 0 31 2 *", 1, 1, None),
        ("0,1 0 0 30 2 *", 2, 2, None),
    ],
)
def test_how_often_it_starts(text: str, starts_an_hour: int, starts_a_day: int, gap: tuple[int, int] | None) -> None:
    schedule = Schedule.parse(text)
    assert (schedule.starts_an_hour, schedule.starts_a_day, schedule.gap) == (starts_an_hour, starts_a_day, gap)
    assert schedule.is_frequent == (starts_an_hour > 1)
    assert schedule.is_never == (gap is None)


@pytest.mark.parametrize(
    ("text", "is_round_the_clock", "is_the_same_in_all_zones"),
    [
        ("*/15 * * * *", True, True),
        ("7/5 * * * *", True, False),
        ("45 * * * *", True, False),
        ("5/20 * * * *", True, False),
        ("0 1-23/2 * * *", True, False),
        ("0 0-18/2 * * *", False, False),
        ("0 3 * * *", False, False),
        ("*/15 * * * 1-6", False, False),
    ],
)
def test_whether_its_zone_matters(text: str, is_round_the_clock: bool, is_the_same_in_all_zones: bool) -> None:
    schedule = Schedule.parse(text)
    assert schedule.is_round_the_clock == is_round_the_clock
    assert schedule.is_the_same_in_all_zones == is_the_same_in_all_zones


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("*/15 */6 */2 */5 */2", []),
        ("*/7,5 */5 * * *", [("hour", 5, 24), ("minute", 7, 60)]),
        ("*/90 3/90 * * *", [("minute", 90, 60)]),
        ("*/45 0 * * * *", [("second", 45, 60)]),
    ],
)
def test_steps_that_do_not_come_out_even(text: str, steps: list[tuple[str, int, int]]) -> None:
    assert Schedule.parse(text).uneven_steps == steps


@pytest.mark.parametrize(
    ("last", "calls"), [("7", True), ("1-07", True), ("mon-7", True), ("*", False), ("0/7", False), ("*/07", False)]
)
def test_a_seven_for_sunday(last: str, calls: bool) -> None:
    assert Schedule.parse(f"0 0 1 7 {last}").calls_sunday_seven == calls


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("L * * * *", "minute L"),
        ("60 * * * * *", "second 60"),
        ("60 24 * * *", "minute 60"),
        ("0 24 * * *", "hour 24"),
        ("* * L * *", "day of the month L"),
        ("* * LW * *", "day of the month LW"),
        ("* * 1W * *", "day of the month 1W"),
        ("0 0 ? * *", "day of the month ?"),
        ("0 0 0 * *", "day of the month 0"),
        ("* * * jan1 *", "month jan1"),
        ("* * * ja *", "month ja"),
        ("* * * * januar", "day of the week januar"),
        ("* * * * 5L", "day of the week 5L"),
        ("* * * * 5#2", "day of the week 5#2"),
        ("* * * * 6-1", "day of the week 6-1"),
        ("1/0 * * * *", "minute 1/0"),
        ("59/0 * * * *", "minute 59/0"),
        ("99999999 * * * *", "minute 99999999"),
        ("\N{ARABIC-INDIC DIGIT ONE} * * * *", "minute \N{ARABIC-INDIC DIGIT ONE}"),
    ],
)
def test_a_field_that_cannot_be_read_is_told(text: str, field: str) -> None:
    with pytest.raises(NotCron) as refusal:
        Schedule.parse(text)
    assert str(refusal.value).startswith(f"its {field} is not made of *, or of values and ranges of ")


@pytest.mark.parametrize("text", ["", "@daily", "0 0 * *", "0 0 0 * * * *", "0\N{NO-BREAK SPACE}3 * * *"])
def test_a_text_of_too_few_fields_or_too_many(text: str) -> None:
    needs = "it needs five fields (minute, hour, day of the month, month, day of the week), or six with the seconds"
    with pytest.raises(NotCron) as refusal:
        Schedule.parse(text)
    assert str(refusal.value) == f"{needs} first, and has {len(text.split(' ')) if text else 0}"
