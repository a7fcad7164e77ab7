"""A schedule in words, made of what its fields choose: expressions that mean the same are told in the same way."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unscaffold.schedules.schedule import Schedule

_HOUR, _DAY, _MONTH = 60, 24, 31  # the minutes, the hours and the days
_LISTED = 6  # so many times, hours or days are listed; of more, it is told how many they are
_RANGE = 3  # so many neighbours are told as a range
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_MONDAY = 1
_ORDINALS = {2: "second", 3: "third", 4: "fourth"}


def in_words(schedule: Schedule) -> str:
    """Return a schedule in words, which fit into a sentence: `at 02:30 every day`."""
    if schedule.is_never:
        return "never"
    times = _times(sorted(schedule.minutes), sorted(schedule.hours))
    days = _days(schedule) or ("every day" if ":" in times else "")
    return " ".join(filter(None, (times, days))) + _seconds(schedule.seconds)


def _seconds(seconds: frozenset[int]) -> str:
    if seconds == {0}:
        return ""
    return f", at second {min(seconds)}" if len(seconds) == 1 else f", {len(seconds)} times a minute"


def _times(minutes: list[int], hours: list[int]) -> str:
    """Return at which times of a day something starts, or how often."""
    if len(minutes) * len(hours) <= _LISTED:
        return "at " + _listed(_time(hour, minute) for hour in hours for minute in minutes)
    if len(hours) == _DAY:
        return _in_each_hour(minutes)
    if len(minutes) == 1:
        return _hourly(hours, minutes[0])
    ends = _ends(hours, 0, _DAY)
    if ends is None:
        return f"{_in_each_hour(minutes)} {_of_hours(hours)}"
    step = _apart(minutes) if len(hours) == 1 else _even(minutes, _HOUR)
    often = _every(step, "minute") if step else f"{len(minutes)} times{' an hour' if len(hours) > 1 else ''}"
    return f"{often} from {_time(ends[0], minutes[0])} to {_time(ends[1], minutes[-1])}"


def _in_each_hour(minutes: list[int]) -> str:
    step = _even(minutes, _HOUR)
    if step == _HOUR:
        return f"every hour at minute {minutes[0]}" if minutes[0] else "every hour"
    if step:
        return _every(step, "minute") + (f" from minute {minutes[0]}" if minutes[0] else "")
    few = len(minutes) <= _LISTED
    return f"every hour at minutes {_listed(map(str, minutes))}" if few else f"{len(minutes)} times an hour"


def _hourly(hours: list[int], minute: int) -> str:
    """Return when something starts at one minute of some of the hours."""
    apart = _apart(hours)
    often = _every(apart, "hour") if apart else f"{len(hours)} times a day"
    first, last = _time(hours[0], minute), _time(hours[-1], minute)
    if not _even(hours, _DAY):
        return f"{often} from {first} to {last}"
    return often if first == "00:00" else f"{often} from {first}"


def _of_hours(hours: list[int]) -> str:
    apart = _even(hours, _DAY)
    if apart in _ORDINALS and hours[0] == 0:
        return f"of every {_ORDINALS[apart]} hour"
    return f"of the hours {_listed(map(str, hours))}" if len(hours) <= _LISTED else f"of {len(hours)} hours a day"


def _days(schedule: Schedule) -> str:
    """Return on which days a schedule starts; empty, if on all."""
    from_monday = sorted(schedule.weekdays, key=lambda day: (day - _MONDAY) % len(_DAYS))
    weekdays = _named(from_monday, _DAYS, 0)
    months = _named(sorted(schedule.months), _MONTHS, 1)
    if len(schedule.month_days) < _MONTH:
        where = f" where that is {weekdays}" if weekdays else ""
        return f"on {_month_days(sorted(schedule.month_days))} of {months or 'every month'}{where}"
    days = f"on {weekdays}" if weekdays else "every day" if months else ""
    return " in ".join(filter(None, (days, months)))


def _month_days(days: list[int]) -> str:
    if len(days) >= _RANGE and _apart(days) == 1:
        return f"the {_ordinal(days[0])} to {_ordinal(days[-1])}"
    return f"the {_listed(map(_ordinal, days))}" if len(days) <= _LISTED else f"{len(days)} days"


def _named(numbers: Sequence[int], names: Sequence[str], least: int) -> str:
    """Return the names of numbers, neighbours as a range, across the end, too; empty, if they are all there are."""
    if len(numbers) == len(names):
        return ""
    ends = _ends(numbers, least, len(names))
    if ends and len(numbers) >= _RANGE:
        return f"{names[ends[0] - least]} to {names[ends[1] - least]}"
    return _listed(names[number - least] for number in numbers)


def _ends(numbers: Iterable[int], least: int, cycle: int) -> tuple[int, int] | None:
    """Return the first and the last of numbers that follow each other; None if there is a gap.

    Args:
        numbers: The numbers, not all of the cycle.
        least: The number that follows the last one of a cycle.
        cycle: How many numbers there are in a cycle.
    """
    known = {number - least for number in numbers}
    firsts = [number for number in known if (number - 1) % cycle not in known]
    return (firsts[0] + least, (firsts[0] + len(known) - 1) % cycle + least) if len(firsts) == 1 else None


def _apart(numbers: Sequence[int]) -> int:
    """Return how far numbers are apart, if each is as far from the next; else 0."""
    distances = {later - earlier for earlier, later in pairwise(numbers)}
    return distances.pop() if len(distances) == 1 else 0


def _even(numbers: Sequence[int], cycle: int) -> int:
    """Return the same, if it goes on so across the end of a cycle; a single number is a cycle from itself."""
    apart = _apart(numbers) or cycle
    return apart if apart * len(numbers) == cycle else 0


def _every(step: int, what: str) -> str:
    return f"every {step} {what}s" if step > 1 else f"every {what}"


def _time(hour: int, minute: int) -> str:
    return f"{hour:02}:{minute:02}"


def _ordinal(number: int) -> str:
    ending = "th" if number in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
