"""Whether two schedules meet: computed for all days and minutes at once, so exactly, and in microseconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.schedules.calendar import YEARS

if TYPE_CHECKING:
    from unscaffold.schedules.schedule import Schedule

_DAY = 24 * 60


class Coincidence(NamedTuple):
    """When two schedules start in the same minute.

    Attributes:
        time: The first such time of a day, as in `02:30`.
        times: How many such times there are in a day.
        days: On how many days of the calendar.
    """

    time: str
    times: int
    days: int

    @property
    def words(self) -> str:
        """When that is, in words, which fit into a sentence: `at 02:30, 365 times a year`."""
        others = f" and {self.times - 1} more times of the day" if self.times > 1 else ""
        a_year = round(self.times * self.days / YEARS)
        often = f"{a_year:,} times a year" if a_year > 1 else "once a year" if a_year else "less than once a year"
        return f"at {self.time}{others}, {often}"


def coincide(one: Schedule, other: Schedule) -> Coincidence | None:
    """Return when two schedules of one time zone start in the same minute; `None` if they never do."""
    days, times = one.days & other.days, one.times & other.times
    if not days or not times:
        return None
    hour, minute = divmod((times & -times).bit_length() - 1, 60)
    return Coincidence(f"{hour:02}:{minute:02}", times.bit_count(), days.bit_count())


def starts_within(one: Schedule, minutes: int, other: Schedule) -> bool:
    """Return whether a schedule starts within some minutes after a start of another, that minute not included.

    Args:
        one: The schedule that may start.
        minutes: How long is looked, less than a day.
        other: The schedule after whose starts is looked.
    """
    if minutes <= 0:
        return False
    window = _spread(other.times << 1, minutes)
    same_day = one.days & other.days and one.times & window
    next_day = one.days & other.days << 1 and one.times & window >> _DAY
    return bool(same_day or next_day)


def _spread(bits: int, length: int) -> int:
    """Return the bits with each made a run of `length` bits upwards."""
    run = 1
    while run < length:
        step = min(run, length - run)
        bits |= bits << step
        run += step
    return bits
