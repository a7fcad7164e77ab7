"""What the tasks of a job work on: orders and those who fulfill them, and what each task must name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.rules.kinds import COMPUTING, EXPORT, EXPRESSIONS, FULFILL, KEYS, ORDERS, ROLE_MODEL
from unscaffold.rules.running import of_connector_screen, resolved, runs_after_one, settled, shared_breach
from unscaffold.rules.scope import scope_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.effective import Effective, Element, Step


def fulfill_without_orders(conf: Effective) -> Iterator[Breach]:
    for job in resolved(conf):
        ordered_for = scope_of(conf, job.of(ORDERS))
        wrong = [step for step in job.of(FULFILL) if not scope_of(conf, [step]).meets(ordered_for)]
        if wrong:
            yield shared_breach(job, wrong)


def orders_without_fulfill(conf: Effective) -> Iterator[Breach]:
    for job in resolved(conf):
        fulfilled = scope_of(conf, job.of(FULFILL))
        for step in job.of(ORDERS):
            own = scope_of(conf, [step])
            missing = own.without(fulfilled) or ([] if own.meets(fulfilled) else step.connectors)
            if missing:
                yield shared_breach(job, [step], missing=listed(_spelt(step, missing)))


def orders_without_role_model(conf: Effective) -> Iterator[Breach]:
    for job in settled(conf):
        computed = job.of(ROLE_MODEL)
        wrong = [step for step in job.of(ORDERS) if not runs_after_one(step, computed)]
        if wrong:
            yield shared_breach(job, wrong)


def role_model_scope(conf: Effective) -> Iterator[Breach]:
    for job in resolved(conf):
        computing = job.of(ROLE_MODEL)
        computed = {name.lower() for step in computing for name in step.entity_types}
        for step in job.of(ORDERS) if all(one.entity_types for one in computing) else ():
            sources = (conf.find("ResourceType", name) for name in step.resource_types)
            needed = [one.get("SourceEntityType") for one in sources if one]
            missing = [name for name in needed if name and name.lower() not in computed]
            if computed and missing:
                yield shared_breach(job, [step], missing=listed(missing))


def fulfill_scope(conf: Effective) -> Iterator[Breach]:
    for job in resolved(conf):
        ordered_for = scope_of(conf, job.of(ORDERS))
        for step in job.of(FULFILL):
            own = scope_of(conf, [step])
            missing = own.without(ordered_for) if own.meets(ordered_for) else []
            if missing:
                yield shared_breach(job, [step], missing=listed(_spelt(step, missing)))


def _spelt(step: Step, names: Iterable[str]) -> list[str]:
    """Return names of what a step works on as they are spelt there."""
    spelt = {name.lower(): name for name in (*step.resource_types, *step.connectors)}
    return [spelt.get(name.lower(), name) for name in names]


def fulfill_connection_and_types(conf: Effective) -> Iterator[Breach]:
    for task in conf.all_tasks:
        types = task.values("TaskResourceType", "ResourceType")
        connection = task.get("Connection")
        if task.name == FULFILL and connection and types:
            yield breach(task, "Connection", task=_called(task), connection=connection, types=listed(types))


def fulfill_nothing(conf: Effective) -> Iterator[Breach]:
    for task in conf.all_tasks:
        named = task.get("Connector") or task.get("Connection") or task.values("TaskResourceType", "ResourceType")
        if task.name == FULFILL and not named:
            yield breach(task, task=_called(task))


def export_no_connection(conf: Effective) -> Iterator[Breach]:
    exempt = of_connector_screen(conf, EXPORT)
    for task in conf.all_tasks:
        if task.name == EXPORT and not task.get("Connection") and task not in exempt:
            yield breach(task, task=_called(task))


def empty_task(conf: Effective) -> Iterator[Breach]:
    # J106 tells it of these in a frequent job.
    told = {step.task for job in conf.jobs if job.is_frequent for step in job.of(EXPRESSIONS, KEYS)}
    for task in conf.all_tasks:
        if task.name in {*COMPUTING, ORDERS} and task not in told:
            types = [*task.of("TaskEntityType", "TaskResourceType")]
            if not (task.get("Connector") or types or task.is_true("AllEntityType")):
                yield breach(task, task=_called(task))


def _called(task: Element) -> str:
    """Return what a task is called in a sentence: its kind, and its identifier if it has one."""
    return f"{task.name} '{task.identifier}'" if task.identifier else task.name
