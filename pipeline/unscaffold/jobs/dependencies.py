"""Which tasks of a job wait for which, by their identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from unscaffold.jobs.tasks import DEPENDENCY, parents_of
from unscaffold.markup import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Dependencies:
    """What the tasks of a job wait for; of several of one identifier, the last one counts.

    Args:
        steps: The tasks, in the order of the job.
        levels: Their levels.
    """

    def __init__(self, steps: Sequence[etree._Element], levels: Mapping[etree._Element, int]) -> None:
        self._parents = {task: parents_of(task) for task in steps}
        self._by_identifier = {_name(task): task for task in steps}
        self._levels = {identifier: levels[task] for identifier, task in self._by_identifier.items()}
        # Whether what a task waits for is of an earlier level: then a later one need not be looked for among them.
        self._falls = all(self._is_earlier(p, i) for i in self._by_identifier for p in self._parents_in_job(i))

    def add(self, child: etree._Element, parent: etree._Element) -> None:
        """Let a task wait for another one, unless it does so already."""
        parents, identifier = self._parents[child], _name(parent)
        if identifier not in parents:
            dependency = etree.Element(DEPENDENCY, {"ParentTask": identifier}, nsmap={None: NAMESPACE})
            child.insert(len(parents), dependency)
            parents.append(identifier)
            self._falls = self._falls and self._is_earlier(identifier, _name(child))

    def chain(self, task: etree._Element, other: etree._Element) -> list[str]:
        """Return the identifiers from a task to one it waits for, by the shortest way; empty if it does not."""
        start, goal = _name(task), _name(other)
        if self._falls and start != goal and not self._is_earlier(goal, start):
            return []
        found: dict[str, str | None] = {start: None}  # each with the one that led to it
        under_way = [start]
        for identifier in under_way:  # grows: the nearest come first
            if identifier == goal:
                return _way(found, goal)
            nexts = [parent for parent in self._parents_in_job(identifier) if parent not in found]
            found.update(dict.fromkeys(nexts, identifier))
            under_way += dict.fromkeys(nexts)
        return []

    def _parents_in_job(self, identifier: str) -> list[str]:
        parents = self._parents[self._by_identifier[identifier]]
        return [parent for parent in parents if parent in self._by_identifier]

    def _is_earlier(self, identifier: str, other: str) -> bool:
        return self._levels[identifier] < self._levels[other]


def _name(task: etree._Element) -> str:
    return task.get("Identifier", "")


def _way(found: Mapping[str, str | None], goal: str) -> list[str]:
    way, led = [goal], found[goal]
    while led is not None:
        way.append(led)
        led = found[led]
    return way[::-1]
