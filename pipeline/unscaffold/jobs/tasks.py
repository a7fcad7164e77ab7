"""Jobs and tasks as elements, generated or written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.markup import NAMESPACE, local_name, unescaped
from unscaffold.vocabulary import is_job, is_step, is_task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_IDENTIFIER = ' Identifier="'
MOST = 2147483647  # the greatest number of the product, of levels, too
DEPENDENCY = f"{{{NAMESPACE}}}TaskDependsOnTask"
STEP = f"{{{NAMESPACE}}}Step"


def identified(xml: str) -> Iterator[tuple[str, str]]:
    """Yield the names and the identifiers of the jobs and tasks in generated XML, as Saxon and lxml write it."""
    at = xml.find(_IDENTIFIER)
    while at >= 0:
        begin = at + len(_IDENTIFIER)
        tag = xml[xml.rfind("<", 0, at) + 1 : at]
        name = tag.partition(" ")[0]
        if ">" not in tag and (is_job(name) or is_task(name)):
            yield name, unescaped(xml[begin : xml.index('"', begin)])
        at = xml.find(_IDENTIFIER, begin)


def steps_of(job: etree._Element) -> list[etree._Element]:
    """Return the tasks of a job, and its `Step`s and overrides, which call tasks that stand elsewhere."""
    return [child for child in job.iterchildren("*") if is_step(local_name(child))]


def level_of(task: etree._Element) -> int:
    """Return the level of a task, 0 if it has none, or what is none."""
    level = task.get("Level", "")
    return int(level) if is_number(level) else 0


def is_number(value: str) -> bool:
    """Return whether a value is a whole number of 0 to MOST, in the digits of ASCII."""
    return value.isascii() and value.isdecimal() and len(value) <= len(str(MOST)) and int(value) <= MOST


def parents_of(task: etree._Element) -> list[str]:
    """Return the identifiers of the tasks for which a task waits."""
    return [dependency.get("ParentTask", "") for dependency in task.iterchildren(DEPENDENCY)]
