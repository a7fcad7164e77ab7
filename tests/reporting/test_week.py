"""A week of scheduled jobs, and which of them meet."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.pages import reported
from unscaffold.reporting.meetings import NOBODY, Meeting, Neighbour
from unscaffold.reporting.week import Lane


def jobs(*schedules: str, zone: str = "ServerTime") -> str:
    """Return jobs with schedules, called A, B, C and so on."""
    return "\n".join(
        f'<Job Identifier="{chr(65 + number)}" CronTabExpression="{cron}" CronTimeZone="{zone}"/>'
        for number, cron in enumerate(schedules)
    )


def test_starts_are_ticks_and_those_that_are_shared_are_told(tmp_path: Path) -> None:
    (clock,) = reported(tmp_path, jobs("30 2 * * 0,6", "30 2 * * 0", "0 8 * * 1")).clocks
    assert (clock.name, clock.most) == ("ServerTime", 2)
    assert [(lane.job, lane.starts, lane.shared) for lane in clock.lanes] == [
        (1, "M7350 0v10", "M8790 0v10"),
        (2, "", "M8790 0v10"),
        (3, "M480 0v10", ""),
    ]
    assert clock.bars == "M8 50h1v50h-1zM122 50h1v50h-1zM146 0h1v100h-1z"
    assert [
        (day, [hour for hour, count in enumerate(hours) if count]) for day, hours in clock.days if any(hours)
    ] == [
        ("Monday", [8]),
        ("Saturday", [2]),
        ("Sunday", [2]),
    ]


def test_who_starts_at_the_same_time_of_other_days_shares_no_start(tmp_path: Path) -> None:
    (clock,) = reported(tmp_path, jobs("0 3 1 * 1", "0 3 2 * 1", "0 3 1 7 1-2", "0 3 * * 2")).clocks
    assert [(lane.job, lane.starts, lane.shared) for lane in clock.lanes] == [
        (1, "", "M180 0v10"),
        (2, "M180 0v10", ""),
        (3, "", "M180 0v10M1620 0v10"),
        (4, "", "M1620 0v10"),
    ]


def test_what_starts_at_least_once_an_hour_is_a_band(tmp_path: Path) -> None:
    (clock,) = reported(tmp_path, jobs("*/20 6-7 * * 1", "0 * * * *", "0 8,9 * * 1")).clocks
    assert [(lane.starts, lane.bands) for lane in clock.lanes] == [
        ("M480 0v10M540 0v10", ""),
        ("", "M0 2h10020v6h-10020z"),
        ("", "M360 2h100v6h-100z"),
    ]


def test_each_clock_has_a_week_of_its_own(tmp_path: Path) -> None:
    other = jobs("0 1 * * *", zone="UTC").replace('"A"', '"B"')
    found = reported(tmp_path, jobs("0 1 * * *") + other)
    assert [(clock.name, [lane.job for lane in clock.lanes]) for clock in found.clocks] == [
        ("UTC", [2]),
        ("ServerTime", [1]),
    ]
    assert [(job.together, job.soon) for job in found.jobs] == [(NOBODY, NOBODY)] * 2


def test_what_does_not_start_in_every_week_is_seldom(tmp_path: Path) -> None:
    (clock,) = reported(tmp_path, jobs("0 1 1 * 1", "0 1 31 2 *", "nonsense")).clocks
    words = "at 01:00 on the 1st of every month where that is Monday"
    assert clock.lanes == (Lane(1, words, "0 1 1 * 1", "M60 0v10", "", "", is_seldom=True),)


def test_jobs_that_meet_are_told_with_when(tmp_path: Path) -> None:
    found = reported(tmp_path, jobs("30 2 * * *", "30 2 * * 0", "0 3 * * *", "31 3 * * *", "*/5 * * * *"))
    first, *_, last = found.jobs
    assert first.together == Meeting((Neighbour(2, "B", "at 02:30, 52 times a year"),), more=False)
    assert first.soon == Meeting((Neighbour(3, "C", "at 03:00 every day"),), more=False)
    assert (last.together, last.soon) == (NOBODY, NOBODY)


def test_of_many_jobs_that_meet_some_are_told(tmp_path: Path) -> None:
    first, *_ = reported(tmp_path, jobs(*["30 2 * * *"] * 7)).jobs
    assert ([one.number for one in first.together.jobs], first.together.more) == ([2, 3, 4, 5, 6], True)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 59), st.integers(0, 23), st.integers(0, 6)), min_size=1, max_size=8))
def test_each_start_is_in_its_lane_and_in_its_hour(starts: list[tuple[int, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        (clock,) = reported(
            Path(folder) / "C", jobs(*(f"{minute} {hour} * * {day}" for minute, hour, day in starts))
        ).clocks
    minutes = {
        number: (day - 1) % 7 * 1440 + hour * 60 + minute for number, (minute, hour, day) in enumerate(starts, 1)
    }
    for lane in clock.lanes:
        tick, count = f"M{minutes[lane.job]} 0v10", [*minutes.values()].count(minutes[lane.job])
        assert (lane.starts, lane.shared, lane.bands) == (("", tick, "") if count > 1 else (tick, "", ""))
    assert sum(count for _, hours in clock.days for count in hours) == len(starts)
