"""One cron expression, as the product reads it: NCRONTAB, of five fields, or of six with the seconds first.

The fields are parsed and put into words by cronsim. Two things are NCRONTAB's own, and not Vixie cron's: a day must
be right by day of the month *and* by day of the week; `L`, `W`, `#` and `?` are unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import pairwise

from cronsim import CronSim, CronSimError

from unscaffold.schedules.calendar import DAYS, mask_of_days

# An expression as the stylesheets' own check of arguments (U308) admits it; what is longer is no schedule.
_FIELD = re.compile(r"[0-9a-zA-Z*,/-]{1,400}")
_NUMBER_TOO_LONG = re.compile(r"[0-9]{5}")
_FIELDS = (
    ("second", "{} * * * *", "minutes"),
    ("minute", "{} * * * *", "minutes"),
    ("hour", "* {} * * *", "hours"),
    ("day of the month", "* * {} * *", "days"),
    ("month", "* * * {} *", "months"),
    ("day of the week", "* * * * {}", "weekdays"),
)
_START = datetime(2000, 1, 1)  # cronsim asks for a time to count from; nothing is counted here
_ON_THE_MINUTE = frozenset({0})
_DAY = 24 * 60


class NotCron(ValueError):  # noqa: N818 - it names what the text is not
    """A text that is no cron expression of the product; its only argument says why."""


@dataclass(frozen=True)
class Schedule:
    """When a job starts.

    Attributes:
        text: The expression.
        seconds, minutes, hours, month_days, months, weekdays: What the fields choose; weekdays from 0, Sunday.
    """

    text: str
    seconds: frozenset[int]
    minutes: frozenset[int]
    hours: frozenset[int]
    month_days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]

    @staticmethod
    def parse(text: str) -> Schedule:
        """Read an expression.

        Raises:
            NotCron: It is none.
        """
        fields = text.split()
        if len(fields) not in {5, 6}:
            raise NotCron(f"it has {len(fields)} fields, and needs five, or six with the seconds first")
        read = [_chosen(field, *how) for field, how in zip(reversed(fields), reversed(_FIELDS), strict=False)]
        weekdays, months, month_days, hours, minutes, *seconds = read
        weekdays = frozenset(day % 7 for day in weekdays)
        return Schedule(text, seconds[0] if seconds else _ON_THE_MINUTE, minutes, hours, month_days, months, weekdays)

    @property
    def starts_an_hour(self) -> int:
        """How often the job starts in an hour in which it starts."""
        return len(self.seconds) * len(self.minutes)

    @property
    def is_frequent(self) -> bool:
        """Whether the job starts more than once an hour, which is what the product calls frequent."""
        return self.starts_an_hour > 1

    @property
    def starts_a_day(self) -> int:
        """How often the job starts on a day on which it starts."""
        return self.starts_an_hour * len(self.hours)

    @cached_property
    def days(self) -> int:
        """The days on which the job starts: a bit for each day of the calendar."""
        return mask_of_days(self.month_days, self.months, self.weekdays)

    @property
    def is_never(self) -> bool:
        """Whether there is no such day in any year, as 31 February."""
        return not self.days

    @cached_property
    def times(self) -> int:
        """The minutes of a day at which the job starts: a bit for each."""
        minutes = sum(1 << minute for minute in self.minutes)
        return sum(minutes << 60 * hour for hour in self.hours)

    @cached_property
    def shortest_gap(self) -> int | None:
        """The fewest minutes from one start to the next; `None` where it never starts a second time.

        Seconds are left out: what starts twice in a minute has a gap of 0.
        """
        if len(self.seconds) > 1:
            return 0 if self.days else None
        times = sorted(60 * hour + minute for hour in self.hours for minute in self.minutes)
        gaps = [later - earlier for earlier, later in pairwise(times)]
        between = _nearest(self.days)
        if between is None:
            return None
        return min([*gaps, between * _DAY - times[-1] + times[0]])

    @property
    def words(self) -> str:
        """The schedule in words, as in `At 02:30 every day`."""
        if self.is_never:
            return "Never"
        said: str = CronSim(" ".join(self.text.split()[-5:]), _START).explain()
        if self.seconds == _ON_THE_MINUTE:
            return said
        return f"{said}, " + (
            f"at second {min(self.seconds)}" if len(self.seconds) == 1 else f"{len(self.seconds)} times a minute"
        )


@lru_cache(maxsize=1024)
def _chosen(field: str, name: str, frame: str, attribute: str) -> frozenset[int]:
    """Return the numbers that a field chooses."""
    if _FIELD.fullmatch(field) and not _NUMBER_TOO_LONG.search(field) and not re.search("[lL]", _without_july(field)):
        try:
            return frozenset(getattr(CronSim(frame.format(field), _START), attribute))
        except CronSimError:
            pass
    raise NotCron(f"its {name} {field} cannot be read")


def _without_july(field: str) -> str:
    return re.sub("jul", "", field, flags=re.IGNORECASE)


def _nearest(days: int) -> int | None:
    """Return how many days pass at least from one day of a mask to the next, round the calendar."""
    if not days:
        return None
    around = days | days << DAYS  # after the last day of the calendar comes the first again
    return next(apart for apart in range(1, DAYS + 1) if around >> apart & days)
