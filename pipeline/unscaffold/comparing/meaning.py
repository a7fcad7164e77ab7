"""When two values of an attribute mean the same, and which are told in words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from unscaffold.effective import named
from unscaffold.schedules import NotCron, Schedule
from unscaffold.vocabulary import is_job, is_step, task_words

if TYPE_CHECKING:
    from collections.abc import Mapping

_CRON = "CronTabExpression"
_BOOLEANS = {"true": "true", "1": "true", "false": "false", "0": "false"}
# What an attribute means that is missing, by its name: the product's defaults.
_DEFAULTS = {"Level": "-1", "CronTimeZone": "utc"}
# What an entry of an access control rule says of itself.
_OF_ENTRIES = {
    **dict.fromkeys(("CanExecute", "FullAccessProperties", "IsPostCondition", "IsPreCondition", "Notify"), "boolean"),
    "Priority": "integer",
}
# What names another element, in any case, in a job and all that it holds.
_REFERRING = frozenset(
    {"Agent", "Connection", "Connector", "EntityType", "OpenIdClient", "ParentTask", "ResourceType"}
)


def meaning(element: str, attribute: str, value: str | None) -> object:
    """Return what a value means: values that mean the same have the same one.

    Args:
        element: The local name of the element.
        attribute: The attribute's name.
        value: Its value; None if it is missing.
    """
    kind = _types(element).get(attribute, "")
    if not kind:
        return value.lower() if value and value.lower() in {"true", "false"} else value
    if value is None:
        return _DEFAULTS.get(attribute)
    return value.lower() if attribute in _REFERRING else _of_type(kind, attribute, value)


def words(attribute: str, value: str | None) -> str:
    """Return a value in words, if they say more than it does; else empty."""
    schedule = _schedule(value) if attribute == _CRON and value else None
    return schedule.words if schedule else ""


@cache
def _types(element: str) -> Mapping[str, str]:
    """Return the types of the attributes of a job, a step, a child of one or an entry, by their names; else none."""
    if element == "Entry":
        return _OF_ENTRIES
    known = task_words().children.get(element)
    if known is None and is_job(element):
        known = task_words().job
    elif known is None and is_step(element):
        known = task_words().of_step(element)
    return known.attributes if known else {}


@cache
def _of_type(kind: str, attribute: str, value: str) -> object:
    said = value.strip(" \t\r\n")
    if attribute == _CRON:
        schedule = _schedule(said)
        return _when(schedule) if schedule else said
    if kind == "boolean":
        return _BOOLEANS.get(said.lower(), value)
    if kind == "integer":
        return _number(said, value)
    return _named(kind, said) if kind in task_words().enumerations else value


def _number(said: str, value: str) -> str:
    digits = said.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()):
        return value
    plain = digits.lstrip("0") or "0"
    return f"-{plain}" if said.startswith("-") and plain != "0" else plain


def _named(kind: str, said: str) -> str:
    """Return the name of a value of an enumeration, in lower case, where it is written as a number, too."""
    values = task_words().enumerations[kind]
    return (named(said, values.names) if values.numbers else said).lower()


def _schedule(value: str) -> Schedule | None:
    try:
        return Schedule.parse(value.strip())
    except NotCron:
        return None


def _when(schedule: Schedule) -> tuple[frozenset[int], ...]:
    """Return what a schedule chooses."""
    return (
        schedule.seconds,
        schedule.minutes,
        schedule.hours,
        schedule.month_days,
        schedule.months,
        schedule.weekdays,
    )
