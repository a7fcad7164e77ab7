"""What a job is: when and where it runs, how much it does, and what it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.effective import Effective, Job
    from unscaffold.findings import Region

NO_LEVEL = -1  # of a step without one


class JobFacts(NamedTuple):
    """A job.

    Attributes:
        identifier: Its identifier.
        agent: The agent on which it runs, or empty.
        expression: Its schedule as it is written, or empty.
        words: The same in words; empty if it has none, or what is written is none.
        time_zone: "UTC" or "ServerTime", whether it has a schedule or not.
        is_frequent: Whether it starts more than once an hour.
        tasks: How many tasks it runs.
        levels: How many levels they have.
        origin: The name of the element from which it comes: its scaffolding's, or "Job" if it is written by hand.
        place: Where that stands.
    """

    identifier: str
    agent: str
    expression: str
    words: str
    time_zone: str
    is_frequent: bool
    tasks: int
    levels: int
    origin: str
    place: Region


def facts_of(job: Job, place: Region) -> JobFacts:
    """Return what a job is.

    Args:
        job: The job.
        place: Where the element stands from which it comes.
    """
    scaffolding = job.element.scaffolding
    return JobFacts(
        job.identifier,
        job.agent,
        job.cron,
        job.schedule.words if job.schedule else "",
        job.time_zone,
        job.is_frequent,
        len(job.steps),
        len({step.level for step in job.steps} - {NO_LEVEL}),
        scaffolding.name if scaffolding else job.element.name,
        place,
    )


def own_jobs(conf: Effective) -> Iterator[Job]:
    """Yield the jobs of a configuration that are not of a context folder."""
    return (job for job in conf.jobs if not job.element.is_context)
