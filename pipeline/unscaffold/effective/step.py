"""A step of a job of the effective configuration, with the task that it calls."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from unscaffold.jobs import is_number
from unscaffold.vocabulary import is_task, task_kind

if TYPE_CHECKING:
    from unscaffold.effective.configuration import Effective
    from unscaffold.effective.element import Element
    from unscaffold.effective.job import Job
    from unscaffold.findings import Region

_NO_LEVEL = -1  # the product's default
_SYNCHRONIZATION = ("Initial", "Complete", "Incremental")  # the values of SynchronizationMode, by number
_CHANGES = "changes"
_TRUE = {"true", "1"}


def named(value: str, names: tuple[str, ...]) -> str:
    """Return a value of an enumeration by its name, whatever its case, or if it is a number; as it is, if it is none.

    Args:
        value: What was written.
        names: The names of the values, by their numbers.
    """
    value = value.strip()
    if not value or value in names:
        return value
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
    of the step on top. `kind` is the task's name, empty if it is not known. `identifier` is the task's, or empty.
    `level` is -1 if it has none, as in the product.
    """

    def __init__(self, element: Element, job: Job, number: int, conf: Effective) -> None:
        self.element, self.job, self.number = element, job, number
        self.task = element if is_task(element.name) else conf.tasks.get(element.identifier.lower())
        self.kind = self.task.name if self.task else "" if element.name == "Step" else task_kind(element.name)
        called = self.task if self.task is not element else None
        self.attributes = {**called.attributes, **element.attributes} if called else element.attributes
        self.identifier = self.get("Identifier")
        level = element.get("Level")
        self.level = int(level) if is_number(level) else _NO_LEVEL
        self._conf = conf

    def get(self, attribute: str, otherwise: str = "") -> str:
        """Return an attribute that is in force, or what there is otherwise."""
        return self.attributes.get(attribute, otherwise)

    def is_true(self, attribute: str) -> bool:
        """Return whether an attribute that is in force is true."""
        value = self.attributes.get(attribute)
        return value is not None and value.strip().lower() in _TRUE

    @property
    def name(self) -> str:
        """What it is called in a sentence: its identifier, or else its kind."""
        return self.identifier or self.kind or self.element.name

    @property
    def has_level(self) -> bool:
        """Whether it says its level."""
        return self.level != _NO_LEVEL

    @property
    def agent(self) -> str:
        """The agent that it names; empty if it names none."""
        return self.get("Agent")

    @cached_property
    def mode(self) -> str:
        """Its SynchronizationMode: "Initial", "Complete", "Incremental", or what is none of these.

        One of the Type Changes need not say it: what it prepares are changes.
        """
        if not self.get("SynchronizationMode").strip() and self.get("Type").strip().lower() == _CHANGES:
            return _SYNCHRONIZATION[2]
        return named(self.get("SynchronizationMode"), _SYNCHRONIZATION)

    def values(self, child: str, attribute: str) -> list[str]:
        """Return an attribute of the children that are in force: the step's own, if it has some, else the task's."""
        own = self.element.values(child, attribute)
        if own or self.task is None or self.task is self.element:
            return own
        return self._conf.values_of(self.task, child, attribute)

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
