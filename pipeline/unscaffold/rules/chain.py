"""The chain of tasks in a job: what each needs before it, and what it must say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.rules.kinds import EXPORT, EXPRESSIONS, FULFILL, KEYS, ORDERS, PREPARE, ROLE_MODEL, SYNCHRONIZE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unscaffold.effective import Effective, Job, Step

_NO_TYPE = "None"  # the default of Type


def step_order(conf: Effective) -> Iterator[Breach]:
    pairs: tuple[tuple[str, str, Callable[[Step], list[str]]], ...] = (
        (EXPORT, PREPARE, _connectors),
        (PREPARE, SYNCHRONIZE, _connectors),
        (ORDERS, FULFILL, _connectors),
        (EXPRESSIONS, KEYS, _entity_types),
        (KEYS, ROLE_MODEL, _entity_types),
    )
    for job in _chains(conf):
        # An initialization job computes in cycles, of which one comes before what the next one needs.
        for earlier, later, scope in pairs[:3] if job.is_true("IsInitializationJob") else pairs:
            for step in job.of(later):
                others = [one for one in job.of(earlier) if _meet(scope(one), scope(step))]
                if others and not any(one.is_before(step) for one in others):
                    yield breach(
                        step, related=[("other", others[0])], job=job.identifier, step=step.name, earlier=earlier
                    )
                    break


def sync_without_prepare(conf: Effective) -> Iterator[Breach]:
    for job, step, connector in _without(conf, SYNCHRONIZE, PREPARE):
        yield breach(step, job=job.identifier, step=step.name, connector=connector)


def prepare_without_sync(conf: Effective) -> Iterator[Breach]:
    for job, step, connector in _without(conf, PREPARE, SYNCHRONIZE):
        yield breach(step, job=job.identifier, step=step.name, connector=connector)


def export_without_prepare(conf: Effective) -> Iterator[Breach]:
    for job, step, connector in _without(conf, EXPORT, PREPARE):
        yield breach(step, job=job.identifier, step=step.name, connector=connector)


def type_mismatch(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        prepared = {name.lower(): step for step in job.of(PREPARE) for name in step.connectors}
        for step in job.of(SYNCHRONIZE):
            before = next((prepared[name.lower()] for name in step.connectors if name.lower() in prepared), None)
            if before and before.get("Type", _NO_TYPE).lower() != step.get("Type", _NO_TYPE).lower():
                types = {"own": step.get("Type", _NO_TYPE), "prepared": before.get("Type", _NO_TYPE)}
                related = [("preparation", before)]
                yield breach(step, "Type", related=related, job=job.identifier, step=step.name, **types)  # type: ignore[arg-type]


def compute_without_source(conf: Effective) -> Iterator[Breach]:
    for job in _chains(conf):
        changing = job.of(SYNCHRONIZE, FULFILL)
        wrong = [step for step in job.of(EXPRESSIONS, KEYS) if not any(one.is_before(step) for one in changing)]
        if wrong and not job.is_generated:
            severity = "" if changing else "info"
            yield breach(wrong[0], severity=severity, job=job.identifier, steps=listed(step.name for step in wrong))


def task_twice(conf: Effective) -> Iterator[Breach]:
    for job in _chains(conf):
        seen: dict[tuple[str, ...], Step] = {}
        for step in job.of(EXPRESSIONS, KEYS, ROLE_MODEL, ORDERS, FULFILL, PREPARE, SYNCHRONIZE):
            first = seen.setdefault(_what(step), step)
            if first is not step and job.cron and not job.is_generated:
                yield breach(step, related=[("first", first)], job=job.identifier, step=step.name, kind=step.kind)


def fulfill_without_orders(conf: Effective) -> Iterator[Breach]:
    for job in _chains(conf):
        orders = job.of(ORDERS)
        for step in job.of(FULFILL):
            if step.connectors and not any(_meet(_connectors(one), _connectors(step)) for one in orders):
                yield breach(step, job=job.identifier, step=step.name)


def orders_without_fulfill(conf: Effective) -> Iterator[Breach]:
    for job in _chains(conf):
        fulfilled = job.of(FULFILL)
        for step in job.of(ORDERS):
            if step.connectors and not any(_meet(_connectors(one), _connectors(step)) for one in fulfilled):
                yield breach(step, job=job.identifier, step=step.name)


def orders_without_role_model(conf: Effective) -> Iterator[Breach]:
    for job in _chains(conf):
        computed = job.of(ROLE_MODEL)
        for step in job.of(ORDERS)[:1]:
            if not any(one.is_before(step) for one in computed):
                yield breach(step, job=job.identifier, step=step.name)


def role_model_scope(conf: Effective) -> Iterator[Breach]:
    for job in _chains(conf):
        computed = {name.lower() for step in job.of(ROLE_MODEL) for name in step.entity_types}
        for step in job.of(ORDERS):
            sources = (conf.find("ResourceType", name) for name in step.resource_types)
            needed = [one.get("SourceEntityType") for one in sources if one]
            missing = [name for name in needed if name and name.lower() not in computed]
            if computed and missing:
                yield breach(step, job=job.identifier, step=step.name, missing=listed(missing))


def fulfill_scope(conf: Effective) -> Iterator[Breach]:
    for job in _chains(conf):
        ordered = {name.lower() for step in job.of(ORDERS) for name in step.resource_types}
        for step in job.of(FULFILL):
            missing = [name for name in step.resource_types if name.lower() not in ordered]
            if ordered and missing:
                yield breach(step, job=job.identifier, step=step.name, missing=listed(missing))


def fulfill_connection_and_types(conf: Effective) -> Iterator[Breach]:
    for task in conf.all_tasks:
        types = task.values("TaskResourceType", "ResourceType")
        if task.name == FULFILL and task.get("Connection") and types:
            yield breach(
                task, "Connection", task=task.identifier, connection=task.get("Connection"), types=listed(types)
            )


def fulfill_nothing(conf: Effective) -> Iterator[Breach]:
    for task in conf.all_tasks:
        named = task.get("Connector") or task.get("Connection") or task.values("TaskResourceType", "ResourceType")
        if task.name == FULFILL and not named:
            yield breach(task, task=task.identifier)


def export_no_connection(conf: Effective) -> Iterator[Breach]:
    for task in conf.all_tasks:
        if task.name == EXPORT and not task.get("Connection") and not task.scaffolding:
            yield breach(task, task=task.identifier)


def empty_task(conf: Effective) -> Iterator[Breach]:
    for task in conf.all_tasks:
        if task.name in {EXPRESSIONS, KEYS, ROLE_MODEL, ORDERS}:
            named = task.get("Connector") or task.children or task.is_true("AllEntityType")
            if not named:
                yield breach(task, kind=task.name, task=task.identifier)


def _chains(conf: Effective) -> Iterator[Job]:
    """Yield the jobs that are a whole chain: those of the connector screen are a link each."""
    return (job for job in conf.jobs if not job.is_true("IsConnectorJob"))


def _without(conf: Effective, kind: str, partner: str) -> Iterator[tuple[Job, Step, str]]:
    """Yield each step of a kind whose connector no step of another kind in its job works on."""
    for job in _chains(conf):
        partners = {name.lower() for step in job.of(partner) for name in step.connectors}
        for step in job.of(kind):
            for connector in step.connectors:
                if connector.lower() not in partners:
                    yield job, step, connector


def _connectors(step: Step) -> list[str]:
    return step.connectors


def _entity_types(step: Step) -> list[str]:
    return step.entity_types


def _meet(some: list[str], others: list[str]) -> bool:
    return not {name.lower() for name in some}.isdisjoint(name.lower() for name in others)


def _what(step: Step) -> tuple[str, ...]:
    """Return what a step does: its kind, and what it is for."""
    scope = step.entity_types + step.resource_types + step.connectors + [step.get("Connection"), step.get("Dirty")]
    return (step.kind, step.mode, *sorted(name.lower() for name in scope))
