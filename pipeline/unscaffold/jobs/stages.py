"""The stages of a job that is being edited: the tasks of one level, next to each other."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from unscaffold.jobs.dependencies import Dependencies
from unscaffold.jobs.tasks import level_of, steps_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree


class Stages:
    """The tasks of a job with their levels, which change by numbers; the job is told when all are known.

    Args:
        job: A `Job` with its tasks in the order of their levels.
    """

    def __init__(self, job: etree._Element) -> None:
        self._steps = steps_of(job)
        self._levels = {step: level_of(step) for step in self._steps}
        # What was added after which task, last: those added after one and the same stand in document order.
        self._added_after: dict[etree._Element, etree._Element] = {}

    @property
    def steps(self) -> Sequence[etree._Element]:
        """The tasks, in the order of the job."""
        return self._steps

    def level(self, task: etree._Element) -> int:
        """Return the level of a task."""
        return self._levels[task]

    def level_beside(self, compared: etree._Element, *, before: bool) -> int:
        """Return the level of a new stage before that of a task, or after it and what was added after it."""
        if before:
            return self._levels[compared]
        while compared in self._added_after:
            compared = self._added_after[compared]
        return self._levels[compared] + 1

    def insert(self, new: etree._Element, level: int, after: etree._Element | None) -> None:
        """Put a task into a stage of its own at a level; later stages move up by one.

        Args:
            new: The task.
            level: The level.
            after: The task after which it was asked for, if it was.
        """
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
        self._levels[new] = level
        new.set("Level", str(level))
        if after is not None:
            self._added_after[after] = new

    def in_order(self, tasks: list[etree._Element]) -> list[etree._Element]:
        """Return tasks in the order of the job."""
        if len(tasks) == 1:
            return tasks
        wanted = set(tasks)
        return [step for step in self._steps if step in wanted]

    def write_levels(self) -> None:
        """Tell the job the levels of its tasks; one that is as it was stays as it is written."""
        for step, level in self._levels.items():
            if level != level_of(step):
                step.set("Level", str(level))

    @cached_property
    def dependencies(self) -> Dependencies:
        """Which of the tasks waits for which; to be asked for when all are there."""
        return Dependencies(self._steps, self._levels)
