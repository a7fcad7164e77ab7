"""Agents: on which one a job and its tasks run, and the client that they call the server with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.rules.naming import unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from unscaffold.effective import Effective, Element, Job

_OF_AGENTS = (
    "ExportTask",
    "PrepareSynchronizationTask",
    "CreateDatabaseViewsTask",
    "InvokeApiTask",
    "InvokeAspectsTask",
    "ActivityInstanceActorTask",
)
_OF_BOTH = ("FulfillTask", "InvokeExpressionTask", "InvokeSqlCommandTask")


def agent_task_in_server_job(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        # Where a step names an agent, the expansion tells that the job lacks it.
        if _is_of_server(job) and not any(step.agent for step in job.steps):
            steps = job.of(*_OF_AGENTS)
            if steps:
                kinds = ", ".join(dict.fromkeys(step.kind for step in steps))
                yield breach(job, "Agent", job=job.identifier, steps=listed(step.name for step in steps), kinds=kinds)


def agent_required(conf: Effective) -> Iterator[Breach]:
    for tasks in _lacking(conf, "Agent", _OF_AGENTS, [job for job in conf.jobs if _is_of_server(job)]):
        yield _breach(tasks, "Agent")


def client_required(conf: Effective) -> Iterator[Breach]:
    for tasks in _lacking(conf, "OpenIdClient", _OF_AGENTS):
        yield _breach(tasks, "OpenIdClient")


def both_sides(conf: Effective) -> Iterator[Breach]:
    # A task that a job of the server runs, too, is meant for the server, unless that is the vendor's.
    meant = [] if conf.target == "saas" else [job for job in conf.jobs if _is_of_server(job)]
    for tasks in _lacking(conf, "Agent", _OF_BOTH, meant):
        yield _breach(tasks, "Agent")


def agent_unknown(conf: Effective) -> Iterator[Breach]:
    known = listed(one.identifier for one in conf.of("Agent"))
    for first, *_ in unknown(conf, "Agent", "Agent"):
        agent = first.get("Agent")
        # Of a task that is to run elsewhere than its job, the expansion tells.
        if first.parent is None or first.parent.get("Agent").lower() == agent.lower():
            yield breach(first, "Agent", kind=first.name, identifier=first.identifier, agent=agent, known=known)


def _is_of_server(job: Job) -> bool:
    return not job.agent and not job.is_true("IsConnectorJob")


def _lacking(
    conf: Effective, attribute: str, kinds: tuple[str, ...], told: Collection[Job] = ()
) -> Iterator[list[Element]]:
    """Yield the tasks of some kinds that lack an attribute, those of a job together.

    What the connector screen runs is left out: the product itself leaves the attribute out there. So are tasks that
    get it from a step that calls them, and those that jobs run of which something else is told.
    """
    lacking = [task for task in conf.all_tasks if task.name in kinds and not task.get(attribute)]
    exempt = {id(step.task) for job in told for step in job.steps}
    for job in conf.jobs if lacking else ():
        is_exempt = job.is_true("IsConnectorJob")
        exempt.update(id(step.task) for step in job.steps if is_exempt or step.get(attribute))
    together: dict[int, list[Element]] = {}
    for task in lacking:
        if id(task) not in exempt:
            together.setdefault(id(task.parent or task), []).append(task)
    yield from together.values()


def _breach(tasks: list[Element], attribute: str) -> Breach:
    related = [("also", task) for task in tasks[1:4]]
    names = listed(task.identifier for task in tasks)
    return breach(tasks[0], attribute, related=related, kind=tasks[0].name, tasks=names)
