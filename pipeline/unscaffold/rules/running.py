"""The jobs that rules ask about, the order in which they run their steps, and the breach that several steps share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.vocabulary import task_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from unscaffold.effective import Effective, Element, Job, Step
    from unscaffold.findings import Region
    from unscaffold.rules.breach import Subject

_FURTHER = 3  # steps behind the first one whose places are told


def chains(conf: Effective) -> Iterator[Job]:
    """Yield the jobs that are a whole chain of tasks: those of the connector screen are a link each."""
    return (job for job in conf.jobs if not job.is_true("IsConnectorJob"))


def of_connector_screen(conf: Effective, *kinds: str) -> frozenset[Element]:
    """Return the tasks that the jobs of the connector screen run: all of them, or those of some kinds."""
    jobs = (job for job in conf.jobs if job.is_true("IsConnectorJob"))
    steps = (step for job in jobs for step in (job.of(*kinds) if kinds else job.steps))
    return frozenset(step.task for step in steps if step.task)


def resolved(conf: Effective) -> Iterator[Job]:
    """Yield the chains all of whose tasks are known: only of these it can be told what they lack."""
    return (job for job in chains(conf) if job.is_resolved)


def ordered(conf: Effective) -> Iterator[Job]:
    """Yield the chains whose order is certain: it is not where some steps have no level, which J401 tells."""
    return (job for job in chains(conf) if not job.has_mixed_levels)


def settled(conf: Effective) -> Iterator[Job]:
    """Yield the chains of which both is known: all tasks, and their order."""
    return (job for job in resolved(conf) if not job.has_mixed_levels)


def is_known(job: Job) -> bool:
    """Return whether all that stands in a job is known: J404 tells of unknown tasks, C401 of unknown kinds."""
    return job.is_resolved and all(task_words().of_step(child.name) for child in job.element.children)


def waits_for_unknown(conf: Effective, steps: Iterable[Step]) -> bool:
    """Return whether one of some steps waits for a task that nobody declares: J411 tells what is wrong."""
    waiting = distinct(steps, lambda step: step.parents)
    return any(parent.lower() not in conf.tasks for step in waiting for parent in step.parents)


def distinct(steps: Iterable[Step], names: Callable[[Step], list[str]]) -> list[Step]:
    """Return the first of all steps that name the same because they call one task, which thousands may do.

    Args:
        steps: The steps.
        names: Returns what a step names: for all of these, the very same list.
    """
    return [*{id(names(step)): step for step in reversed([*steps])}.values()]


def runs_after_one(step: Step, others: Sequence[Step]) -> bool:
    """Return whether a step runs after at least one of others, which are in the order in which they run."""
    return bool(others) and others[0].is_before(step)


def by_name(steps: Iterable[Step], names: Callable[[Step], Iterable[str]]) -> dict[str, list[Step]]:
    """Return steps by what they name, in lower case: for each name, those that have it, in their order.

    Args:
        steps: The steps.
        names: Returns what a step names, such as its entity types.
    """
    found: dict[str, list[Step]] = {}
    for step in steps:
        for name in {name.lower(): None for name in names(step)}:
            found.setdefault(name, []).append(step)
    return found


def shared_breach(
    job: Job,
    steps: Sequence[Step],
    attribute: str = "",
    *,
    severity: str = "",
    related: Iterable[tuple[str, Subject | Region]] = (),
    **values: Any,
) -> Breach:
    """Return one breach for all steps of a job that are wrong in the same way, at the first of them.

    If that calls a task, whose attribute is at fault, the place of the call is told, too: other jobs may call it.

    Args:
        job: The job.
        steps: The steps, one at least.
        attribute: Which attribute is at fault.
        severity: Another severity than the rule's.
        related: What it is about besides, each with its role.
        values: What fills the braces of the rule's sentence besides `job` and `steps`.
    """
    first = steps[0]
    subject: Subject = first.element if first.task and first.task.is_context else first
    further: list[tuple[str, Subject]] = [("also", step) for step in steps[1 : 1 + _FURTHER]]
    if subject.region(attribute) != first.element.region(attribute):
        further.append(("called at", first.element))
    told = {"job": job.identifier, "steps": listed(step.name for step in steps), **values}
    return breach(subject, attribute, severity=severity, related=[*related, *further], **told)
