"""The arguments that edit a finished job: AddTask adds a step or a copy of a task, LinkDependTask a dependency.

The stylesheets leave these arguments in the job they generate, as its last children ("riders"). Here they are
taken out and applied: first every AddTask, then every LinkDependTask, each in document order. The rules are
those of the product's documentation of AddTask and LinkDependTask; where it is silent, ours (see the README).
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from pipeline.configuration import is_task
from pipeline.diagnostics import Diagnostic, Place, diagnose
from pipeline.vocabulary import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterator

_PREFIX = f"{{{NAMESPACE}}}"


class Refusal(Exception):  # noqa: N818 - it is not an error of the program
    """An argument cannot be applied."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


class Match(NamedTuple):
    """A task of a job that a name fits: the task, and whether only without regard to case."""

    task: etree._Element
    by_case: bool


def riders(job: etree._Element) -> list[etree._Element]:
    """Return the arguments that ride in a job, in document order."""
    return [child for child in job if _local(child) in {"AddTask", "LinkDependTask"}]


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
            if _local(rider) == name:
                try:
                    diagnostics.extend(step(_Rider(rider, place(number))))
                except Refusal as refusal:
                    diagnostics.append(refusal.diagnostic)
    for child in job.findall(f"{_PREFIX}DoNotCreateJob"):
        job.remove(child)
    return diagnostics


class _Rider:
    """An argument that rides in a job."""

    def __init__(self, element: etree._Element, place: Place) -> None:
        self.name = _local(element)
        self.place = place
        self._element = element

    def __getitem__(self, attribute: str) -> str:
        return self._element.get(attribute, "")

    def is_true(self, attribute: str) -> bool:
        return self[attribute].lower() in {"true", "1"}

    def number(self, attribute: str) -> int:
        return int(self[attribute] or 0)

    def refuse(self, name: str, candidates: Collection[str] = (), **values: object) -> Refusal:
        return Refusal(diagnose(name, self.place, candidates, argument=self.name, **values))


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
            raise rider.refuse("before-or-after", count="both" if before else "neither")
        compared = yield from self._named(rider, "TaskToCompareWith", "Occurence")
        new = yield from self._new(rider)
        if before:
            level = _level(compared)
        else:
            level = _level(self._last_added_after(compared)) + 1
        self._check_copy(rider, new, level)
        self._insert(new, level)
        if after:
            self._added_after[new] = compared

    def link(self, rider: _Rider) -> Iterator[Diagnostic]:
        """Let a task wait for another one of an earlier level."""
        child = yield from self._named(rider, "Task", "ChildOccurence")
        parent = yield from self._named(rider, "DependOn", "ParentOccurence")
        values = {"task": child.get("Identifier"), "parent": parent.get("Identifier"), "value": ""}
        chain = self._chain(parent, child)
        if chain:
            raise rider.refuse("cycle", chain=" waits for ".join(chain), **values)
        if _level(parent) >= _level(child):
            raise rider.refuse("level", level=_level(child), parent_level=_level(parent), **values)
        if parent.get("Identifier") not in _parents(child):
            self._depend(child, parent.get("Identifier", ""))

    def _new(self, rider: _Rider) -> Generator[Diagnostic, None, etree._Element]:
        """Return what an AddTask adds: a copy of a task of this job, else a step that calls a task."""
        name = rider["Task"]
        matches = self._matches(name, [task for task in self._all() if is_task(_local(task))])
        exact = any(match.task.get("Identifier") == name for match in matches)
        if matches and (exact or name not in self._tasks):
            yield from self._case(rider, "Task", matches)
            return self._copy(self._pick(rider, "Task", "CopyOccurence", matches))
        spelled = (
            name if name in self._tasks else next((t for t in self._tasks if t.lower() == name.lower()), None)
        )
        if spelled is None:
            candidates = [*self._tasks, *self._names()]
            raise rider.refuse(
                "unknown-task", candidates, attribute="Task", value=name, place="the configuration"
            )
        if spelled != name:
            yield diagnose("case", rider.place, attribute="Task", value=name, kind="task", declared=spelled)
        if rider.number("CopyOccurence"):
            yield diagnose("copy-occurence", rider.place)
        return etree.Element(f"{_PREFIX}Step", {"Identifier": spelled, "Level": ""}, nsmap=self._job.nsmap)

    def _copy(self, task: etree._Element) -> etree._Element:
        copy = deepcopy(task)
        copy.tail = None
        taken = {other.get("Identifier", "").lower() for other in self._all()}
        number = 1
        while f"{task.get('Identifier')}_Copy{number}".lower() in taken:
            number += 1
        copy.set("Identifier", f"{task.get('Identifier')}_Copy{number}")
        return copy

    def _check_copy(self, rider: _Rider, new: etree._Element, level: int) -> None:
        """Refuse a copy that would wait for a task which then runs at the same time or later."""
        waits_for = _parents(new)
        for task in self._all():
            if task.get("Identifier") in waits_for and _level(task) >= level:
                values = {"task": new.get("Identifier"), "parent": task.get("Identifier"), "level": level}
                raise rider.refuse("level", parent_level=_level(task) + 1, value="", **values)

    def _insert(self, new: etree._Element, level: int) -> None:
        """Put a task into a stage of its own at a level; later stages move up by one."""
        later = [task for task in self._all() if _level(task) >= level]
        for task in later:
            task.set("Level", str(_level(task) + 1))
        new.set("Level", str(level))
        if later:
            later[0].addprevious(new)
        else:
            self._job.append(new)

    def _last_added_after(self, compared: etree._Element) -> etree._Element:
        behind = [new for new in self._added_after if self._is_added_behind(new, compared)]
        return max([compared, *behind], key=_level)

    def _is_added_behind(self, task: etree._Element, compared: etree._Element) -> bool:
        anchor = self._added_after.get(task)
        return anchor is not None and (anchor is compared or self._is_added_behind(anchor, compared))

    def _named(
        self, rider: _Rider, attribute: str, occurrence: str
    ) -> Generator[Diagnostic, None, etree._Element]:
        """Return the task of the job that an attribute names."""
        matches = self._matches(rider[attribute], self._all())
        if not matches:
            place = f"the job '{self._identifier}'"
            raise rider.refuse(
                "unknown-task", self._names(), attribute=attribute, value=rider[attribute], place=place
            )
        yield from self._case(rider, attribute, matches)
        return self._pick(rider, attribute, occurrence, matches)

    def _matches(self, name: str, tasks: list[etree._Element]) -> list[Match]:
        """Return the tasks a name fits, by the first of the ways of naming one that fits any.

        The ways: the whole identifier; the identifier without the job's; an end of it that starts at an
        underscore; the kind of task. Failing all of them, the same without regard to case.
        """
        for fold in (str, str.lower):
            wanted, prefix = fold(name), fold(self._identifier) + "_"
            ways: list[Callable[[etree._Element], bool]] = [
                lambda task: fold(task.get("Identifier", "")) == wanted,
                lambda task: fold(task.get("Identifier", "")) == prefix + wanted,
                lambda task: fold(task.get("Identifier", "")).endswith("_" + wanted),
                lambda task: fold(_local(task)) in {wanted, wanted + fold("Task")},
            ]
            for fits in ways:
                matches = [Match(task, fold is str.lower) for task in tasks if fits(task)]
                if matches:
                    return matches
        return []

    def _pick(self, rider: _Rider, attribute: str, occurrence: str, matches: list[Match]) -> etree._Element:
        number = max(rider.number(occurrence), 1)
        if number > len(matches):
            values = {"attribute": occurrence, "value": number, "task": rider[attribute]}
            raise rider.refuse("occurrence", count=_times(len(matches)), job=self._identifier, **values)
        return matches[number - 1].task

    def _case(self, rider: _Rider, attribute: str, matches: list[Match]) -> Iterator[Diagnostic]:
        if matches[0].by_case:
            values = {"attribute": attribute, "value": rider[attribute], "kind": "task"}
            yield diagnose("case", rider.place, declared=matches[0].task.get("Identifier"), **values)

    def _chain(self, start: etree._Element, goal: etree._Element) -> list[str]:
        """Return the identifiers from a task to one it waits for, directly or not; empty if it does not."""
        if start is goal:
            return [start.get("Identifier", "")]
        by_identifier = {task.get("Identifier", ""): task for task in self._all()}
        for parent in _parents(start):
            if parent in by_identifier:
                rest = self._chain(by_identifier[parent], goal)
                if rest:
                    return [start.get("Identifier", ""), *rest]
        return []

    def _depend(self, child: etree._Element, parent: str) -> None:
        dependency = etree.Element(
            f"{_PREFIX}TaskDependsOnTask", {"ParentTask": parent}, nsmap=self._job.nsmap
        )
        child.insert(len(child.findall(dependency.tag)), dependency)

    def _all(self) -> list[etree._Element]:
        return [child for child in self._job if is_task(_local(child)) or _local(child) == "Step"]

    def _names(self) -> list[str]:
        """Return what the tasks of the job may be called, for hints."""
        prefix = self._identifier + "_"
        tasks = self._all()
        kinds = {_local(task).removesuffix("Task") for task in tasks}
        return [*(task.get("Identifier", "").removeprefix(prefix) for task in tasks), *sorted(kinds)]


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _level(task: etree._Element) -> int:
    return int(task.get("Level", 0))


def _parents(task: etree._Element) -> list[str]:
    return [parent.get("ParentTask", "") for parent in task.findall(f"{_PREFIX}TaskDependsOnTask")]


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def tasks_alone(job: etree._Element) -> list[etree._Element]:
    """Return the tasks of a job without it, and (ours) without levels: a level has a meaning in a job only."""
    tasks = list(job)
    for task in tasks:
        task.attrib.pop("Level", None)
    return tasks
