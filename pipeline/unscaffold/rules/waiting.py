"""For which tasks the steps of a job wait: `TaskDependsOnTask`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.findings import Guess
from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.rules.kinds import EXPORT, FLAG, FULFILL, ORDERS, PREPARE, SYNCHRONIZE
from unscaffold.rules.naming import Known, Without
from unscaffold.rules.running import by_name, chains, shared_breach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from unscaffold.effective import Effective, Element, Job, Step
    from unscaffold.rules.breach import Subject

_DEPENDENCY, _PARENT = "TaskDependsOnTask", "ParentTask"
_OF_A_CONNECTOR = {EXPORT, PREPARE, SYNCHRONIZE}


def parent_unknown(conf: Effective) -> Iterator[Breach]:
    together = [*_unknown_parents(conf)]
    known = [task.identifier for task in conf.all_tasks if task.identifier] if together else []
    for dependencies in together:
        parent = dependencies[0].get(_PARENT)
        tasks = [dependency.parent for dependency in dependencies if dependency.parent]
        own = {task.identifier.lower() for task in tasks}
        yield breach(
            dependencies[0],
            _PARENT,
            guess=Guess(parent, (Without(known, own),)),
            related=[("also", dependency) for dependency in dependencies[1:4]],
            tasks=listed(task.identifier or task.name for task in tasks),
            value=parent,
        )


def _unknown_parents(conf: Effective) -> Iterable[list[Element]]:
    """Return the dependencies on tasks that nobody declares, those of a job on one task together."""
    named = {dependency.get(_PARENT).lower() for dependency in conf.below_steps(_DEPENDENCY)}
    unknown = named - conf.tasks.keys() - conf.gone - {""}
    if not unknown:
        return ()
    calls = [step.element for job in conf.jobs for step in job.steps if step.element is not step.task]
    together: dict[tuple[int, str], list[Element]] = {}
    for task in (*conf.all_tasks, *calls):
        for dependency in task.of(_DEPENDENCY):
            parent = dependency.get(_PARENT).lower()
            if parent in unknown:
                together.setdefault((id(task.parent or task), parent), []).append(dependency)
    return together.values()


def parent_not_in_job(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        elsewhere = {parent.lower() for step in job.steps for parent in step.parents} - job.first.keys()
        known = conf.tasks.keys() & elsewhere
        for step, parents, subject in _waits(job) if known else ():
            missing = [name for name in parents if name.lower() in known]
            if missing:
                related = [("declared", conf.tasks[missing[0].lower()])]
                names = listed(missing)
                yield breach(subject, _PARENT, related=related, job=job.identifier, step=step.name, parents=names)


def parent_not_earlier(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        if job.has_mixed_levels:  # J401 tells it
            continue
        for step, parents, subject in _waits(job):
            known = ((name, job.first[name.lower()]) for name in parents if name.lower() in job.first)
            late = {name: other for name, other in known if not other.is_before(step)}
            if late:
                related = [("other", next(iter(late.values())))]
                names = listed(late)
                yield breach(subject, _PARENT, related=related, job=job.identifier, step=step.name, parents=names)


def _waits(job: Job) -> Iterator[tuple[Step, list[str], Subject]]:
    """Yield the steps of a job with the tasks for which they wait, each with what says so in the job.

    A task that waits itself does so wherever it is called: that is told of its first call.
    """
    told: set[Element] = set()
    for step in job.steps:
        own = [child for child in step.element.children if child.name == _DEPENDENCY]
        for dependency in own:
            yield step, [dependency.get(_PARENT)], dependency
        if step.task and not own and step.task not in told:
            told.add(step.task)
            yield step, step.parents, step


class _Need(NamedTuple):
    """Which kind of tasks waits for which other one, on what both name; if `all`, for each of these."""

    kind: str
    earlier: str
    names: Callable[[Step], list[str]]
    all: bool = False


def _connectors(step: Step) -> list[str]:
    return step.connectors


def _provisioned(step: Step) -> list[str]:
    return [*step.resource_types, *step.connectors]


def _everything(step: Step) -> list[str]:  # noqa: ARG001 - the change tables are those of all connectors
    return ["*"]


_NEEDS = (
    _Need(PREPARE, EXPORT, _connectors, all=True),
    _Need(SYNCHRONIZE, PREPARE, _connectors),
    _Need(FLAG, SYNCHRONIZE, _everything),
    _Need(FULFILL, ORDERS, _provisioned),
)


def dependency_missing(conf: Effective) -> Iterator[Breach]:
    # In an initialization job, nothing waits: neither do its tasks where another job calls them.
    first_load = [job for job in conf.jobs if job.is_true("IsInitializationJob")]
    exempt = {step.task for job in first_load for step in job.steps if step.task}
    for job in chains(conf):
        if not job.has_mixed_levels:
            for need in _NEEDS:
                loose = [step for step in _loose(job, need) if step.task not in exempt]
                if loose:
                    yield shared_breach(job, loose, earlier=need.earlier)


def _loose(job: Job, need: _Need) -> list[Step]:
    """Return the steps that do not wait for the tasks before them that they need, nor for any that J412 tells."""
    before = by_name(job.of(need.earlier) if job.of(need.kind) else (), need.names)
    tasks = {name: {step.identifier.lower() for step in steps} for name, steps in before.items()}
    loose = []
    for step in job.of(need.kind):
        names = [name.lower() for name in need.names(step)]
        known = [tasks[name] for name in names if name in tasks and before[name][0].is_before(step)]
        parents = {parent.lower() for parent in step.parents}
        misses = not all(one <= parents for one in known) if need.all else all(map(parents.isdisjoint, known))
        if known and misses:
            loose.append(step)
    settled = [step for step in loose if all(parent.lower() in job.first for parent in step.parents)]
    return [step for step in settled if not _follows(step, job.first)]


def _follows(step: Step, first: Mapping[str, Step]) -> bool:
    """Return whether a synchronization waits for an export of its connector, as the page on complete jobs lets it."""
    exports = (one for parent in step.parents if (one := first[parent.lower()]).kind == EXPORT)
    return step.kind == SYNCHRONIZE and any(not _are_apart(step, one) for one in exports)


def dependency_cross_connector(conf: Effective) -> Iterator[Breach]:
    known = Known(conf, "Connector")
    for job in chains(conf):
        crossing: dict[Step, Step] = {}
        for step, parents, _ in _waits(job):
            others = (job.first[name.lower()] for name in parents if name.lower() in job.first)
            for other in others if step.kind in _OF_A_CONNECTOR else ():
                is_crossing = other.kind in _OF_A_CONNECTOR and _are_apart(step, other)
                # J217 tells of connectors that nobody declares.
                if is_crossing and not any(map(known.lacks, (*step.connectors, *other.connectors))):
                    crossing.setdefault(step, other)
        if crossing:
            yield shared_breach(job, [*crossing], parents=listed(other.name for other in crossing.values()))


def _are_apart(one: Step, other: Step) -> bool:
    """Return whether two steps certainly work on different connectors."""
    if one.connectors == other.connectors:
        return False
    own, others = ({name.lower() for name in step.connectors} for step in (one, other))
    return bool(own and others) and own.isdisjoint(others)
