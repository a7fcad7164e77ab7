"""The steps of a job: on which levels they run, which tasks they call, and what their errors stop."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from unscaffold.findings import Guess
from unscaffold.rules.breach import Breach, breach
from unscaffold.rules.kinds import EXPORT, FULFILL, PREPARE, SYNCHRONIZE
from unscaffold.rules.running import chains, distinct, shared_breach, waits_for_unknown
from unscaffold.rules.values import whole_number
from unscaffold.vocabulary import task_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.effective import Effective, Element, Job, Step

_BATCH = 5  # the default of the agent's setting Jobs.MaxTaskBatchSize
_OF_CONNECTORS = (EXPORT, PREPARE, SYNCHRONIZE, FULFILL)
_OF_THE_CALL = {"Identifier", "Level"}
_BOOLEANS = {"true": "1", "false": "", "0": ""}  # what is the same, false is also what is missing
_TYPES = ("TaskEntityType", "TaskResourceType")


def level_mixed(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        without = [step for step in job.steps if not (step.has_level or _is_nonsense(step.element.get("Level")))]
        others = [step for step in job.steps if step.has_level]
        if without and others:
            yield shared_breach(job, without, "Level", related=[("other", others[0])])


def _is_nonsense(level: str) -> bool:
    """Return whether a level is written that is no number, which C404 tells."""
    return level != "" and whole_number(level) is None


def level_gap(conf: Effective) -> Iterator[Breach]:
    # Where a generated job has a gap, an adjustment has taken away what was there.
    for job in (one for one in chains(conf) if not one.is_generated and _is_numbered(conf, one)):
        first = {step.level: step for step in reversed(job.steps) if step.has_level}
        pairs = [*pairwise(sorted(first))]
        gaps = [(one, other) for one, other in pairs if other - one > 1]
        # Who numbers by tens means it.
        if gaps and len(gaps) * 2 <= len(pairs):
            told = ", ".join(f"{one} to {other}" for one, other in gaps[:3])
            yield shared_breach(job, [first[other] for _, other in gaps], "Level", gaps=told)


def _is_numbered(conf: Effective, job: Job) -> bool:
    """Return whether nothing else is told that a gap follows from.

    That is a level which is missing or wrong, as J401, J413 and C404 tell, or a task which is not there (J411).
    """
    if not all(step.has_level for step in job.steps) or waits_for_unknown(conf, job.steps):
        return False
    levels = {step.identifier.lower(): step.level for step in reversed(job.steps) if step.identifier}
    waiting = distinct(job.steps, lambda step: step.parents)  # of the lowest level
    pairs = ((step, parent) for step in waiting for parent in step.parents)
    return all(levels.get(parent.lower(), step.level - 1) < step.level for step, parent in pairs)


def level_over_batch(conf: Effective) -> Iterator[Breach]:
    for job in chains(conf):
        levels: dict[int, list[Step]] = {}
        for step in (one for one in job.steps if one.has_level):
            levels.setdefault(step.level, []).append(step)
        # The product itself puts all that each does for its connector on one level.
        full = [steps for steps in levels.values() if len(steps) > _BATCH and not _are_for_connectors(steps)]
        if full:
            first = full[0][0]
            yield breach(first, "Level", job=job.identifier, level=first.level, count=len(full[0]), most=_BATCH)


def _are_for_connectors(steps: list[Step]) -> bool:
    return all(step.kind in _OF_CONNECTORS for step in steps)


def step_unknown(conf: Effective) -> Iterator[Breach]:
    lacking = [job for job in conf.jobs if not job.is_resolved]
    known = [task.identifier for task in conf.all_tasks if task.identifier] if lacking else []
    for job in lacking:
        for step in job.steps:
            name = step.element.identifier
            if step.task is None and name and name.lower() not in conf.gone:
                guess = Guess(name, (known,))
                yield breach(
                    step.element, "Identifier", guess=guess, job=job.identifier, kind=step.element.name, value=name
                )


def override_kind(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        for step in job.steps:
            task, override = step.task, step.element
            if task and _overridden(step) not in {"", task.name}:
                yield breach(
                    override,
                    related=[("declared", task)],
                    job=job.identifier,
                    override=override.name,
                    kind=task.name,
                    task=step.name,
                )


def override_without_change(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        for step in job.steps:
            if step.task and _overridden(step) == step.task.name and not _changes(step.element, step.task):
                yield breach(step.element, job=job.identifier, override=step.element.name, task=step.name)


def _overridden(step: Step) -> str:
    """Return the kind of tasks that a step overrides; empty if it overrides none."""
    kind = task_kind(step.element.name)
    return kind if kind != step.element.name else ""


def _changes(override: Element, task: Element) -> bool:
    """Return whether an override says anything that the task does not say itself."""
    if any(child.name not in _TYPES for child in override.children):
        return True
    named = _types(override)
    said = {name: value for name, value in override.attributes.items() if name not in _OF_THE_CALL}
    return bool(named and named != _types(task)) or any(
        _value(value) != _value(task.get(name)) for name, value in said.items()
    )


def _value(value: str) -> str:
    value = value.strip()
    return _BOOLEANS.get(value.lower(), value)


def _types(task: Element) -> set[tuple[str, str]]:
    """Return the entity types and the resource types that a task names, in lower case."""
    return {(child.name, value.lower()) for child in task.of(*_TYPES) for value in child.attributes.values()}


def continue_on_error_off(conf: Effective) -> Iterator[Breach]:
    for job in chains(conf):
        connectors = {name for step in job.of(*_OF_CONNECTORS) for name in step.connectors}
        stopping = [step for step in job.of(EXPORT, FULFILL) if not step.get("ContinueOnError")]
        if len(connectors) > 1 and stopping and not job.is_true("IsInitializationJob"):
            yield shared_breach(job, stopping, count=len(connectors))
