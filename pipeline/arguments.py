"""The arguments that edit a finished job: AddTask adds a step or a copy of a task, LinkDependTask a dependency.

The stylesheets leave these arguments in the job they generate, as its last children ("riders"). Here they are
taken out and applied: first every AddTask, then every LinkDependTask, each in document order. The rules are
those of the product's documentation of AddTask and LinkDependTask; where it is silent, ours (see the README).
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.diagnostics import Diagnostic, Place, Refusal, diagnose
from pipeline.jobs import DEPENDENCY, STEP, is_task, level_of, parents_of, steps_of
from pipeline.naming import Matches, matches, names, spelled
from pipeline.vocabulary import NAMESPACE, local_name, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterator, Mapping

_NSMAP: dict[str | None, str] = {None: NAMESPACE}


def riders(job: etree._Element) -> list[etree._Element]:
    """Return the arguments that ride in a job, in document order."""
    return [child for child in job.iterchildren(f"{{{NAMESPACE}}}*") if local_name(child) in vocabulary().riders]


def apply(job: etree._Element, place: Callable[[int], Place], tasks: Collection[str]) -> list[Diagnostic]:
    """Apply the arguments that ride in a job, and take them out; one that cannot be applied changes nothing.

    Args:
        job: A `Job` with its tasks in the order of their levels.
        place: Tells where the rider of a number, from 0, stands.
        tasks: The identifiers of all tasks of the configuration.

    Returns:
        What was found: errors, for arguments that were not applied, and warnings.
    """
    found = riders(job)
    for rider in found:
        job.remove(rider)
    edit = _Edit(job, tasks)
    diagnostics: list[Diagnostic] = []
    for name, step in (("AddTask", edit.add), ("LinkDependTask", edit.link)):
        for number, rider in enumerate(found):
            if local_name(rider) == name:
                try:
                    diagnostics.extend(step(_Rider(rider, place(number))))
                except Refusal as refusal:
                    diagnostics.append(refusal.diagnostic)
    return diagnostics


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


class _Rider:
    """An argument that rides in a job."""

    def __init__(self, element: etree._Element, place: Place) -> None:
        self.place = place
        self._element = element

    # What follows was checked by the stylesheet already, if it was one of ours.

    def __getitem__(self, attribute: str) -> str:
        value = self._element.get(attribute, "")
        if not value:
            raise self.refuse("missing-attribute", {"element": local_name(self._element), "attribute": attribute})
        return value

    def is_true(self, attribute: str) -> bool:
        value = self._element.get(attribute, "false")
        if value.lower() not in {"true", "1", "false", "0"}:
            raise self.refuse("boolean", {"attribute": attribute, "value": value})
        return value.lower() in {"true", "1"}

    def number(self, attribute: str) -> int:
        value = self._element.get(attribute, "0")
        if not re.fullmatch("[0-9]{1,10}", value):
            raise self.refuse("number", {"attribute": attribute, "value": value, "least": 0, "most": 2147483647})
        return int(value)

    def refuse(self, name: str, values: Mapping[str, object], *candidates: Collection[str]) -> Refusal:
        argument = {"argument": local_name(self._element)}
        return Refusal(diagnose(name, self.place, {**values, **argument}, *candidates))


class _Edit:
    """A job that is being edited. Every task is in its stage: the tasks of one level, next to each other."""

    def __init__(self, job: etree._Element, tasks: Collection[str]) -> None:
        self._job = job
        self._identifier = job.get("Identifier", "")
        self._tasks = tasks
        # What was added after which task: those added after one and the same stand in document order.
        self._added_after: dict[etree._Element, etree._Element] = {}

    def add(self, rider: _Rider) -> Iterator[Diagnostic]:
        """Add a step, or a copy of a task, in a stage of its own next to the stage of the task compared with."""
        before, after = rider.is_true("Before"), rider.is_true("After")
        if before == after:
            raise rider.refuse("before-or-after", {"count": "both" if before else "neither"})
        compared = yield from self._named(rider, "TaskToCompareWith", "Occurence")
        new = yield from self._new(rider)
        level = level_of(compared) if before else level_of(self._last_added_after(compared)) + 1
        self._check_copy(rider, new, level)
        self._insert(new, level)
        if after:
            self._added_after[new] = compared

    def link(self, rider: _Rider) -> Iterator[Diagnostic]:
        """Let a task wait for another one of an earlier level."""
        child = yield from self._named(rider, "Task", "ChildOccurence")
        parent = yield from self._named(rider, "DependOn", "ParentOccurence")
        values: dict[str, object] = {"task": child.get("Identifier"), "parent": parent.get("Identifier")}
        chain = self._chain(parent, child)
        if chain:
            already = f"that one waits for it already: {' waits for '.join(chain)}"
            raise rider.refuse("cycle", values | {"reason": already if len(chain) > 1 else "it is the same task"})
        if level_of(parent) >= level_of(child):
            raise rider.refuse("level", values | {"level": level_of(child), "parent-level": level_of(parent)})
        if parent.get("Identifier") not in parents_of(child):
            dependency = etree.Element(DEPENDENCY, {"ParentTask": parent.get("Identifier", "")}, nsmap=_NSMAP)
            child.insert(len(parents_of(child)), dependency)

    def _new(self, rider: _Rider) -> Generator[Diagnostic, None, etree._Element]:
        """Return what an AddTask adds: a copy of a task of this job, else a step that calls a task.

        A name that is just an identifier of the configuration means that task, and no other that it might fit.
        """
        name = rider["Task"]
        own = matches(name, self._identifier, [task for task in self._steps() if is_task(local_name(task))])
        if own.tasks and (own.includes(name) or name not in self._tasks):
            return self._copy((yield from self._picked(rider, "Task", "CopyOccurence", own)))
        same = [task for task in self._tasks if task.lower() == name.lower()]
        if not same:
            values = {"attribute": "Task", "value": name, "place": "the configuration"}
            raise rider.refuse("unknown-task", values, self._tasks, names(self._identifier, self._steps()))
        declared = name if name in same else min(same)
        if declared != name:
            yield diagnose("case", rider.place, _case("Task", name, declared))
        if rider.number("CopyOccurence"):
            yield diagnose("copy-occurence", rider.place, {})
        return etree.Element(STEP, {"Identifier": declared, "Level": ""}, nsmap=_NSMAP)

    def _copy(self, task: etree._Element) -> etree._Element:
        copy = deepcopy(task)
        copy.tail = None
        taken = {other.get("Identifier", "").lower() for other in self._steps()}
        number = 1
        while f"{task.get('Identifier')}_Copy{number}".lower() in taken:
            number += 1
        copy.set("Identifier", f"{task.get('Identifier')}_Copy{number}")
        return copy

    def _check_copy(self, rider: _Rider, new: etree._Element, level: int) -> None:
        """Refuse a copy that would wait for a task which then runs at the same time or later."""
        waits_for = parents_of(new)
        for task in self._steps():
            if task.get("Identifier") in waits_for and level_of(task) >= level:
                values = {"task": new.get("Identifier"), "parent": task.get("Identifier"), "level": level}
                raise rider.refuse("level", values | {"parent-level": level_of(task) + 1})

    def _insert(self, new: etree._Element, level: int) -> None:
        """Put a task into a stage of its own at a level; later stages move up by one."""
        later = [task for task in self._steps() if level_of(task) >= level]
        for task in later:
            task.set("Level", str(level_of(task) + 1))
        new.set("Level", str(level))
        if later:
            later[0].addprevious(new)
        else:
            self._job.insert(len(self._steps()), new)

    def _last_added_after(self, compared: etree._Element) -> etree._Element:
        behind = [new for new in self._added_after if self._is_added_behind(new, compared)]
        return max([compared, *behind], key=level_of)

    def _is_added_behind(self, task: etree._Element, compared: etree._Element) -> bool:
        anchor = self._added_after.get(task)
        return anchor is not None and (anchor is compared or self._is_added_behind(anchor, compared))

    def _named(self, rider: _Rider, attribute: str, occurrence: str) -> Generator[Diagnostic, None, etree._Element]:
        """Return the task of the job that an attribute names."""
        found = matches(rider[attribute], self._identifier, self._steps())
        if not found.tasks:
            values = {"attribute": attribute, "value": rider[attribute], "place": f"the job '{self._identifier}'"}
            raise rider.refuse("unknown-task", values, names(self._identifier, self._steps()))
        return (yield from self._picked(rider, attribute, occurrence, found))

    def _picked(
        self, rider: _Rider, attribute: str, occurrence: str, found: Matches
    ) -> Generator[Diagnostic, None, etree._Element]:
        number = max(rider.number(occurrence), 1)
        if number > len(found.tasks):
            values = {"attribute": occurrence, "value": number, "task": rider[attribute], "job": self._identifier}
            raise rider.refuse("occurrence", values | {"count": _times(len(found.tasks))})
        if found.by_case:
            declared = spelled(rider[attribute], found.tasks[number - 1])
            yield diagnose("case", rider.place, _case(attribute, rider[attribute], declared))
        return found.tasks[number - 1]

    def _chain(self, start: etree._Element, goal: etree._Element) -> list[str]:
        """Return the identifiers from a task to one it waits for, directly or not; empty if it does not."""
        by_identifier = {task.get("Identifier", ""): task for task in self._steps()}
        chains = [[start.get("Identifier", "")]]
        seen = set(chains[0])
        for chain in chains:  # grows: the shortest chains come first
            if chain[-1] == goal.get("Identifier"):
                return chain
            nexts = [p for p in parents_of(by_identifier[chain[-1]]) if p in by_identifier and p not in seen]
            seen.update(nexts)
            chains += [[*chain, parent] for parent in nexts]
        return []

    def _steps(self) -> list[etree._Element]:
        return steps_of(self._job)


def _case(attribute: str, value: str, declared: str) -> dict[str, object]:
    return {"attribute": attribute, "value": value, "kind": "task", "declared": declared}


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
