"""How an argument names a task of its job."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.vocabulary import local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lxml import etree


class Matches(NamedTuple):
    """The tasks a name fits, in the order of the job, and whether only without regard to case."""

    tasks: list[etree._Element]
    by_case: bool

    def includes(self, identifier: str) -> bool:
        """Return whether a task of just that identifier is among them."""
        return any(task.get("Identifier") == identifier for task in self.tasks)


def matches(name: str, job: str, tasks: Sequence[etree._Element]) -> Matches:
    """Return the tasks a name fits, by the first of the ways of naming one that fits any.

    The ways: the whole identifier; the identifier without the job's; an end of it that starts at an underscore;
    the kind of task. Failing all of them, the same without regard to case.

    Args:
        name: What the argument says.
        job: The job's identifier.
        tasks: The tasks it may mean, in order.
    """
    exact = _fitting(name, job, tasks, str)
    return Matches(exact, by_case=False) if exact else Matches(_fitting(name, job, tasks, str.lower), by_case=True)


def _fitting(
    name: str, job: str, tasks: Sequence[etree._Element], fold: Callable[[str], str]
) -> list[etree._Element]:
    wanted, whole = fold(name), fold(f"{job}_{name}")
    ways: list[Callable[[str, str], bool]] = [
        lambda identifier, _kind: identifier == wanted,
        lambda identifier, _kind: identifier == whole,
        lambda identifier, _kind: identifier.endswith(f"_{wanted}"),
        lambda _identifier, kind: kind in {wanted, wanted + fold("Task")},
    ]
    for fits in ways:
        found = [task for task in tasks if fits(fold(task.get("Identifier", "")), fold(local_name(task)))]
        if found:
            return found
    return []


def spelled(name: str, task: etree._Element) -> str:
    """Return what a name that fits a task but for the case of its letters should be."""
    identifier, kind = task.get("Identifier", ""), local_name(task)
    if identifier.lower().endswith(name.lower()):
        return identifier[len(identifier) - len(name) :]
    return kind[: len(name)]


def names(job: str, tasks: Iterable[etree._Element]) -> list[str]:
    """Return what tasks of a job may be called: their identifiers without the job's, and their kinds."""
    kinds = {local_name(task).removesuffix("Task"): "" for task in tasks}
    return [*(task.get("Identifier", "").removeprefix(f"{job}_") for task in tasks), *kinds]
