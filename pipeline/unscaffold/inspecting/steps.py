"""The steps of a job: its tasks, in the order in which they run."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.findings import Failure, Finding, did_you_mean, nearest
from unscaffold.jobs import identified, level_of, parents_of, steps_of
from unscaffold.markup import local_name, own_attributes, parsed
from unscaffold.options import DEFAULTS, Options
from unscaffold.reading import mode_of
from unscaffold.vocabulary import is_job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from lxml import etree

    from unscaffold.expanding import Expansion


class Step(NamedTuple):
    """A task of a job; `level` is empty where the task has none."""

    level: str
    kind: str
    identifier: str
    waits_for: list[str]


class JobSteps(NamedTuple):
    """The tasks of a job, in the order in which they run, and what was found on the way."""

    steps: list[Step]
    findings: list[Finding]


def job_steps(folder: Path, job: str, options: Options = DEFAULTS) -> JobSteps:
    """Return the tasks of one job, generated or written by hand.

    Args:
        folder: The configuration folder.
        job: The job's identifier, in any case.
        options: Those of a run; of them, the further stylesheets and the version matter.

    Raises:
        Failure: There is no such job.
    """
    from unscaffold.expanding import expand_in_memory  # noqa: PLC0415 - the listing and the slice do not wait for it

    expansion = expand_in_memory(folder, options)
    jobs = _jobs(expansion)
    same = [identifier for identifier in jobs if identifier.lower() == job.lower()]
    if not same:
        errors = (
            f", and the configuration has errors: {expansion.errors[0].below(folder)}" if expansion.errors else ""
        )
        raise Failure(f"the configuration has no job '{job}'{errors or did_you_mean(nearest(job, jobs))}")
    found = _together(part() for part in jobs[job if job in same else same[0]])
    return JobSteps([_step(task) for task in sorted(found, key=level_of)], expansion.findings)


def _together(parts: Iterable[etree._Element]) -> list[etree._Element]:
    """Return the steps of the parts of a job: the tasks of a later one may take away those of an earlier one."""
    steps = [step for part in parts for step in steps_of(part)]
    left: dict[tuple[str, str], list[int]] = {}
    for number, step in enumerate(steps):
        mode = mode_of(own_attributes(step))
        if mode == "delete":
            left.pop(_key(step), None)
        elif not (mode and _key(step) in left):  # else it changes the earlier one, and adds children to it
            left.setdefault(_key(step), []).append(number)
    return [steps[number] for number in sorted(chain.from_iterable(left.values()))]


def _key(step: etree._Element) -> tuple[str, str]:
    return local_name(step), step.get("Identifier", "").lower()


def _jobs(expansion: Expansion) -> dict[str, list[Callable[[], etree._Element]]]:
    """Return, by identifier, how to get the elements of each job: several, where they are to be merged."""
    read = expansion.configuration
    jobs: dict[str, list[Callable[[], etree._Element]]] = {}
    consumed = expansion.consumed
    for element in read.jobs:
        if is_job(element.name) and element.outermost not in consumed:
            parts = jobs.setdefault(element.identifier, [])
            if element.mode == "delete":
                del jobs[element.identifier]
            elif element.mode != "update" or not parts:  # what updates an earlier one has no steps of its own
                parts.append(partial(read.element, element))
    for one in expansion.expanded:
        for name, identifier in identified(one.xml) if not one.failed else ():
            if is_job(name):
                jobs.setdefault(identifier, []).append(partial(_generated, one.xml, identifier))
    return jobs


def _generated(xml: str, identifier: str) -> etree._Element:
    return next(element for element in parsed(xml) if element.get("Identifier") == identifier)


def _step(task: etree._Element) -> Step:
    return Step(task.get("Level", ""), local_name(task), task.get("Identifier", ""), parents_of(task))
