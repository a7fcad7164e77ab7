"""The graph of one job: its tasks by level, and for which of them each waits."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from unscaffold.graphs.graph import Graph, Group, Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.inspecting import JobFacts, JobSteps, StepFacts

_STANDS_FOR = "…"  # the job's identifier, with which those of its tasks begin


def job_graph(found: JobSteps) -> Graph:
    """Return the graph of a job; the job itself is its first node.

    Args:
        found: The job and its steps, whose orders are those of any number of tasks at once: a level is a group.
    """
    job = found.job
    several = len({name for step in found.steps for name in step.connectors}) > 1
    levels = [
        Group(f"g{order + 1}", _title(first), [_task(step, job, several) for step in (first, *others)])
        for order, (first, *others) in groupby(found.steps, lambda step: step.order)
    ]
    start = Group("g0", "", [Node("j0", "start", (job.identifier, *about(job)))])
    return Graph(job.identifier, [start, *levels], [*_arrows(found)], is_ordered=True)


def about(job: JobFacts) -> Iterator[str]:
    """Yield what is told of a job: when it starts, and on which agent."""
    schedule = f"{job.words}, {job.time_zone}" if job.words else job.expression
    yield schedule or "not scheduled"
    if job.agent:
        yield f"agent {job.agent}"


def _title(step: StepFacts) -> str:
    """Return the title of a level; empty for a task without one, which is alone."""
    return "" if step.level is None else f"level {step.level}"


def _task(step: StepFacts, job: JobFacts, several: bool) -> Node:
    """Return the node of a task, with its connectors if tasks of the job have several."""
    kind = step.task or step.element
    called = f"{kind} ({step.element})" if step.task and step.task != step.element else kind
    prefix = f"{job.identifier}_"
    short = step.identifier.startswith(prefix) and job.identifier
    identifier = f"{_STANDS_FOR}_{step.identifier[len(prefix) :]}" if short else step.identifier
    on = f"on {', '.join(step.connectors)}" if several and step.connectors else ""
    return Node(f"t{step.number}", "task", (*filter(None, (called, identifier, on)),), (*step.connectors,))


def _arrows(found: JobSteps) -> Iterator[tuple[str, str]]:
    """Yield an arrow for each other task of the job for which one waits."""
    for step in found.steps:
        for number in dict.fromkeys(number for _, number in step.waits_for):
            if number:
                yield f"t{number}", f"t{step.number}"
