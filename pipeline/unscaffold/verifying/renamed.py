"""Jobs that have another identifier in the export, and so have their tasks: where none is said, it is a guess."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from unscaffold.vocabulary import is_job

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.verifying.units import Unit

# What tasks are called behind the identifier of their job.
Ends = frozenset[tuple[str, str]]


def renamed_jobs(ours: Iterable[Unit], theirs: Iterable[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Yield jobs that are the same but for their identifiers, and the tasks in them.

    They are the same if those of their tasks that name a connector are called the same, but for the beginning; where
    none does, if all of them are.

    Args:
        ours: What was expanded and is not in the export.
        theirs: What is in the export and was not expanded.
    """
    here, there = _tasks_by_job(ours), _tasks_by_job(theirs)
    waiting: dict[Ends, deque[Unit]] = defaultdict(deque)
    for job, tasks in there:
        waiting[_ends(job, tasks)].append(job)
    inside = {id(job): tasks for job, tasks in there}
    for job, tasks in here:
        same = waiting.get(_ends(job, tasks))
        if tasks and same:
            other = same.popleft()
            yield job, other
            named = {_end(other, task): task for task in inside[id(other)]}
            yield from ((task, named[end]) for task in tasks if (end := _end(job, task)) in named)


def _tasks_by_job(units: Iterable[Unit]) -> list[tuple[Unit, list[Unit]]]:
    tasks: dict[int, list[Unit]] = defaultdict(list)
    jobs = []
    for unit in units:
        if unit.job is not None:
            tasks[id(unit.job)].append(unit)
        elif is_job(unit.element.name):
            jobs.append(unit)
    return [(job, tasks[id(job.element)]) for job in jobs]


def _ends(job: Unit, tasks: Iterable[Unit]) -> Ends:
    every = [*tasks]
    return frozenset(_end(job, task) for task in [one for one in every if one.element.get("Connector")] or every)


def _end(job: Unit, task: Unit) -> tuple[str, str]:
    kind, identifier = task.key
    return kind, identifier.removeprefix(job.job_identifier)
