"""A job that is being edited by AddTask and LinkDependTask."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from typing import TYPE_CHECKING, TypeVar

from lxml import etree

from unscaffold.findings import Finding, Refusal, diagnose
from unscaffold.jobs.stages import Stages
from unscaffold.jobs.task_names import KnownTasks, Matches, Names, names, spelled
from unscaffold.jobs.tasks import STEP, parents_of
from unscaffold.markup import NAMESPACE, local_name
from unscaffold.vocabulary import is_task

if TYPE_CHECKING:
    from collections.abc import Callable

    from unscaffold.jobs.rider import Rider

_T = TypeVar("_T")
_NSMAP: dict[str | None, str] = {None: NAMESPACE}
_LONG = 10  # tasks of a chain from which on it is not told in full


class _Consequence(Exception):  # noqa: N818 - it is not an error of the program
    """What is wrong follows from what was found already."""


class JobEdit:
    """A job that is being edited."""

    def __init__(self, job: etree._Element, tasks: KnownTasks) -> None:
        self.findings: list[Finding] = []
        self.stages = Stages(job)
        self._identifier = job.get("Identifier", "")
        self._tasks = tasks
        steps = self.stages.steps
        self._named = Names(self._identifier, steps)
        self._copied = Names(self._identifier, (step for step in steps if is_task(local_name(step))))
        self._taken = {step.get("Identifier", "").lower() for step in steps}
        self._copies: Counter[str] = Counter()
        # What the tasks may be called: findings share it, and it grows with the job.
        self._called = dict.fromkeys(names(self._identifier, steps))
        # What arguments that were refused would have added: to name it is no further mistake.
        self._refused = Names(self._identifier, ())

    def add(self, rider: Rider) -> None:
        """Add a step, or a copy of a task, in a stage of its own next to the stage of the task compared with."""
        self._check_numbers(rider, "Occurence", "CopyOccurence")
        before = self._tried(lambda: _is_before(rider))
        compared = self._tried(lambda: self._task(rider, "TaskToCompareWith", "Occurence"))
        new = self._tried(lambda: self._new(rider))
        if before is None or compared is None or new is None:
            self._refuse(rider, new)
            return
        level = self.stages.level_beside(compared, before=before)
        if self._tried(lambda: self._check_copy(rider, new, level)) is None:
            self._refuse(rider, new)
            return
        self.stages.insert(new, level, None if before else compared)
        self._know(new)

    def link(self, rider: Rider) -> None:
        """Let a task wait for another one of an earlier level."""
        self._check_numbers(rider, "ChildOccurence", "ParentOccurence")
        child = self._tried(lambda: _identified(rider, self._task(rider, "Task", "ChildOccurence")))
        parent = self._tried(lambda: _identified(rider, self._task(rider, "DependOn", "ParentOccurence")))
        if child is not None and parent is not None:
            self._tried(lambda: self._link(rider, child, parent))

    def _link(self, rider: Rider, child: etree._Element, parent: etree._Element) -> None:
        values: dict[str, object] = {"task": child.get("Identifier"), "parent": parent.get("Identifier")}
        chain = self.stages.dependencies.chain(parent, child)
        if chain:
            already = f"that one waits for it already: {_told(chain)}"
            values["reason"] = already if len(chain) > 1 else "it is the same task"
            raise rider.refuse("cycle", "", values)
        level, parent_level = self.stages.level(child), self.stages.level(parent)
        if parent_level >= level:
            raise rider.refuse("level", "", values | {"level": level, "parent-level": parent_level})
        self.stages.dependencies.add(child, parent)

    def _tried(self, check: Callable[[], _T]) -> _T | None:
        """Return what a check returns; None, and what is wrong among the findings, if it refuses."""
        try:
            return check()
        except _Consequence:
            return None
        except Refusal as refusal:
            self.findings.append(refusal.finding)
            return None

    def _check_numbers(self, rider: Rider, *attributes: str) -> None:
        """Look at numbers that are not asked for, if what they count is not there."""
        for attribute in attributes:
            self._tried(lambda attribute=attribute: rider.number(attribute))  # type: ignore[misc]

    def _refuse(self, rider: Rider, new: etree._Element | None) -> None:
        """Remember what would have been added, for others may name it."""
        name = rider.name_of("Task")
        own = [task for task in self._copied.matches(name).tasks if task.get("Identifier")] if name else []
        if new is None and own:
            new = self._copy(own[0])
        elif new is None:
            new = etree.Element(STEP, {"Identifier": name}, nsmap=_NSMAP)
        self._refused.add(new)
        if own:
            self._taken.add(new.get("Identifier", "").lower())

    def _new(self, rider: Rider) -> etree._Element:
        """Return what an AddTask adds: a copy of a task of this job, else a step that calls a task.

        A name that is just an identifier of the configuration means that task, and no other that it might fit.
        """
        name = rider["Task"]
        own = self._copied.matches(name)
        same = self._tasks.like(name)
        if own.tasks and (own.includes(name) or name not in same):
            return self._copy(_identified(rider, self._picked(rider, "Task", "CopyOccurence", own)))
        if not same and self._tasks.may_have(name):
            raise _Consequence
        if not same:
            values = {"attribute": "Task", "value": name, "place": "the configuration"}
            raise rider.refuse("unknown-task", "Task", values, self._tasks.identifiers, self._called)
        declared = name if name in same else min(same)
        if declared != name:
            self._warn_of_case(rider, "Task", declared)
        if rider.number("CopyOccurence"):
            self.findings.append(diagnose("copy-occurence", rider.region("CopyOccurence"), {}))
        return etree.Element(STEP, {"Identifier": declared, "Level": ""}, nsmap=_NSMAP)

    def _copy(self, task: etree._Element) -> etree._Element:
        copy = deepcopy(task)
        copy.tail = None
        copies = f"{task.get('Identifier')}_Copy"
        number = self._copies[copies.lower()] + 1
        while f"{copies}{number}".lower() in self._taken:
            number += 1
        self._copies[copies.lower()] = number - 1  # it may be refused yet
        copy.set("Identifier", f"{copies}{number}")
        return copy

    def _check_copy(self, rider: Rider, new: etree._Element, level: int) -> bool:
        """Refuse a copy that would wait for a task which then runs at the same time or later."""
        waits_for = set(parents_of(new))
        for task in self.stages.steps if waits_for else ():
            if self.stages.level(task) >= level and task.get("Identifier") in waits_for:
                values = {"task": new.get("Identifier"), "parent": task.get("Identifier"), "level": level}
                raise rider.refuse("level", "", values | {"parent-level": self.stages.level(task) + 1})
        return True

    def _know(self, new: etree._Element) -> None:
        self._taken.add(new.get("Identifier", "").lower())
        self._named.add(new)
        self._called.update(dict.fromkeys(names(self._identifier, [new])))
        if is_task(local_name(new)):
            self._copied.add(new)

    def _task(self, rider: Rider, attribute: str, occurrence: str) -> etree._Element:
        """Return the task of the job that an attribute names."""
        name = rider[attribute]
        found = self._named.matches(name)
        if not found.tasks:
            if self._refused.matches(name).tasks:
                raise _Consequence
            values = {"attribute": attribute, "value": name, "place": f"the job '{self._identifier}'"}
            raise rider.refuse("unknown-task", attribute, values, self._called)
        return self._picked(rider, attribute, occurrence, found)

    def _picked(self, rider: Rider, attribute: str, occurrence: str, found: Matches) -> etree._Element:
        name = rider[attribute]
        number = max(rider.number(occurrence), 1)
        if number > len(found.tasks):
            if number <= len(found.tasks) + len(self._refused.matches(name).tasks):
                raise _Consequence
            values = {"attribute": occurrence, "value": number, "task": name, "job": self._identifier}
            raise rider.refuse("occurrence", occurrence, values | {"count": _times(len(found.tasks))})
        task = self.stages.in_order(found.tasks)[number - 1]
        if found.by_case:
            self._warn_of_case(rider, attribute, spelled(name, task), is_certain=len(found.tasks) == 1)
        return task

    def _warn_of_case(self, rider: Rider, attribute: str, declared: str, *, is_certain: bool = True) -> None:
        """Warn of another spelling; to mend it is not certain where several tasks are called so."""
        values = {"attribute": attribute, "value": rider[attribute], "kind": "task", "declared": declared}
        found = diagnose("case", rider.region(attribute), values)
        self.findings.append(found if is_certain else found._replace(edit=None))


def _is_before(rider: Rider) -> bool:
    """Return whether an AddTask says Before, and not After."""
    before, after = rider.is_true("Before"), rider.is_true("After")
    if before == after:
        attribute = "Before" if before else ""
        raise rider.refuse("before-or-after", attribute, {"count": "both" if before else "neither"})
    return before


def _identified(rider: Rider, task: etree._Element) -> etree._Element:
    """Return a task that is to be copied or waited for; refuse one without an identifier."""
    if not task.get("Identifier"):
        raise rider.refuse("missing-attribute", "", {"element": local_name(task), "attribute": "Identifier"})
    return task


def _told(chain: list[str]) -> str:
    """Return who waits for whom in words; of a long chain, its ends."""
    return " waits for ".join(chain if len(chain) <= _LONG else [*chain[:3], "…", *chain[-3:]])


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
