"""The arguments that edit a finished job: AddTask adds a step or a copy of a task, LinkDependTask a dependency.

The stylesheets leave these arguments in the job they generate, as its last children ("riders"). Here they are
taken out and applied: first every AddTask, then every LinkDependTask, each in document order. The rules are
those of the product's documentation of AddTask and LinkDependTask; where it is silent, ours (see docs/fidelity.md).
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from unscaffold.findings import Finding, Place, Refusal, diagnose
from unscaffold.jobs.dependencies import Dependencies
from unscaffold.jobs.rider import Rider, riders
from unscaffold.jobs.task_names import Known, Matches, Names, names, spelled
from unscaffold.jobs.tasks import STEP, level_of, parents_of, steps_of
from unscaffold.markup import NAMESPACE, local_name
from unscaffold.vocabulary import is_task

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

_NSMAP: dict[str | None, str] = {None: NAMESPACE}
_LONG = 10  # tasks of a chain from which on it is not told in full


def apply(job: etree._Element, place: Callable[[int], Place], tasks: Known) -> list[Finding]:
    """Apply the arguments that ride in a job, and take them out; one that cannot be applied changes nothing.

    Args:
        job: A `Job` with its tasks in the order of their levels.
        place: Tells where the rider of a number, from 0, stands.
        tasks: The tasks of the configuration, that AddTask may add.

    Returns:
        What was found: errors, for arguments that were not applied, and warnings.
    """
    found = riders(job)
    for rider in found:
        job.remove(rider)
    edit = _Edit(job, tasks)
    findings: list[Finding] = []
    for name, step in (("AddTask", edit.add), ("LinkDependTask", edit.link)):
        for number, rider in enumerate(found):
            if local_name(rider) == name:
                try:
                    findings.extend(step(Rider(rider, place(number))))
                except Refusal as refusal:
                    findings.append(refusal.finding)
    edit.write_levels()
    return findings


def unwrapped(job: etree._Element) -> list[etree._Element]:
    """Return what takes the place of an edited job: itself, or its tasks if `DoNotCreateJob` rode along.

    The tasks have no level then (ours): a level has a meaning in a job only.
    """
    alone = job.find(f"{{{NAMESPACE}}}DoNotCreateJob")
    if alone is None:
        return [job]
    tasks = steps_of(job)
    for task in tasks:
        task.attrib.pop("Level", "")
    return tasks


class _Edit:
    """A job that is being edited. Every task is in its stage: the tasks of one level, next to each other."""

    def __init__(self, job: etree._Element, tasks: Known) -> None:
        self._identifier = job.get("Identifier", "")
        self._tasks = tasks
        self._steps = steps_of(job)
        # Levels change by numbers; the job is told when all are known.
        self._levels = {step: level_of(step) for step in self._steps}
        self._named = Names(self._identifier, self._steps)
        self._copied = Names(self._identifier, (step for step in self._steps if is_task(local_name(step))))
        self._taken = {step.get("Identifier", "").lower() for step in self._steps}
        self._copies: Counter[str] = Counter()
        # What the tasks may be called: findings share it, and it grows with the job.
        self._called = dict.fromkeys(names(self._identifier, self._steps))
        # What was added after which task, last: those added after one and the same stand in document order.
        self._added_after: dict[etree._Element, etree._Element] = {}

    def add(self, rider: Rider) -> Iterator[Finding]:
        """Add a step, or a copy of a task, in a stage of its own next to the stage of the task compared with."""
        before, after = rider.is_true("Before"), rider.is_true("After")
        if before == after:
            raise rider.refuse("before-or-after", {"count": "both" if before else "neither"})
        compared = yield from self._task(rider, "TaskToCompareWith", "Occurence")
        new = yield from self._new(rider)
        level = self._levels[compared] if before else self._levels[self._last_added_after(compared)] + 1
        self._check_copy(rider, new, level)
        self._insert(new, level)
        if after:
            self._added_after[compared] = new

    def link(self, rider: Rider) -> Iterator[Finding]:
        """Let a task wait for another one of an earlier level."""
        child = _identified(rider, (yield from self._task(rider, "Task", "ChildOccurence")))
        parent = _identified(rider, (yield from self._task(rider, "DependOn", "ParentOccurence")))
        values: dict[str, object] = {"task": child.get("Identifier"), "parent": parent.get("Identifier")}
        chain = self._dependencies.chain(parent, child)
        if chain:
            already = f"that one waits for it already: {_told(chain)}"
            raise rider.refuse("cycle", values | {"reason": already if len(chain) > 1 else "it is the same task"})
        level, parent_level = self._levels[child], self._levels[parent]
        if parent_level >= level:
            raise rider.refuse("level", values | {"level": level, "parent-level": parent_level})
        self._dependencies.add(child, parent)

    def write_levels(self) -> None:
        """Tell the job the levels of its tasks; one that is as it was stays as it is written."""
        for step, level in self._levels.items():
            if level != level_of(step):
                step.set("Level", str(level))

    @cached_property
    def _dependencies(self) -> Dependencies:
        return Dependencies(self._steps, self._levels)

    def _new(self, rider: Rider) -> Generator[Finding, None, etree._Element]:
        """Return what an AddTask adds: a copy of a task of this job, else a step that calls a task.

        A name that is just an identifier of the configuration means that task, and no other that it might fit.
        """
        name = rider["Task"]
        own = self._copied.matches(name)
        same = self._tasks.like(name)
        if own.tasks and (own.includes(name) or name not in same):
            return self._copy(_identified(rider, (yield from self._picked(rider, "Task", "CopyOccurence", own))))
        if not same:
            values = {"attribute": "Task", "value": name, "place": "the configuration"}
            raise rider.refuse("unknown-task", values, self._tasks.identifiers, self._called)
        declared = name if name in same else min(same)
        if declared != name:
            yield diagnose("case", rider.place, _case("Task", name, declared))
        if rider.number("CopyOccurence"):
            yield diagnose("copy-occurence", rider.place, {})
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

    def _check_copy(self, rider: Rider, new: etree._Element, level: int) -> None:
        """Refuse a copy that would wait for a task which then runs at the same time or later."""
        waits_for = set(parents_of(new))
        for task in self._steps if waits_for else ():
            if self._levels[task] >= level and task.get("Identifier") in waits_for:
                values = {"task": new.get("Identifier"), "parent": task.get("Identifier"), "level": level}
                raise rider.refuse("level", values | {"parent-level": self._levels[task] + 1})

    def _insert(self, new: etree._Element, level: int) -> None:
        """Put a task into a stage of its own at a level; later stages move up by one."""
        first = None
        for number, step in enumerate(self._steps):
            if self._levels[step] >= level:
                self._levels[step] += 1
                first = number if first is None else first
        if first is None:
            self._steps[-1].addnext(new)
        else:
            self._steps[first].addprevious(new)
        self._steps.insert(len(self._steps) if first is None else first, new)
        self._know(new, level)

    def _know(self, new: etree._Element, level: int) -> None:
        self._levels[new] = level
        new.set("Level", str(level))
        self._taken.add(new.get("Identifier", "").lower())
        self._named.add(new)
        self._called.update(dict.fromkeys(names(self._identifier, [new])))
        if is_task(local_name(new)):
            self._copied.add(new)

    def _last_added_after(self, compared: etree._Element) -> etree._Element:
        while compared in self._added_after:
            compared = self._added_after[compared]
        return compared

    def _task(self, rider: Rider, attribute: str, occurrence: str) -> Generator[Finding, None, etree._Element]:
        """Return the task of the job that an attribute names."""
        found = self._named.matches(rider[attribute])
        if not found.tasks:
            values = {"attribute": attribute, "value": rider[attribute], "place": f"the job '{self._identifier}'"}
            raise rider.refuse("unknown-task", values, self._called)
        return (yield from self._picked(rider, attribute, occurrence, found))

    def _picked(
        self, rider: Rider, attribute: str, occurrence: str, found: Matches
    ) -> Generator[Finding, None, etree._Element]:
        number = max(rider.number(occurrence), 1)
        if number > len(found.tasks):
            values = {"attribute": occurrence, "value": number, "task": rider[attribute], "job": self._identifier}
            raise rider.refuse("occurrence", values | {"count": _times(len(found.tasks))})
        task = self._in_order(found.tasks)[number - 1]
        if found.by_case:
            yield diagnose("case", rider.place, _case(attribute, rider[attribute], spelled(rider[attribute], task)))
        return task

    def _in_order(self, tasks: list[etree._Element]) -> list[etree._Element]:
        if len(tasks) == 1:
            return tasks
        wanted = set(tasks)
        return [step for step in self._steps if step in wanted]


def _identified(rider: Rider, task: etree._Element) -> etree._Element:
    """Return a task that is to be copied or waited for; refuse one without an identifier."""
    if not task.get("Identifier"):
        raise rider.refuse("missing-attribute", {"element": local_name(task), "attribute": "Identifier"})
    return task


def _told(chain: list[str]) -> str:
    """Return who waits for whom in words; of a long chain, its ends."""
    return " waits for ".join(chain if len(chain) <= _LONG else [*chain[:3], "…", *chain[-3:]])


def _case(attribute: str, value: str, declared: str) -> dict[str, object]:
    return {"attribute": attribute, "value": value, "kind": "task", "declared": declared}


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
