"""The fields of a cron expression: what each may say, and what it chooses.

They are parsed by cronsim. What NCRONTAB, the product's dialect, has of its own is put into cronsim's words before:
names of months and days may be written out, and a day of the week with a step counts to Saturday. `L`, `W`, `#` and
`?` are unknown to it.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from cronsim import CronSim, CronSimError

_FIELD = re.compile(r"[0-9a-zA-Z*,/-]+")
_NUMBER_TOO_LONG = re.compile(r"[0-9]{5}")  # as the stylesheets' own check of arguments (U308) has it
_WORD = re.compile(r"[0-9]*[a-z][0-9a-z]*")
_STEP = re.compile(r"([0-9]+)(?:-([0-9]+))?(/[0-9]+)")
_STEP_OF_ALL = re.compile(r"\*/([0-9]+)")
_SUNDAY_TOO = re.compile(r"(?<![0-9/])0*7(?![0-9])")
_SATURDAY = "6"
_LEAST_OF_A_NAME = 3  # letters of a name that are enough
_START = datetime(2000, 1, 1)  # cronsim asks for a time to count from; nothing is counted here
_MONTHS = "january february march april may june july august september october november december"
_DAYS = "sunday monday tuesday wednesday thursday friday saturday"


class Field(NamedTuple):
    """A field: its name, its least and its most value, its names for values, and where cronsim has it."""

    name: str
    least: int
    most: int
    names: tuple[str, ...]
    frame: str
    attribute: str

    @property
    def values(self) -> str:
        """The values that it may have, in words."""
        letters = [name[:_LEAST_OF_A_NAME] for name in self.names]
        named = f" (or {letters[0]} to {letters[-1]})" if letters else ""
        return f"{self.least} to {self.most}{named}"


FIELDS = (
    Field("second", 0, 59, (), "{} * * * *", "minutes"),
    Field("minute", 0, 59, (), "{} * * * *", "minutes"),
    Field("hour", 0, 23, (), "* {} * * *", "hours"),
    Field("day of the month", 1, 31, (), "* * {} * *", "days"),
    Field("month", 1, 12, tuple(_MONTHS.split()), "* * * {} *", "months"),
    Field("day of the week", 0, 7, tuple(_DAYS.split()), "* * * * {}", "weekdays"),
)


class NotCron(ValueError):  # noqa: N818 - it names what the text is not
    """A text that is no cron expression of the product; its only argument says why."""


@lru_cache(maxsize=1024)
def chosen(text: str, field: Field) -> frozenset[int]:
    """Return the numbers that the text of a field chooses.

    Raises:
        NotCron: It cannot be read.
    """
    if _FIELD.fullmatch(text) and not _NUMBER_TOO_LONG.search(text):
        try:
            return frozenset(getattr(CronSim(field.frame.format(_for_cronsim(text, field)), _START), field.attribute))
        except CronSimError:
            pass
    made_of = f"*, or of values and ranges of {field.values}, each with a step at most"
    raise NotCron(f"its {field.name} {text} is not made of {made_of}")


def _for_cronsim(text: str, field: Field) -> str:
    """Return the text of a field as cronsim writes it: in numbers, and each range with a step as NCRONTAB has it."""
    terms = (_WORD.sub(lambda word: _number(word[0], field), term) for term in text.lower().split(","))
    return ",".join(_stepped(term, field) for term in terms)


def _number(word: str, field: Field) -> str:
    """Return the number of a name; for what is none, what cronsim does not know either."""
    numbers = (number for number, name in enumerate(field.names, field.least) if name.startswith(word))
    return str(next(numbers, "?")) if len(word) >= _LEAST_OF_A_NAME else "?"


def _stepped(term: str, field: Field) -> str:
    """Return a term without what cronsim has otherwise: a step from a day to Sunday, a step from a day to itself."""
    step = _STEP.fullmatch(term)
    if not step or not int(step[3][1:]):
        return term
    first, last = step[1], step[2] or (_SATURDAY if field.names[:1] == ("sunday",) else str(field.most))
    is_one = int(first) == int(last) or (not step[2] and int(first) == field.most)
    return first if is_one else f"{first}-{last}{step[3]}"


def calls_sunday_seven(text: str) -> bool:
    """Return whether the text of the last field has a 7, which NCRONTAB does not know."""
    return _SUNDAY_TOO.search(text) is not None


def uneven_steps(text: str, field: Field) -> list[int]:
    """Return the steps of `*` in the text of a field that do not come out even with the field's values."""
    size = field.most - field.least + 1
    steps = (int(found[1]) for term in text.split(",") if (found := _STEP_OF_ALL.fullmatch(term)))
    return [step for step in steps if size % step]
