"""Jobs and their steps as tables for people."""

from __future__ import annotations

from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from unscaffold.commandline.tables import Column, Measure, fitted, lines, width_of_all
from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from unscaffold.findings import Region
    from unscaffold.inspecting import Entry, JobFacts, JobSteps, StepFacts

_STANDS_FOR = "…"  # what the identifiers begin with
_LEAST_PREFIX = 8  # letters, to be worth it
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
_OF_STEPS = (
    Measure("FROM", 20),
    Measure("CONNECTORS", 16),
    Measure("IDENTIFIER", 30),
    Measure("FROM"),
    Measure("AGENT"),
    Measure("CONNECTORS"),
    Measure("IDENTIFIER", 24),
    Measure("WAITS FOR", 12),
    Measure("TASK", 20),
    Measure("IDENTIFIER", 12),
    Measure("TASK", 12),
)


def listed(entries: Sequence[Entry], width: int | None) -> Iterator[str]:
    """Yield the lines of a listing; none if nothing is listed."""
    columns = [
        Column("PLACE", [_place(entry.place) for entry in entries]),
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
        Column("PLACE", [_place(job.place) for job in jobs]),
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


def steps_listed(found: JobSteps, batch_size: int, width: int | None, *, wide: bool) -> Iterator[str]:
    """Yield the lines about a job and the table of its steps.

    Args:
        found: The job and its steps.
        batch_size: How many tasks are launched together at most.
        width: The characters of a line; None for any number.
        wide: Whether to tell all as it is, whatever the width.
    """
    prefix = "" if wide else _prefix(found)
    yield from _head(found, batch_size, prefix)
    columns = _of_steps(found, prefix, wide=wide)
    yield from lines(fitted(columns, _OF_STEPS, None if wide else width))


def _head(found: JobSteps, batch_size: int, prefix: str) -> Iterator[str]:
    job = found.job
    schedule = f"{job.words}, {job.time_zone}" if job.words else job.expression or "not scheduled"
    yield printable(
        f"{job.identifier}: {_counts(found, batch_size)}; {f'agent {job.agent}' if job.agent else 'no agent'};"
        f" {schedule}{' (frequent)' if job.is_frequent else ''}"
    )
    whence = "written by hand" if job.origin == "Job" else f"generated by {job.origin}"
    begin = "the job's identifier" if prefix == job.identifier else prefix
    end = f"; {_STANDS_FOR} stands for {begin}" if prefix else ""
    yield printable(f"{whence}, {job.place.file}:{job.place.line}{end}")


def _counts(found: JobSteps, batch_size: int) -> str:
    tasks = f"{len(found.steps)} task{'' if len(found.steps) == 1 else 's'}"
    if not found.job.levels:
        return f"{tasks} without a level" if found.steps else tasks
    levels = f"{found.job.levels} level{'' if found.job.levels == 1 else 's'}"
    launched = found.steps[-1].order + 1
    at_once = f" (at most {batch_size} tasks at once)" if batch_size else ""
    return f"{tasks} on {levels}{f', launched as {launched}{at_once}' if launched != found.job.levels else ''}"


def _is_split(steps: Iterable[StepFacts]) -> bool:
    """Return whether the effective levels are others than those that are written."""
    return any(step.level is not None and step.level != step.order for step in steps)


def _prefix(found: JobSteps) -> str:
    """Return what identifiers begin with: the job's, if two do, or else what all have in common."""
    identifiers = [step.identifier for step in found.steps]
    own = found.job.identifier
    if sum(identifier.startswith(f"{own}_") for identifier in identifiers) > 1:
        return own
    if not identifiers[1:]:
        return ""
    # What the first and the last by letters have in common, all between them have.
    pairs = zip(min(identifiers), max(identifiers), strict=False)
    common = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)).rpartition("_")[0]
    return common if len(common) >= _LEAST_PREFIX else ""


def _of_steps(found: JobSteps, prefix: str, *, wide: bool) -> list[Column]:
    steps, split = found.steps, _is_split(found.steps)
    identifiers = Column("IDENTIFIER", [_without(prefix, step.identifier) for step in steps])
    columns = [
        Column("#", [str(step.number) for step in steps], is_number=True),
        Column("LEVEL", ["" if step.level is None else str(step.level) for step in steps], is_number=True),
        Column("ORDER", [str(step.order) if split else "" for step in steps], is_number=True),
        Column("TASK", [printable(_task(step)) for step in steps]),
        *([identifiers] if wide else []),
        Column("WAITS FOR", [printable(_waits_for(step, wide=wide)) for step in steps]),
        Column("AGENT", [printable(step.agent) for step in steps]),
        Column("CONNECTORS", [printable(", ".join(step.connectors)) for step in steps]),
        *([] if wide else [identifiers]),
    ]
    if wide:
        whole = [Column("PLACE", [_place(step.origin.place) for step in steps])]
        return [*columns, *whole, Column("FROM", [_origin(step) for step in steps])]
    return [*columns, Column("FROM", [_whence(step, found.job) for step in steps])]


def _without(prefix: str, identifier: str) -> str:
    begins = prefix and identifier.startswith(f"{prefix}_")
    return printable(f"{_STANDS_FOR}{identifier[len(prefix) :]}" if begins else identifier)


def _task(step: StepFacts) -> str:
    """Return the kind of task that runs, and what calls it, if it stands elsewhere."""
    if step.task == step.element:
        return step.task
    called = "Step" if step.element == "Step" else "override"
    return f"{step.task} ({called})" if step.task else step.element


def _waits_for(step: StepFacts, *, wide: bool) -> str:
    if wide:
        return ", ".join(parent for parent, _ in step.waits_for)
    numbers = sorted({number for _, number in step.waits_for if number})
    return ", ".join([*_ranges(numbers), *(parent for parent, number in step.waits_for if not number)])


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Yield numbers, those that follow one another together: 1-3."""
    for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}"


def _whence(step: StepFacts, job: JobFacts) -> str:
    """Return where a step comes from, unless that is the scaffolding of the job."""
    origin = step.origin
    if origin.kind == "scaffolding":
        return ""
    file = "" if origin.place.file == job.place.file else origin.place.file
    by = "" if job.origin == "Job" else f" {_origin(step)}"
    return printable(f"{file}:{origin.place.line}{by}")


def _origin(step: StepFacts) -> str:
    return "by hand" if step.origin.kind == "hand" else printable(step.origin.element)


def _place(place: Region) -> str:
    return printable(f"{place.file}:{place.line}")


def as_the_product_does(found: JobSteps) -> Iterator[str]:
    """Yield the lines that the product's own Get-JobSteps prints."""
    return (printable(f"Task : {step.identifier}, Order : {step.order}") for step in found.steps)
