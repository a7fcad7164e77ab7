"""Tasks that run on another agent than their job: the product allows the job's agent and the server."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.findings import diagnose
from unscaffold.jobs import adding_region, agents_in, identified, may_call, steps_in
from unscaffold.vocabulary import is_job, is_task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from unscaffold.expanding.expansion import Expanded, Expansion
    from unscaffold.findings import Finding, Region
    from unscaffold.jobs import StepText
    from unscaffold.reading import Declared

    # Agents by the identifiers of tasks in lower case; empty for the server.
    Agents = dict[str, str]


class _Step(NamedTuple):
    """A step of a job, with the agents of both, empty for the server, and what tells where it stands."""

    job: str
    job_agent: str
    identifier: str
    agent: str
    region: Callable[[], Region]


def strays(expansion: Expansion, *, are_own: bool) -> Iterator[Finding]:
    """Yield the steps whose task runs on another agent than its job; the scaffoldings that generate such a one fail.

    Args:
        expansion: The expansion, with its adjustments.
        are_own: Whether stylesheets of somebody's own may have generated such steps without an argument.
    """
    applied = expansion.applied
    written = [one for one in expansion.configuration.jobs if one.outermost not in applied]
    adjusted = {id(one.scaffolding) for one in expansion.adjustments}
    doubtful = [
        one
        for one in expansion.expanded
        if not one.failed and (are_own or id(one.scaffolding) in adjusted or may_call(one.xml))
    ]
    expansion.calls = bool(doubtful) or any(one.children for one in written)
    agents = _agents_by_hand(expansion.configuration.context_jobs)
    agents |= _agents(expansion.expanded, written, {*_called_by_hand(written), *_called(doubtful)})
    for one in doubtful:
        for found in map(_stray, _generated_steps(expansion, one, agents)):
            if found:
                one.failed = True
                yield found
    yield from filter(None, map(_stray, _written_steps(written, agents)))


def _stray(step: _Step) -> Finding | None:
    if not step.agent or step.agent.lower() == step.job_agent.lower():
        return None
    values = {"value": step.identifier, "agent": step.agent, "job": step.job}
    values["where"] = f"on the agent '{step.job_agent}'" if step.job_agent else "on the server"
    return diagnose("stray-agent", step.region(), values)


def _agents(expanded: Iterable[Expanded], written: Iterable[Declared], called: set[str]) -> Agents:
    """Return the agents of tasks written by hand, and of those generated ones that are called."""
    agents = _agents_by_hand(written)
    wanted = called - agents.keys()
    for one in expanded if wanted else ():
        if not one.is_tentative and any(name.lower() in wanted for _, name in identified(one.xml)):
            agents |= {key: agent for key, agent in agents_in(one.xml) if key in wanted}
    return agents


def _agents_by_hand(written: Iterable[Declared]) -> Agents:
    agents: Agents = {}
    for task in written:
        if is_task(task.name) and task.identifier:
            _consolidate(agents, task)
    return agents


def _consolidate(agents: Agents, element: Declared) -> None:
    """Take the agent of a job or a task written by hand, or the change of an earlier one's."""
    key = element.identifier.lower()
    if element.mode == "delete":
        agents.pop(key, "")
    elif element.mode == "merge":
        agents[key] = element.attributes.get("Agent", agents.get(key, ""))
    else:
        agents[key] = element.attributes.get("Agent", "")


def _called_by_hand(written: Iterable[Declared]) -> Iterator[str]:
    for job in written:
        for _name, attributes, _number in job.children:
            yield attributes.get("Identifier", "").lower()


def _called(doubtful: Iterable[Expanded]) -> Iterator[str]:
    for one in doubtful:
        yield from (step.attribute("Identifier").lower() for step in steps_in(one.xml) if not is_task(step.name))


def _generated_steps(expansion: Expansion, one: Expanded, agents: Mapping[str, str]) -> Iterator[_Step]:
    for step in steps_in(one.xml):
        identifier, agent = step.attribute("Identifier"), step.attribute("Agent")
        if not agent and not is_task(step.name):
            agent = agents.get(identifier.lower(), "")
        yield _Step(
            step.of_job("Identifier"),
            step.of_job("Agent"),
            identifier,
            agent,
            partial(_cause, expansion, one.scaffolding, step),
        )


def _cause(expansion: Expansion, scaffolding: Declared, step: StepText) -> Region:
    """Return the region of what brought a step into a job: an adjustment, an AddTask, else the scaffolding."""
    made = {
        one.identifier.lower(): one.element.region("Agent")
        for one in expansion.adjustments
        if one.scaffolding is scaffolding
    }
    identifier = step.attribute("Identifier")
    added = adding_region(scaffolding, identifier)
    job = made.get(step.of_job("Identifier").lower())
    return made.get(identifier.lower()) or added or job or scaffolding.region()


def _written_steps(written: Sequence[Declared], agents: Mapping[str, str]) -> Iterator[_Step]:
    of_jobs: Agents = {}
    for element in written:
        if is_job(element.name):
            _consolidate(of_jobs, element)
    job, job_agent = "", ""
    for element in written:
        if is_job(element.name):
            job, job_agent = element.identifier, of_jobs.get(element.identifier.lower(), "")
            for _name, attributes, number in element.children:
                identifier, own = attributes.get("Identifier", ""), attributes.get("Agent", "")
                region = partial(element.region, "Agent" if own else "Identifier", number)
                yield _Step(job, job_agent, identifier, own or agents.get(identifier.lower(), ""), region)
        elif len(element.way) > 1:  # a task of the job before it
            agent = element.attributes.get("Agent", "")
            yield _Step(job, job_agent, element.identifier, agent, partial(element.region, "Agent"))
