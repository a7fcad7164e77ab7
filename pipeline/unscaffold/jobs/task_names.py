"""How an argument names a task of its job."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.markup import local_name
from unscaffold.vocabulary import task_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lxml import etree


class Matches(NamedTuple):
    """The tasks a name fits, in no order, and whether only without regard to case."""

    tasks: list[etree._Element]
    by_case: bool

    def includes(self, identifier: str) -> bool:
        """Return whether the name was just that identifier: then all of them have it, else none."""
        return bool(self.tasks) and self.tasks[0].get("Identifier") == identifier


class Names:
    """Tasks of a job, by the names that an argument may give them.

    The ways of naming one: the whole identifier; the identifier without the job's; an end of it that starts at an
    underscore; the kind of task. Failing all of them, the same without regard to case.

    Args:
        job: The job's identifier.
        tasks: The tasks.
    """

    def __init__(self, job: str, tasks: Iterable[etree._Element]) -> None:
        self._exact, self._folded = _Index(job, str), _Index(job, str.lower)
        for task in tasks:
            self.add(task)

    def add(self, task: etree._Element) -> None:
        """Let a task be named, too."""
        self._exact.add(task)
        self._folded.add(task)

    def matches(self, name: str) -> Matches:
        """Return the tasks a name fits, by the first of the ways of naming one that fits any."""
        exact = self._exact.fitting(name)
        return Matches(exact, by_case=False) if exact else Matches(self._folded.fitting(name), by_case=True)


class _Index:
    """Tasks by what they are called, with regard to case or without: `fold` is what makes it so."""

    def __init__(self, job: str, fold: Callable[[str], str]) -> None:
        self._job = job
        self._fold = fold
        self._by_identifier: dict[str, list[etree._Element]] = defaultdict(list)
        self._by_kind: dict[str, list[etree._Element]] = defaultdict(list)
        # The identifiers, written backwards: sorted so, those of one end stand next to each other.
        self._backwards: list[str] = []

    def add(self, task: etree._Element) -> None:
        identifier = self._fold(task.get("Identifier", ""))
        if identifier not in self._by_identifier:
            insort(self._backwards, identifier[::-1])
        self._by_identifier[identifier].append(task)
        for kind in {local_name(task), task_kind(local_name(task))}:
            self._by_kind[self._fold(kind)].append(task)

    def fitting(self, name: str) -> list[etree._Element]:
        wanted, kinds = self._fold(name), [self._fold(name), self._fold(name) + self._fold("Task")]
        return (
            self._by_identifier.get(wanted)
            or self._by_identifier.get(self._fold(f"{self._job}_{name}"))
            or [task for identifier in self._ending(f"_{wanted}") for task in self._by_identifier[identifier]]
            or [task for kind in kinds for task in self._by_kind.get(kind, ())]
        )

    def _ending(self, end: str) -> Iterator[str]:
        start = end[::-1]
        for at in range(bisect_left(self._backwards, start), len(self._backwards)):
            if not self._backwards[at].startswith(start):
                return
            yield self._backwards[at][::-1]


class KnownTasks:
    """The identifiers of all tasks, found whatever the case of their letters.

    Args:
        identifiers: The identifiers.
        starts: What those of further tasks begin with, of which no more is known.
    """

    def __init__(self, identifiers: Iterable[str], starts: Iterable[str] = ()) -> None:
        self._starts = tuple(f"{start.lower()}_" for start in starts)
        self.identifiers = dict.fromkeys(identifiers)
        self._by_lower_case: dict[str, list[str]] = defaultdict(list)
        for identifier in self.identifiers:
            self._by_lower_case[identifier.lower()].append(identifier)

    def may_have(self, name: str) -> bool:
        """Return whether a name may be that of a task of which no more is known."""
        return name.lower().startswith(self._starts)

    def like(self, name: str) -> Sequence[str]:
        """Return those that a name fits, if not for case."""
        return self._by_lower_case.get(name.lower(), ())


def spelled(name: str, task: etree._Element) -> str:
    """Return what a name that fits a task but for the case of its letters should be."""
    identifier, kind = task.get("Identifier", ""), local_name(task)
    if identifier.lower().endswith(name.lower()):
        return identifier[len(identifier) - len(name) :]
    return kind[: len(name)]


def names(job: str, tasks: Iterable[etree._Element]) -> list[str]:
    """Return what tasks of a job may be called: their identifiers without the job's, and their kinds."""
    kinds = {task_kind(local_name(task)).removesuffix("Task"): "" for task in tasks}
    return [*(task.get("Identifier", "").removeprefix(f"{job}_") for task in tasks), *kinds]
