"""One cron expression, as the product reads it: NCRONTAB, of five fields, or of six with the seconds first.

A day must be right by day of the month *and* by day of the week, which is not so in Vixie cron.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from unscaffold.schedules.calendar import ALL, gaps_of, mask_of_days
from unscaffold.schedules.fields import FIELDS, NotCron, calls_sunday_seven, chosen, uneven_steps
from unscaffold.schedules.words import in_words

_SPACE = re.compile(r"[ \t\r\n]+")  # that of XML, as the stylesheets' own check of arguments has it
_ON_THE_MINUTE = frozenset({0})
_DAY = 24 * 60
_SHIFT = 30  # minutes: but for a few, the clocks of all time zones are apart by a multiple of it


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
        texts = _texts(text)
        if len(texts) not in {5, 6}:
            raise NotCron(
                "it needs five fields (minute, hour, day of the month, month, day of the week), or six with the "
                f"seconds first, and has {len(texts)}"
            )
        # The first one that cannot be read is told.
        read = [chosen(*one) for one in zip(texts, FIELDS[-len(texts) :], strict=True)]
        seconds, minutes, hours, month_days, months, weekdays = [_ON_THE_MINUTE, *read][-6:]
        weekdays = frozenset(day % 7 for day in weekdays)
        return Schedule(text, seconds, minutes, hours, month_days, months, weekdays)

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

    @property
    def gap(self) -> tuple[int, int] | None:
        """The fewest and the most minutes from one start to the next; None where it never starts a second time.

        Seconds are left out: what starts twice in a minute has a gap of 0.
        """
        days = gaps_of(self.days)
        if days is None:
            return None
        times = sorted(60 * hour + minute for hour in self.hours for minute in self.minutes)
        within = [later - earlier for earlier, later in pairwise(times)]
        nights = [between * _DAY - times[-1] + times[0] for between in days]
        fewest = 0 if len(self.seconds) > 1 else min(within + nights)
        return fewest, max(within + nights)

    @property
    def is_round_the_clock(self) -> bool:
        """Whether it starts every day, in hours that are as far apart: its time zone matters little."""
        hours = sorted(self.hours)
        apart = {later - earlier for earlier, later in pairwise([*hours, hours[0] + 24])}
        return self.days == ALL and len(hours) > 1 and len(apart) == 1

    @property
    def is_the_same_in_all_zones(self) -> bool:
        """Whether it starts at the same time, whatever its time zone."""
        shifted = self.times << _SHIFT
        return self.days == ALL and self.times == (shifted | shifted >> _DAY) & (1 << _DAY) - 1

    @property
    def calls_sunday_seven(self) -> bool:
        """Whether it has a 7 for a day of the week, read as Sunday here, which NCRONTAB does not know."""
        return calls_sunday_seven(_texts(self.text)[-1])

    @property
    def uneven_steps(self) -> list[tuple[str, int, int]]:
        """The steps of minutes and hours that begin anew before they are done, each with its field and its values."""
        timing = zip(reversed(FIELDS), reversed(_texts(self.text)), strict=False)
        fields = [(field, text) for field, text in timing if field.least == 0 and not field.names]
        return [(field.name, step, field.most + 1) for field, text in fields for step in uneven_steps(text, field)]

    @cached_property
    def words(self) -> str:
        """The schedule in words, which fit into a sentence: `at 02:30 every day`."""
        return in_words(self)


def _texts(text: str) -> list[str]:
    """Return the texts of the fields of an expression."""
    return [field for field in _SPACE.split(text) if field]
