"""A job of the effective configuration: its schedule, and its steps."""

from __future__ import annotations

from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from unscaffold.effective.step import Step, named
from unscaffold.schedules import NotCron, Schedule
from unscaffold.vocabulary import is_step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unscaffold.effective.configuration import Effective
    from unscaffold.effective.element import Element
    from unscaffold.findings import Region

_CRON = "CronTabExpression"
_TIME_ZONES = ("UTC", "ServerTime")  # those of CronTimeZone


class Job:
    """A job.

    Args:
        element: The job.
        conf: The configuration.
    """

    def __init__(self, element: Element, conf: Effective) -> None:
        self.element = element
        self._conf = conf
        self._by_connector: dict[tuple[str, ...], Mapping[str, list[Step]]] = {}

    def get(self, attribute: str, otherwise: str = "") -> str:
        """Return an attribute, or what there is otherwise."""
        return self.element.get(attribute, otherwise)

    def is_true(self, attribute: str) -> bool:
        """Return whether an attribute is true."""
        return self.element.is_true(attribute)

    @property
    def identifier(self) -> str:
        """Its identifier."""
        return self.element.identifier

    @property
    def agent(self) -> str:
        """The agent on which it runs; empty if it runs on the server."""
        return self.get("Agent")

    @property
    def cron(self) -> str:
        """Its schedule as it is written; empty if it has none."""
        return self.get(_CRON).strip(" \t\r\n")

    @cached_property
    def is_scheduled(self) -> bool:
        """Whether a schedule is meant for it: one that is none, or an attribute whose case is wrong, are, too."""
        written = (value for name, value in self.element.attributes.items() if name.lower() == _CRON.lower())
        return any(map(str.strip, written))

    @cached_property
    def schedule(self) -> Schedule | None:
        """Its schedule; None if it has none, or what is written is none."""
        try:
            return Schedule.parse(self.cron) if self.cron else None
        except NotCron:
            return None

    @cached_property
    def is_frequent(self) -> bool:
        """Whether it starts more than once an hour."""
        return self.schedule is not None and self.schedule.is_frequent

    @cached_property
    def time_zone(self) -> str:
        """The time zone of its schedule: "UTC", which is the default, or "ServerTime"."""
        return named(self.get("CronTimeZone", _TIME_ZONES[0]), _TIME_ZONES)

    @property
    def is_generated(self) -> bool:
        """Whether a scaffolding generates it."""
        return self.element.scaffolding is not None

    @cached_property
    def steps(self) -> list[Step]:
        """Its steps, in the order in which they run: by level, and then as they stand."""
        found = [child for child in self.element.children if is_step(child.name)]
        ordered = sorted((Step(child, self, 0, self._conf) for child in found), key=attrgetter("level"))
        for number, step in enumerate(ordered):
            step.number = number
        return ordered

    @cached_property
    def is_resolved(self) -> bool:
        """Whether the tasks of all its steps are known."""
        return all(step.task for step in self.steps)

    @cached_property
    def has_mixed_levels(self) -> bool:
        """Whether some of its steps have a level, and others have none."""
        return len({step.has_level for step in self.steps}) > 1

    def of(self, *kinds: str) -> list[Step]:
        """Return the steps that run tasks of some kinds, in the order in which they run."""
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], [])
        return sorted((step for kind in kinds for step in self._by_kind.get(kind, ())), key=attrgetter("number"))

    def by_connector(self, *kinds: str) -> Mapping[str, list[Step]]:
        """Return the steps that run tasks of some kinds, or all, by their connectors in lower case, in that order."""
        if kinds not in self._by_connector:
            found: dict[str, list[Step]] = {}
            for step in self.of(*kinds) if kinds else self.steps:
                for name in {name.lower(): None for name in step.connectors}:
                    found.setdefault(name, []).append(step)
            self._by_connector[kinds] = found
        return self._by_connector[kinds]

    @cached_property
    def first(self) -> Mapping[str, Step]:
        """The first step that runs a task, by the task's identifier in lower case."""
        first = {step.identifier.lower(): step for step in reversed(self.steps)}
        first.pop("", None)
        return first

    @cached_property
    def _by_kind(self) -> dict[str, list[Step]]:
        found: dict[str, list[Step]] = {}
        for step in self.steps:
            found.setdefault(step.kind, []).append(step)
        return found

    def region(self, attribute: str = "") -> Region:
        """Return the region that causes it, or one of its attributes, to be located before it is shown."""
        return self.element.region(attribute)

    @property
    def generated(self) -> str:
        """The way to it by its name and identifier, if it is generated; else empty."""
        return self.element.generated
