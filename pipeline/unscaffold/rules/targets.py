"""What the tasks of a job work on: orders and those who fulfill them, and what each task must name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.findings import Guess
from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.rules.kinds import COMPUTING, EXPORT, EXPRESSIONS, FULFILL, KEYS, ORDERS, ROLE_MODEL
from unscaffold.rules.naming import Known
from unscaffold.rules.running import distinct, of_connector_screen, resolved, runs_after_one, settled, shared_breach
from unscaffold.rules.scope import each_scope, scope_of
from unscaffold.vocabulary import is_task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.effective import Effective, Element, Job, Step
    from unscaffold.rules.scope import Scope


def target_unknown(conf: Effective) -> Iterator[Breach]:
    known = {what: Known(conf, what) for what in ("Connector", "Connection")}
    types = {child: (what, those) for (child, what), those in _known_types(conf).items()}
    lacking = {what: those.lacking(one.get(what) for one in conf.all_tasks) for what, those in known.items()}
    for child, (what, those) in types.items():
        lacking[what] = those.lacking(one.get(what) for one in conf.below_steps(child))
    together: dict[tuple[int, str, str], list[Element]] = {}
    for task in conf.all_tasks if any(lacking.values()) else ():
        named = [(task, what) for what in known] + [(child, types[child.name][0]) for child in task.of(*types)]
        for one, what in named:
            if one.get(what) in lacking[what]:
                together.setdefault((id(task.parent or task), what, one.get(what).lower()), []).append(one)
    known |= dict(types.values())
    for (_, what, _), elements in together.items():
        yield _unknown(elements, what, known[what])


def _unknown(elements: list[Element], kind: str, known: Known) -> Breach:
    value = elements[0].get(kind)
    tasks = [one if is_task(one.name) or one.parent is None else one.parent for one in elements]
    return breach(
        elements[0],
        kind,
        guess=Guess(value, (known.names,)),
        related=[("also", one) for one in elements[1:4]],
        kind=kind,
        value=value,
        tasks=listed(task.identifier or task.name for task in tasks),
    )


def _known_types(conf: Effective) -> dict[tuple[str, str], Known]:
    """Return what is declared of the types that children of tasks name; nothing if scaffoldings declare some.

    From and to which entity types resource types provision is told of these.
    """
    resource_types = _known_resource_types(conf)
    if resource_types is None:
        return {}
    named = [one.get(side) for one in conf.of("ResourceType") for side in ("SourceEntityType", "TargetEntityType")]
    entity_types = Known(conf, "EntityType", "EntityTypeMapping", by_family=True, further=named)
    return {
        ("TaskEntityType", "EntityType"): entity_types,
        ("TaskResourceType", "ResourceType"): resource_types,
    }


def _known_resource_types(conf: Effective) -> Known | None:
    return None if conf.half_known_connectors else Known(conf, "ResourceType", by_family=True)


class _Provisioning(NamedTuple):
    """A job that provisions: what it has orders for, what it fulfills, and the steps that do so, with theirs."""

    job: Job
    ordered: Scope
    fulfilled: Scope
    fulfilling: list[tuple[Step, Scope]]

    @property
    def without_orders(self) -> list[Step]:
        """The steps that fulfill what there are no orders for."""
        return [step for step, own in self.fulfilling if not own.meets(self.ordered)]


def _provisioning(conf: Effective) -> list[_Provisioning]:
    """Return the jobs all of whose orders, and what fulfills them, name what there is; J217 tells of the others."""
    return [
        _Provisioning(
            job,
            scope_of(conf, job.of(ORDERS)),
            scope_of(conf, job.of(FULFILL)),
            [*each_scope(conf, job.of(FULFILL))],
        )
        for job in _naming_what_there_is(conf)
    ]


def _naming_what_there_is(conf: Effective) -> Iterator[Job]:
    connectors = Known(conf, "Connector")
    types = _known_resource_types(conf)
    for job in resolved(conf):
        steps = job.of(ORDERS, FULFILL)
        naming = distinct(steps, lambda step: step.resource_types)
        named = (name for step in naming for name in step.resource_types)
        is_told = connectors.lacking(step.get("Connector") for step in steps) or (types and types.lacking(named))
        if not is_told:
            yield job


def fulfill_without_orders(conf: Effective) -> Iterator[Breach]:
    for one in conf.once(_provisioning):
        wrong = one.without_orders
        if wrong:
            yield shared_breach(one.job, wrong)


def orders_without_fulfill(conf: Effective) -> Iterator[Breach]:
    for one in conf.once(_provisioning):
        # J208 and J212 tell of what is fulfilled without orders: what is ordered may be meant by it.
        is_told = one.fulfilled.without(one.ordered) or one.without_orders
        for step, own in each_scope(conf, one.job.of(ORDERS)) if not is_told else ():
            missing = own.without(one.fulfilled) or ([] if own.meets(one.fulfilled) else step.connectors)
            if missing:
                yield shared_breach(one.job, [step], missing=listed(_spelt(step, missing)))


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
    for one in conf.once(_provisioning):
        for step, own in one.fulfilling:
            missing = own.without(one.ordered) if own.meets(one.ordered) else []
            if missing:
                yield shared_breach(one.job, [step], missing=listed(_spelt(step, missing)))


def _spelt(step: Step, names: Iterable[str]) -> list[str]:
    """Return names of what a step works on as they are spelt there."""
    spelt = {name.lower(): name for name in (*step.resource_types, *step.connectors)}
    return [spelt.get(name.lower(), name) for name in names]


def fulfill_connection_and_types(conf: Effective) -> Iterator[Breach]:
    for task in conf.tasks_of(FULFILL):
        types = task.values("TaskResourceType", "ResourceType")
        connection = task.get("Connection")
        if connection and types:
            yield breach(task, "Connection", task=_called(task), connection=connection, types=listed(types))


def fulfill_nothing(conf: Effective) -> Iterator[Breach]:
    for task in conf.tasks_of(FULFILL):
        if not (task.get("Connector") or task.get("Connection") or task.values("TaskResourceType", "ResourceType")):
            yield breach(task, task=_called(task))


def export_no_connection(conf: Effective) -> Iterator[Breach]:
    exempt = of_connector_screen(conf, EXPORT)
    for task in conf.tasks_of(EXPORT):
        if not task.get("Connection") and task not in exempt:
            yield breach(task, task=_called(task))


def empty_task(conf: Effective) -> Iterator[Breach]:
    # J106 tells it of these in a frequent job.
    told = {step.task for job in conf.jobs if job.is_frequent for step in job.of(EXPRESSIONS, KEYS)}
    for task in conf.tasks_of(*COMPUTING, ORDERS):
        works_on = task.get("Connector") or task.is_true("AllEntityType")
        if not (works_on or any(task.of("TaskEntityType", "TaskResourceType")) or task in told):
            yield breach(task, task=_called(task))


def _called(task: Element) -> str:
    """Return what a task is called in a sentence: its kind, and its identifier if it has one."""
    return f"{task.name} '{task.identifier}'" if task.identifier else task.name
