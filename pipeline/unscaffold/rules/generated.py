"""What scaffoldings generate: where it must not be, what repeats it, and what edits it by halves."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from lxml import etree

from unscaffold.findings import point
from unscaffold.jobs import Names, is_number
from unscaffold.markup import NAMESPACE
from unscaffold.output import MANIFEST
from unscaffold.rules.breach import Breach, breach
from unscaffold.vocabulary import ACCESS_RIGHTS, declarations, is_job, is_task, task_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.effective import Effective, Element, Job, Step
    from unscaffold.findings import Region
    from unscaffold.reading import Declared

_FEWEST = 3  # steps of a job that can be said to repeat another one
_COPY = re.compile(r"_Copy[0-9]+\Z")
# Of each argument that edits a job, the attributes that name one of its tasks, with that which says which one.
_NAMING = {
    "AddTask": (("TaskToCompareWith", "Occurence"),),
    "LinkDependTask": (("Task", "ChildOccurence"), ("DependOn", "ParentOccurence")),
}


def generated_in_folder(conf: Effective) -> Iterator[Breach]:
    for file in sorted(conf.files):
        folder, _, name = file.rpartition("/")
        if folder and name == MANIFEST:
            yield Breach(
                point(file), {"what": f"the folder '{folder}' has what unscaffold wrote, as {MANIFEST} says"}
            )
    for first, *others in _exports(conf).values():
        more = f" (and {len(others)} more files)" if others else ""
        yield breach(first, what=f"'{first.file}'{more} stands in a folder that is called like a scaffolding")


def handmade_clone(conf: Effective) -> Iterator[Breach]:
    written = [job for job in conf.jobs if _can_repeat(job)]
    generated = {_work(job): job for job in reversed(conf.jobs) if written and job.is_generated}
    for job in written if generated else ():
        other = generated.get(_work(job))
        if other and other.element.scaffolding:
            scaffolding = other.element.scaffolding.name
            yield breach(
                job, related=[("place", other)], job=job.identifier, other=other.identifier, scaffolding=scaffolding
            )


def addtask_without_position(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        naming = [*_naming(job.element.scaffolding)] if job.element.scaffolding else []
        steps = _generated_steps(job) if naming else {}
        names = Names(job.identifier, steps)
        for argument, attribute, which, value, region in naming:
            found = [steps[task] for task in names.matches(value).tasks]
            if _is_ambiguous(argument, found):
                first = min(found, key=lambda step: step.number).name
                values = {"argument": argument, "attribute": attribute, "value": value, "which": which}
                yield Breach(region, values | {"job": job.identifier, "count": str(len(found)), "task": first})


def _naming(scaffolding: Declared) -> Iterator[tuple[str, str, str, str, Region]]:
    """Yield what arguments name without saying which one: argument, attribute, that which would say it, and value."""
    for argument, attributes, number in scaffolding.children:
        for attribute, which in _NAMING.get(argument, ()):
            occurrence = attributes.get(which, "")
            if attributes.get(attribute) and not (is_number(occurrence) and int(occurrence)):
                yield argument, attribute, which, attributes[attribute], scaffolding.region(attribute, number)


def _exports(conf: Effective) -> dict[str, list[Element]]:
    """Return the first job or task of each file that an export of what scaffoldings generate may have, by its folder.

    The product writes a folder for each scaffolding, called like it. Who keeps the scaffolding itself there does not
    mean that.
    """
    names = {name for name, one in declarations().items() if one.scope != ACCESS_RIGHTS}  # which generate no jobs
    if not any(names.intersection(file.split("/")[:-1]) for file in conf.files):
        return {}
    holding = {element.file for element in conf.elements if element.scaffolding}
    firsts: dict[str, Element] = {}
    for element in conf.elements:
        if element.file not in holding and not element.is_context and (is_job(element.name) or is_task(element.name)):
            firsts.setdefault(element.file, element)
    found: dict[str, list[Element]] = defaultdict(list)
    for file, element in firsts.items():
        folders = file.split("/")[:-1]
        at = next((at for at, folder in enumerate(folders) if folder in names), None)
        if at is not None:
            found["/".join(folders[:at])].append(element)
    return found


def _can_repeat(job: Job) -> bool:
    """Return whether a job is written by hand with its tasks, which are enough not to be like others by chance."""
    return not job.is_generated and len(job.steps) >= _FEWEST and all(step.task is step.element for step in job.steps)


def _work(job: Job) -> tuple[object, ...]:
    """Return what a job does at each of its levels, whatever its tasks are called."""
    ranks = {level: rank for rank, level in enumerate(sorted({step.level for step in job.steps}))}
    return tuple(sorted((ranks[step.level], *_done_by(step)) for step in job.steps))


def _done_by(step: Step) -> tuple[object, ...]:
    scopes = (step.connectors, [step.get("Connection")], step.entity_types, step.resource_types)
    return step.kind, step.mode, step.is_true("Dirty"), *(tuple(sorted(map(str.lower, scope))) for scope in scopes)


def _generated_steps(job: Job) -> dict[etree._Element, Step]:
    """Return the tasks of a job that were there before its arguments added some, as arguments name them."""
    return {
        etree.Element(f"{{{NAMESPACE}}}{step.kind}", {"Identifier": step.identifier}): step
        for step in job.steps
        if step.element.name in task_words().kinds and not _COPY.search(step.identifier)
    }


def _is_ambiguous(argument: str, found: list[Step]) -> bool:
    """Return whether it matters which of some tasks is meant; to be next to any of one level is the same."""
    return len({step.level for step in found}) > 1 if argument == "AddTask" else len(found) > 1
