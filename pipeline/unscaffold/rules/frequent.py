"""Jobs that run more than once an hour: what they must not do."""

from __future__ import annotations

from operator import methodcaller
from typing import TYPE_CHECKING, Any

from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.rules.kinds import COMPUTING, EXPORT, EXPRESSIONS, FLAG, KEYS, PREPARE, PROFILES, RISKS, SYNCHRONIZE
from unscaffold.rules.running import by_name, connectors

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


def frequent_export_complete(conf: Effective) -> Iterator[Breach]:
    for attribute in ("IgnoreCookieFile", "InitMode"):
        yield from _steps(conf, (EXPORT,), methodcaller("is_true", attribute), attribute)


def frequent_prepare_complete(conf: Effective) -> Iterator[Breach]:
    for job, step in _of(conf, PREPARE):
        if step.mode != "Incremental":
            is_needed = bool(step.connectors) and all(map(conf.is_prepared_completely, step.connectors))
            severity = "info" if is_needed else ""
            yield _breach(job, [step], job, "CronTabExpression", severity=severity, related=[("step", step)])


def frequent_sync_clears_changes(conf: Effective) -> Iterator[Breach]:
    yield from _steps(conf, (SYNCHRONIZE,), lambda step: not step.is_true("DoNotDeleteChanges"))


def frequent_not_dirty(conf: Effective) -> Iterator[Breach]:
    yield from _steps(conf, COMPUTING, lambda step: not step.is_true("Dirty"))


def frequent_no_flag(conf: Effective) -> Iterator[Breach]:
    for job in _frequent(conf):
        synchronized = job.of(SYNCHRONIZE)[:1]
        dirty = [step for step in job.of(*COMPUTING) if step.is_true("Dirty")][:1]
        if synchronized and dirty and not any(flag.is_before(dirty[0]) for flag in job.of(FLAG)):
            yield _breach(job, dirty, dirty[0], "Dirty")


def frequent_all_entity_types(conf: Effective) -> Iterator[Breach]:
    yield from _steps(
        conf, _OF_ENTITY_TYPES, lambda step: step.is_true("AllEntityType") or not step.entity_types, "AllEntityType"
    )


def frequent_every_entity_type(conf: Effective) -> Iterator[Breach]:
    declared = {one.identifier.lower() for one in conf.of("EntityType")}
    for job, step in _of(conf, *_OF_ENTITY_TYPES):
        if len(declared) > 1 and declared <= {name.lower() for name in step.entity_types}:
            yield _breach(job, [step], step, count=len(declared))


def frequent_duplicate_task(conf: Effective) -> Iterator[Breach]:
    for job in _frequent(conf):
        for kind in COMPUTING:
            steps = job.of(kind)
            if len(steps) > 1:
                yield _breach(job, steps, steps[1], related=[("first", steps[0])], kind=kind)


def frequent_forbidden_task(conf: Effective) -> Iterator[Breach]:
    for job, step in _of(conf, *_NOT_ALLOWED):
        yield _breach(job, [step], step, kind=step.kind)


def frequent_heavy_task(conf: Effective) -> Iterator[Breach]:
    for job, step in _of(conf, *_HEAVY):
        yield _breach(job, [step], step, kind=step.kind)


def frequent_incremental_flag(conf: Effective) -> Iterator[Breach]:
    for job in _frequent(conf):
        steps = [step for step in job.of(PREPARE) if step.mode == "Incremental"]
        # The product itself does not say it of the jobs of an agent.
        is_of_agent = job.is_generated or len(by_name(job.steps, connectors)) > 1
        if steps and not is_of_agent and not job.is_true("IsIncremental"):
            yield _breach(job, steps, job, "IsIncremental")


def _frequent(conf: Effective) -> Iterator[Job]:
    return (job for job in conf.jobs if job.is_frequent)


def _of(conf: Effective, *kinds: str) -> Iterator[tuple[Job, Step]]:
    return ((job, step) for job in _frequent(conf) for step in job.of(*kinds))


def _steps(
    conf: Effective, kinds: tuple[str, ...], is_wrong: Callable[[Step], bool], attribute: str = ""
) -> Iterator[Breach]:
    """Yield one breach for all steps of a job that are wrong in the same way, at the first of them."""
    for job in _frequent(conf):
        wrong = [step for step in job.of(*kinds) if is_wrong(step)]
        if wrong:
            related = [("also", step) for step in wrong[1:4]]
            yield _breach(job, wrong, wrong[0], attribute, related=related, what=attribute)


def _breach(job: Job, steps: list[Step], subject: Job | Step, attribute: str = "", **more: Any) -> Breach:
    told = listed(step.name for step in steps)
    return breach(subject, attribute, job=job.identifier, cron=job.cron, steps=told, **more)
