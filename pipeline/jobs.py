"""Jobs and tasks as elements, generated or written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.vocabulary import NAMESPACE, local_name, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

DEPENDENCY = f"{{{NAMESPACE}}}TaskDependsOnTask"
STEP = f"{{{NAMESPACE}}}Step"


def is_job(name: str) -> bool:
    """Return whether an element of that local name is a job."""
    return name == "Job"


def is_task(name: str) -> bool:
    """Return whether an element of that local name is a task; arguments are called so without being one."""
    return (name.endswith("Task") and name not in vocabulary().refers) or name == "CleanDataBase"


def jobs_and_tasks(elements: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Yield the jobs among elements, each with the tasks in it, and the tasks outside of jobs."""
    for element in elements:
        name = local_name(element)
        if is_job(name):
            yield element
            yield from (child for child in element.iterchildren("*") if is_task(local_name(child)))
        elif is_task(name):
            yield element


def steps_of(job: etree._Element) -> list[etree._Element]:
    """Return the tasks of a job and its `Step`s, which call tasks that stand elsewhere."""
    return [child for child in job.iterchildren("*") if child.tag == STEP or is_task(local_name(child))]


def level_of(task: etree._Element) -> int:
    """Return the level of a task, 0 if it has none."""
    level = task.get("Level", "")
    return int(level) if level.isdecimal() else 0


def parents_of(task: etree._Element) -> list[str]:
    """Return the identifiers of the tasks for which a task waits."""
    return [dependency.get("ParentTask", "") for dependency in task.iterchildren(DEPENDENCY)]
