"""A job of the effective configuration: its schedule, and its steps with the tasks that they call."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from unscaffold.jobs import is_number
from unscaffold.schedules import NotCron, Schedule
from unscaffold.vocabulary import is_step, is_task, task_kind

if TYPE_CHECKING:
    from unscaffold.effective.configuration import Effective
    from unscaffold.effective.element import Element
    from unscaffold.findings import Region

_NO_LEVEL = -1  # the product's default
_SYNCHRONIZATION = ("Initial", "Complete", "Incremental")  # the values of SynchronizationMode, by number
_CHANGES = "changes"
_CRON = "CronTabExpression"
_TIME_ZONES = ("UTC", "ServerTime")  # those of CronTimeZone


def named(value: str, names: tuple[str, ...]) -> str:
    """Return a value of an enumeration by its name, whatever its case, or if it is a number; as it is, if it is none.

    Args:
        value: What was written.
        names: The names of the values, by their numbers.
    """
    value = value.strip()
    if is_number(value) and int(value) < len(names):
        return names[int(value)]
    return next((name for name in names if name.lower() == value.lower()), value)


class Step:
    """A step of a job: a task that stands in it, or what calls one that stands elsewhere.

    Args:
        element: The step as it stands in the job.
        job: The job.
        number: Its number in the order in which the job runs its steps, from 0.
        conf: The configuration.

    `task` is the task that runs; None if nobody declares it. `attributes` are those in force: the task's, and those
    of the step on top. `kind` is the task's name, empty if it is not known.
    """

    def __init__(self, element: Element, job: Job, number: int, conf: Effective) -> None:
        self.element, self.job, self.number = element, job, number
        self.task = element if is_task(element.name) else conf.tasks.get(element.identifier.lower())
        self.kind = self.task.name if self.task else "" if element.name == "Step" else task_kind(element.name)
        self.attributes = {**(self.task.attributes if self.task else {}), **element.attributes}
        self._conf = conf

    def get(self, attribute: str, otherwise: str = "") -> str:
        """Return an attribute that is in force, or what there is otherwise."""
        return self.attributes.get(attribute, otherwise)

    def is_true(self, attribute: str) -> bool:
        """Return whether an attribute that is in force is true."""
        return self.get(attribute).strip().lower() in {"true", "1"}

    @property
    def identifier(self) -> str:
        """The identifier of the task, or empty."""
        return self.get("Identifier")

    @property
    def name(self) -> str:
        """What it is called in a sentence: its identifier, or else its kind."""
        return self.identifier or self.kind or self.element.name

    @cached_property
    def level(self) -> int:
        """Its level; -1 if it has none, as in the product."""
        level = self.element.get("Level")
        return int(level) if is_number(level) else _NO_LEVEL

    @property
    def has_level(self) -> bool:
        """Whether it says its level."""
        return self.level != _NO_LEVEL

    @property
    def agent(self) -> str:
        """The agent that it names; empty if it names none."""
        return self.get("Agent")

    @property
    def mode(self) -> str:
        """Its SynchronizationMode: "Initial", "Complete", "Incremental", or what is none of these.

        One of the Type Changes need not say it: what it prepares are changes.
        """
        if not self.get("SynchronizationMode").strip() and self.get("Type").strip().lower() == _CHANGES:
            return _SYNCHRONIZATION[2]
        return named(self.get("SynchronizationMode"), _SYNCHRONIZATION)

    def values(self, child: str, attribute: str) -> list[str]:
        """Return an attribute of the children that are in force: the step's own, if it has some, else the task's."""
        own = self._conf.values_of(self.element, child, attribute)
        return own if own or self.task is None else self._conf.values_of(self.task, child, attribute)

    @cached_property
    def entity_types(self) -> list[str]:
        """The entity types that it names."""
        return self.values("TaskEntityType", "EntityType")

    @cached_property
    def resource_types(self) -> list[str]:
        """The resource types that it names."""
        return self.values("TaskResourceType", "ResourceType")

    @cached_property
    def parents(self) -> list[str]:
        """The identifiers of the tasks for which it waits."""
        return self.values("TaskDependsOnTask", "ParentTask")

    def waits_for(self, other: Step) -> bool:
        """Return whether it says that it waits for the task of another step."""
        return other.identifier.lower() in (parent.lower() for parent in self.parents)

    @cached_property
    def connectors(self) -> list[str]:
        """The connectors on which it works, as they are declared."""
        found = self._conf.connectors_of(self.element)
        return found if found or self.task is None else self._conf.connectors_of(self.task)

    def works_on(self, connector: str) -> bool:
        """Return whether it works on a connector."""
        return connector.lower() in (one.lower() for one in self.connectors)

    def is_before(self, other: Step) -> bool:
        """Return whether it has ended when another step of the job begins: its level is lower.

        Where neither has a level, they run in the order in which they stand.
        """
        if self.level == other.level == _NO_LEVEL:
            return self.number < other.number
        return self.level < other.level

    def region(self, attribute: str = "") -> Region:
        """Return the region that causes it, or an attribute that is in force, to be located before it is shown."""
        has_it = attribute in self.element.attributes or self.task is None or attribute not in self.task.attributes
        return self.element.region(attribute) if has_it or self.task is None else self.task.region(attribute)

    @property
    def generated(self) -> str:
        """The way to it by names and identifiers, if it is generated; else empty."""
        return self.element.generated


class Job:
    """A job.

    Args:
        element: The job.
        conf: The configuration.
    """

    def __init__(self, element: Element, conf: Effective) -> None:
        self.element = element
        self._conf = conf

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

    @property
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

    @property
    def is_frequent(self) -> bool:
        """Whether it starts more than once an hour."""
        return self.schedule is not None and self.schedule.is_frequent

    @property
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
        ordered = sorted((Step(child, self, 0, self._conf) for child in found), key=lambda step: step.level)
        for number, step in enumerate(ordered):
            step.number = number
        return ordered

    def of(self, *kinds: str) -> list[Step]:
        """Return the steps that run tasks of some kinds, in the order in which they run."""
        found = [step for kind in kinds for step in self._by_kind.get(kind, ())]
        return sorted(found, key=lambda step: step.number) if len(kinds) > 1 else found

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
