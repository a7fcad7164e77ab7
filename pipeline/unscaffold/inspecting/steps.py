"""The steps of a job: the tasks that it runs, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.effective import effective
from unscaffold.expanding import expand_in_memory
from unscaffold.inspecting.chosen_job import chosen_job
from unscaffold.inspecting.job_facts import NO_LEVEL, JobFacts, facts_of, own_jobs
from unscaffold.inspecting.launch_order import launch_orders
from unscaffold.inspecting.origins import Origin, origin_of
from unscaffold.options import DEFAULTS, Options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from unscaffold.effective import Job, Step
    from unscaffold.findings import Finding, Region
    from unscaffold.reading import Configuration


class StepFacts(NamedTuple):
    """A step of a job.

    Attributes:
        number: Its number in the job, from 1.
        level: Its level as it is written; None if it has none.
        order: The number of its effective level, from 0.
        element: Its element's name, such as `Step`.
        task: The kind of task that runs; empty if nobody declares the task that is called.
        identifier: That of the task.
        agent: The agent that it names, or empty.
        connectors: The connectors on which it works.
        waits_for: The identifiers of the tasks for which it waits, each with its number in the job, 0 if it is none
            of its.
        origin: Where it comes from.
    """

    number: int
    level: int | None
    order: int
    element: str
    task: str
    identifier: str
    agent: str
    connectors: list[str]
    waits_for: list[tuple[str, int]]
    origin: Origin


class JobSteps(NamedTuple):
    """A job and its steps, in the order in which they run, and what was found on the way."""

    job: JobFacts
    steps: list[StepFacts]
    findings: list[Finding]


class EveryJobSteps(NamedTuple):
    """The jobs of a folder with their steps, in configuration order, and what was found on the way."""

    jobs: list[JobSteps]
    findings: list[Finding]


class Jobs(NamedTuple):
    """The jobs of a folder, in configuration order, and what was found on the way."""

    jobs: list[JobFacts]
    findings: list[Finding]


def list_jobs(folder: Path, options: Options = DEFAULTS) -> Jobs:
    """List the jobs of a configuration folder, generated and written by hand.

    Raises:
        Failure: The folder or a stylesheet cannot be used.
    """
    expansion = expand_in_memory(folder, options)
    jobs = [*own_jobs(effective(expansion, options.target))]
    places = expansion.configuration.places(map(_standing, jobs))
    return Jobs([facts_of(job, places[_standing(job)]) for job in jobs], expansion.findings)


def job_steps(folder: Path, name: str, batch_size: int, options: Options = DEFAULTS) -> JobSteps:
    """Return the steps of one job, generated or written by hand.

    Args:
        folder: The configuration folder.
        name: The job's identifier, in any case, or its place as FILE:LINE: that of its scaffolding, or its own.
        batch_size: How many tasks the product launches together at most; 0 for any number.
        options: Those of a run; of them, the further stylesheets and the version matter.

    Raises:
        Failure: There is no such job, or there are several.
    """
    expansion = expand_in_memory(folder, options)
    job = chosen_job(expansion, [*own_jobs(effective(expansion, options.target))], name)
    ((facts, steps),) = steps_of([job], expansion.configuration, batch_size)
    return JobSteps(facts, steps, expansion.findings)


def steps_of(jobs: Sequence[Job], read: Configuration, batch_size: int) -> Iterator[tuple[JobFacts, list[StepFacts]]]:
    """Yield what jobs of a configuration are, each with its steps; the files are looked at once for all of them.

    Args:
        jobs: The jobs.
        read: The configuration.
        batch_size: How many tasks the product launches together at most; 0 for any number.
    """
    regions = [[step.region() for step in job.steps] for job in jobs]
    places = read.places([*map(_standing, jobs), *(region for own in regions for region in own)])
    for job, own in zip(jobs, regions, strict=True):
        yield facts_of(job, places[_standing(job)]), _steps(job, own, places, batch_size)


def every_job_steps(folder: Path, batch_size: int, options: Options = DEFAULTS) -> EveryJobSteps:
    """Return the steps of all jobs of a configuration folder, generated and written by hand.

    Args:
        folder: The configuration folder.
        batch_size: How many tasks the product launches together at most; 0 for any number.
        options: Those of a run, as for one job.

    Raises:
        Failure: The folder or a stylesheet cannot be used.
    """
    expansion = expand_in_memory(folder, options)
    found = steps_of([*own_jobs(effective(expansion, options.target))], expansion.configuration, batch_size)
    return EveryJobSteps([JobSteps(*facts, expansion.findings) for facts in found], expansion.findings)


def _standing(job: Job) -> Region:
    """Return where the element stands from which a job comes."""
    return (job.element.scaffolding or job.element).region()


def _steps(job: Job, regions: Sequence[Region], places: Mapping[Region, Region], batch_size: int) -> list[StepFacts]:
    orders = launch_orders((step.level for step in job.steps), batch_size)
    numbers: dict[str, int] = {}
    for step in job.steps:
        numbers.setdefault(step.identifier.lower(), step.number + 1)
    return [
        _step(step, order, numbers, origin_of(step, region, places[region]))
        for step, order, region in zip(job.steps, orders, regions, strict=True)
    ]


def _step(step: Step, order: int, numbers: Mapping[str, int], origin: Origin) -> StepFacts:
    return StepFacts(
        step.number + 1,
        None if step.level == NO_LEVEL else step.level,
        order,
        step.element.name,
        step.kind,
        step.identifier,
        step.agent,
        step.connectors,
        [*_parents(step.parents, numbers)],
        origin,
    )


def _parents(parents: Iterable[str], numbers: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    return ((parent, numbers.get(parent.lower(), 0)) for parent in parents)
