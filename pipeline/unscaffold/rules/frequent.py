"""Jobs that run more than once an hour: what they must not do."""

from __future__ import annotations

from operator import methodcaller
from typing import TYPE_CHECKING, Any

from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.rules.kinds import COMPUTING, EXPORT, EXPRESSIONS, FLAG, KEYS, PREPARE, PROFILES, RISKS, SYNCHRONIZE
from unscaffold.rules.running import is_known, waits_for_unknown
from unscaffold.rules.spelling import says_not

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unscaffold.effective import Effective, Job, Step

_OF_ENTITY_TYPES = (EXPRESSIONS, KEYS)
_NOT_ALLOWED = (PROFILES, "ActivityInstanceActorTask")
_HEAVY = (
    "MaintainIndexesTask",
    "ManageConfigurationIndexesTask",
    RISKS,
    "GetRoleMiningTask",
    "BuildRoleModelTask",
    "DeployConfigurationTask",
    "ResetValidFromTask",
    "SavePreExistingAccessRightsTask",
)
_INCREMENTALLY = 'say SynchronizationMode="Incremental", or run the job less often'
_LESS_OFTEN = "run it once a day, and have an incremental job for what is to run often"


def frequent_export_complete(conf: Effective) -> Iterator[Breach]:
    yield from _steps(conf, (EXPORT,), methodcaller("is_true", "IgnoreCookieFile"), "IgnoreCookieFile")


def frequent_prepare_complete(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        complete = [step for step in job.of(PREPARE) if _prepares_all(step)] if job.is_frequent else []
        for steps, severity in zip(_by_need(conf, complete), ("", "info"), strict=True):
            if steps:
                related = [("also", step) for step in steps[:3]]
                right = _LESS_OFTEN if _is_complete(conf, job) else _INCREMENTALLY
                yield _breach(job, steps, job, "CronTabExpression", severity=severity, related=related, right=right)


def frequent_sync_clears_changes(conf: Effective) -> Iterator[Breach]:
    yield from _steps(conf, (SYNCHRONIZE,), lambda step: says_not(step, "DoNotDeleteChanges"))


def frequent_not_dirty(conf: Effective) -> Iterator[Breach]:
    yield from _steps(conf, COMPUTING, lambda step: says_not(step, "Dirty"))


def frequent_no_flag(conf: Effective) -> Iterator[Breach]:
    for job in _frequent(conf):
        synchronized = job.of(SYNCHRONIZE)[:1]
        dirty = [step for step in job.of(*COMPUTING) if step.is_true("Dirty")][:1]
        is_told = waits_for_unknown(conf, dirty) or not is_known(job)
        if synchronized and dirty and not is_told and not any(flag.is_before(dirty[0]) for flag in job.of(FLAG)):
            yield _breach(job, dirty, dirty[0], "Dirty")


def frequent_all_entity_types(conf: Effective) -> Iterator[Breach]:
    yield from _steps(
        conf, _OF_ENTITY_TYPES, lambda step: step.is_true("AllEntityType") or not step.entity_types, "AllEntityType"
    )


def frequent_every_entity_type(conf: Effective) -> Iterator[Breach]:
    declared = {one.identifier.lower() for one in conf.of("EntityType")}
    if len(declared) < 2:  # noqa: PLR2004 - a single one is no list
        return
    of_connectors = _entity_types(conf)
    for job in _frequent(conf):
        listing = job.of(*_OF_ENTITY_TYPES)
        steps = [step for step in listing if declared <= {name.lower() for name in step.entity_types}]
        own = job.by_connector() if steps else {}
        # The product itself lists those of all connectors in the jobs of an agent.
        if steps and len(own) <= 1 and not declared <= {one for name in own for one in of_connectors.get(name, ())}:
            related = [("also", step) for step in steps[1:4]]
            yield _breach(job, steps, steps[0], related=related, count=len(declared))


def _entity_types(conf: Effective) -> dict[str, set[str]]:
    """Return the entity types of each connector, and those from which they are provisioned, all in lower case."""
    found: dict[str, set[str]] = {}
    for mapping in conf.of("EntityTypeMapping"):
        found.setdefault(mapping.get("Connector").lower(), set()).add(mapping.identifier.lower())
    for one in conf.of("ResourceType"):
        connector = conf.connector_of_type(one.identifier).lower()
        found.setdefault(connector, set()).add(one.get("SourceEntityType").lower())
    return found


def frequent_duplicate_task(conf: Effective) -> Iterator[Breach]:
    for job in _frequent(conf):
        for kind in COMPUTING:
            steps = job.of(kind)
            if len(steps) > 1:
                yield _breach(job, steps, steps[1], related=[("first", steps[0])], kind=kind)


def frequent_forbidden_task(conf: Effective) -> Iterator[Breach]:
    for job in _frequent(conf):
        for step in job.of(*_NOT_ALLOWED):
            yield _breach(job, [step], step, kind=step.kind)


def frequent_heavy_task(conf: Effective) -> Iterator[Breach]:
    yield from _steps(conf, _HEAVY, lambda _: True)


def frequent_incremental_flag(conf: Effective) -> Iterator[Breach]:
    for job in _frequent(conf):
        steps = [step for step in job.of(PREPARE) if step.mode == "Incremental"]
        # The product itself does not say it of the jobs of an agent.
        is_of_agent = job.is_generated or len(job.by_connector()) > 1
        if steps and not is_of_agent and not job.is_true("IsIncremental"):
            yield _breach(job, steps, job, "IsIncremental")


def _frequent(conf: Effective) -> Iterator[Job]:
    """Yield the frequent jobs, but for complete ones: of these, J102 tells the one thing that is wrong."""
    return (job for job in conf.jobs if job.is_frequent and not _is_complete(conf, job))


def _is_complete(conf: Effective, job: Job) -> bool:
    """Return whether a job is complete in all that it does: its schedule is what does not fit."""
    prepared = _by_need(conf, job.of(PREPARE))[0]
    flagging = job.of(FLAG) or any(step.is_true("Dirty") for step in job.of(*COMPUTING))
    keeping = any(step.is_true("DoNotDeleteChanges") for step in job.of(SYNCHRONIZE))
    return bool(prepared) and all(map(_prepares_all, prepared)) and not (flagging or keeping)


def _prepares_all(step: Step) -> bool:
    """Return whether a step says that it prepares all data; C405 tells of what is no mode."""
    return step.mode in {"Initial", "Complete"} or (not step.mode and says_not(step, "SynchronizationMode"))


def _by_need(conf: Effective, steps: list[Step]) -> tuple[list[Step], list[Step]]:
    """Return the steps that could prepare changes, and those whose connectors must be prepared completely."""
    split: tuple[list[Step], list[Step]] = ([], [])
    for step in steps:
        needed = bool(step.connectors) and all(map(conf.is_prepared_completely, step.connectors))
        split[needed and step.mode == "Complete"].append(step)
    return split


def _steps(
    conf: Effective,
    kinds: tuple[str, ...],
    is_wrong: Callable[[Step], bool],
    attribute: str = "",
    **values: Any,
) -> Iterator[Breach]:
    """Yield one breach for all steps of a job that are wrong in the same way, at the first of them."""
    for job in _frequent(conf):
        wrong = [step for step in job.of(*kinds) if is_wrong(step)]
        if wrong:
            related = [("also", step) for step in wrong[1:4]]
            yield _breach(job, wrong, wrong[0], attribute, related=related, what=attribute, **values)


def _breach(job: Job, steps: list[Step], subject: Job | Step, attribute: str = "", **more: Any) -> Breach:
    told = listed(step.name for step in steps)
    return breach(subject, attribute, job=job.identifier, cron=job.cron, steps=told, **more)
