"""Listings and jobs as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.commandline.tables import Column, Measure, fitted, lines, width_of_all
from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from unscaffold.findings import Region
    from unscaffold.inspecting import Entry, JobFacts

# What is done with the columns where they are too wide, one after the other.
_OF_A_LIST = (
    Measure("FOR"),
    Measure("ELEMENT", 20),
    Measure("PLACE", 24),
    Measure("LEVELS"),
    Measure("AGENT"),
    Measure("FREQUENT"),
    Measure("ELEMENT", 12),
    Measure("SCHEDULE"),
    Measure("TASKS"),
    Measure("PLACE", 16),
    Measure("ELEMENT"),
    Measure("JOB", 24),
)
_OF_JOBS = (
    Measure("ELEMENT", 20),
    Measure("ELEMENT"),
    Measure("PLACE", 24),
    Measure("LEVELS"),
    Measure("PLACE", 16),
    Measure("AGENT"),
    Measure("PLACE"),
    Measure("FREQUENT"),
    Measure("SCHEDULE"),
    Measure("TASKS"),
    Measure("JOB", 24),
)


def listed(entries: Sequence[Entry], width: int | None) -> Iterator[str]:
    """Yield the lines of a listing; none if nothing is listed."""
    columns = [
        Column("PLACE", [named_place(entry.place) for entry in entries]),
        Column("ELEMENT", [printable(entry.element) for entry in entries]),
        Column("FOR", [printable(entry.subject) for entry in entries]),
        Column("JOB", [printable(entry.job) for entry in entries]),
    ]
    facts = [entry.facts for entry in entries]
    beside = [entry.tasks for entry in entries]
    return _lines(lambda in_words: [*columns, *_about(facts, beside, in_words=in_words)], _OF_A_LIST, width)


def jobs_listed(jobs: Sequence[JobFacts], width: int | None) -> Iterator[str]:
    """Yield the lines of a table of jobs; none if there are none."""
    first = Column("JOB", [printable(job.identifier) for job in jobs])
    last = [
        Column("PLACE", [named_place(job.place) for job in jobs]),
        Column("ELEMENT", [printable(job.origin) for job in jobs]),
    ]
    none = [0] * len(jobs)
    return _lines(lambda in_words: [first, *_about(jobs, none, in_words=in_words), *last], _OF_JOBS, width)


def _lines(columns: Callable[[bool], list[Column]], measures: Iterable[Measure], width: int | None) -> Iterator[str]:
    """Yield the lines of a table whose schedules are in words if there is room for that."""
    in_words = fitted(columns(True), (), None)
    fits = width is None or width_of_all(in_words) <= width
    return lines(in_words if fits else fitted(columns(False), measures, width))


def _about(jobs: Sequence[JobFacts | None], beside: Sequence[int], *, in_words: bool) -> Iterator[Column]:
    """Yield what is told of jobs, and where there is none, how many tasks there are beside."""
    yield Column("AGENT", [printable(job.agent) if job else "" for job in jobs])
    yield Column("SCHEDULE", [printable(_schedule(job, in_words=in_words)) if job else "" for job in jobs])
    yield Column("FREQUENT", ["yes" if job and job.is_frequent else "" for job in jobs])
    tasks = [str(job.tasks if job else number or "") for job, number in zip(jobs, beside, strict=True)]
    yield Column("TASKS", tasks, is_number=True)
    yield Column("LEVELS", [str(job.levels) if job else "" for job in jobs], is_number=True)


def _schedule(job: JobFacts, *, in_words: bool) -> str:
    if not in_words:
        return job.expression
    return f"{job.words}, {job.time_zone}" if job.words and job.time_zone != "UTC" else job.words or job.expression


def named_place(place: Region) -> str:
    """Return a place as a user may name it."""
    return printable(f"{place.file}:{place.line}")
