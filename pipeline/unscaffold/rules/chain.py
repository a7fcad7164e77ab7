"""The chain of tasks in a job: in which order they run, and what each needs before or after it."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from unscaffold.rules.breach import Breach, listed
from unscaffold.rules.kinds import (
    COMPUTING,
    EXPORT,
    EXPRESSIONS,
    FULFILL,
    KEYS,
    ORDERS,
    PREPARE,
    ROLE_MODEL,
    SYNCHRONIZE,
)
from unscaffold.rules.naming import Known
from unscaffold.rules.running import (
    by_name,
    chains,
    ordered,
    resolved,
    runs_after_one,
    settled,
    shared_breach,
    waits_for_unknown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unscaffold.effective import Effective, Job, Step

_HANDING_OVER = ((EXPORT, PREPARE), (PREPARE, SYNCHRONIZE), (ORDERS, FULFILL))
_NO_TYPE = "None"  # the default of Type


def step_order(conf: Effective) -> Iterator[Breach]:
    targets = _targets(conf)
    for job in ordered(conf):
        found = [(earlier, _handed_over_late(job, earlier, later)) for earlier, later in _HANDING_OVER]
        # An initialization job computes in cycles, of which one comes before what the next one needs.
        if not job.is_true("IsInitializationJob"):
            found.append((EXPRESSIONS, _computed_early(job, EXPRESSIONS, KEYS, {})))
            found.append((KEYS, _computed_early(job, KEYS, ROLE_MODEL, targets if job.of(SYNCHRONIZE) else {})))
        for earlier, each in found:
            # J413 tells it of a step that says that it waits for the other one.
            early = {step: other for step, other in each.items() if not step.waits_for(other)}
            if early:
                related = [("other", other) for other in dict.fromkeys(early.values())][:3]
                yield shared_breach(job, [*early], related=related, earlier=earlier)


def _handed_over_late(job: Job, earlier: str, later: str) -> dict[Step, Step]:
    """Return the steps that run before what they take over of a connector, each with the task that comes too late.

    Each task of the later kind needs one before it; what comes after the last of them is not taken over at all.
    """
    if _is_in_order(job, earlier, later):
        return {}
    before, after = job.by_connector(earlier), job.by_connector(later)
    early: dict[Step, Step] = {}
    for name, steps in after.items():
        if name not in before:
            continue
        first, last = before[name][0], steps[-1]
        early |= {step: first for step in steps if not first.is_before(step)}
        unused = next((step for step in before[name] if not step.is_before(last)), None)
        if unused:
            early.setdefault(last, unused)
    return {step: early[step] for step in job.of(later) if step in early}


def _is_in_order(job: Job, earlier: str, later: str) -> bool:
    """Return whether all tasks of a kind have ended when the first of another one begins."""
    before, after = job.of(earlier), job.of(later)
    return not (before and after) or before[-1].is_before(after[0])


def _targets(conf: Effective) -> dict[str, set[str]]:
    """Return to which entity types each one is provisioned, all in lower case: their keys find what belongs to it."""
    found: dict[str, set[str]] = {}
    for one in conf.of("ResourceType"):
        found.setdefault(one.get("SourceEntityType").lower(), set()).add(one.get("TargetEntityType").lower())
    return found


def _computed_early(job: Job, earlier: str, later: str, targets: Mapping[str, set[str]]) -> dict[Step, Step]:
    """Return the steps before which nothing computes what they need of their entity types, though something does.

    One task before is enough: another one may compute once more what is fulfilled in between.

    Args:
        job: The job.
        earlier: The kind of the tasks that compute what is needed.
        later: The kind of the steps.
        targets: Which entity types these need besides each one that they name.
    """
    if _is_in_order(job, earlier, later):
        return {}
    first = {name: steps[0] for name, steps in by_name(job.of(earlier), attrgetter("entity_types")).items()}
    before: dict[str, Step] = {**first}
    for name in {name.lower() for step in job.of(later) for name in step.entity_types}:
        needed = first.keys() & targets.get(name, set())
        if needed:
            before[name] = min((first[one] for one in first.keys() & {name, *needed}), key=attrgetter("number"))
    early: dict[Step, Step] = {}
    for step in job.of(later):
        known = [before[name.lower()] for name in step.entity_types if name.lower() in before]
        if known and not any(other.is_before(step) for other in known):
            early[step] = known[0]
    return early


def sync_without_prepare(conf: Effective) -> Iterator[Breach]:
    yield from _without(conf, SYNCHRONIZE, PREPARE)


def prepare_without_sync(conf: Effective) -> Iterator[Breach]:
    yield from _without(conf, PREPARE, SYNCHRONIZE)


def export_without_prepare(conf: Effective) -> Iterator[Breach]:
    yield from _without(conf, EXPORT, PREPARE, SYNCHRONIZE)  # J202 tells it of what is synchronized


def _without(conf: Effective, kind: str, *partner: str) -> Iterator[Breach]:
    """Yield a breach for the steps of a kind on whose connectors no step of other kinds in their job works.

    Names of what nobody declares are told as such: J411 and J217.
    """
    unknown = Known(conf, "Connector")
    # Where nothing of a connector is mapped, a scaffolding generates its export alone; U321 or C102 tells it.
    told = conf.unmapped_connectors if kind == EXPORT else frozenset()
    for job in resolved(conf):
        partners, own = job.by_connector(*partner), job.by_connector(kind)
        lonely = own.keys() - partners.keys() - told
        if not lonely or waits_for_unknown(conf, job.of(kind)) or any(map(unknown.lacks, (*partners, *own))):
            continue
        wrong = [step for step in job.of(kind) if not lonely.isdisjoint(map(str.lower, step.connectors))]
        names = (name for step in wrong for name in step.connectors if name.lower() in lonely)
        yield shared_breach(job, wrong, connectors=listed(names))


def type_mismatch(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        prepared = job.by_connector(PREPARE)
        types = {name: {_type(one).lower() for one in steps} for name, steps in prepared.items()}
        # Of which name a number is the value, only the product knows.
        vague = {name for name, own in types.items() if any(map(str.isdigit, own))}
        for step in job.of(SYNCHRONIZE):
            own, known = _type(step), [name.lower() for name in step.connectors if name.lower() in types]
            if known and not (own.isdigit() or any(own.lower() in types[name] or name in vague for name in known)):
                before = prepared[known[0]][0]
                yield shared_breach(
                    job, [step], "Type", related=[("preparation", before)], own=own, prepared=_type(before)
                )


def _type(step: Step) -> str:
    return step.get("Type").strip() or _NO_TYPE


def compute_without_source(conf: Effective) -> Iterator[Breach]:
    for job in settled(conf):
        changing = job.of(SYNCHRONIZE, FULFILL)
        wrong = [step for step in job.of(EXPRESSIONS, KEYS) if not runs_after_one(step, changing)]
        if wrong and job.of(SYNCHRONIZE):
            yield shared_breach(job, wrong)


def task_twice(conf: Effective) -> Iterator[Breach]:
    for job in chains(conf):
        if not job.cron or job.is_true("IsInitializationJob"):
            continue
        # J107 tells of tasks that compute in a frequent job.
        kinds = (*(() if job.is_frequent else COMPUTING), ORDERS, FULFILL, PREPARE, SYNCHRONIZE)
        several = [kind for kind in kinds if len(job.of(kind)) > 1]
        first: dict[tuple[str, ...], Step] = {}
        repeated = {
            step: one for step in job.of(*several) if (one := first.setdefault(_what(step), step)) is not step
        }
        if repeated:
            related = [("first", one) for one in repeated.values()][:3]
            yield shared_breach(job, [*repeated], related=related)


def _what(step: Step) -> tuple[str, ...]:
    """Return what a step does: its kind, and what it is for."""
    how = [str(step.is_true(attribute)) for attribute in ("Dirty", "DoNotDeleteChanges")]
    scope = [*step.entity_types, *step.resource_types, *step.connectors, step.get("Connection")]
    return (step.kind, step.mode, *how, *sorted({name.lower() for name in scope}))
