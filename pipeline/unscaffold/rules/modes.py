"""Complete and incremental work: modes, changes that are kept and flagged, and what is only for a first load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.rules.kinds import (
    CLASSIFICATION,
    COMPUTING,
    EXPORT,
    FLAG,
    FULFILL,
    KEYS,
    ORDERS,
    PREPARE,
    RISKS,
    ROLE_MODEL,
    SYNCHRONIZE,
)
from unscaffold.rules.running import ordered, runs_after_one, settled, shared_breach
from unscaffold.vocabulary import packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.effective import Effective, Job, Step

_MODES = ("Initial", "Complete", "Incremental")
_DIRTY = (*COMPUTING, RISKS, CLASSIFICATION)  # the kinds that can work on what was flagged only
# Those that wait for the flag: properties are computed without, in the jobs that the product generates.
_WAITING = (KEYS, ROLE_MODEL, CLASSIFICATION)


def prepare_mode_mixed(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        for name, steps in job.by_connector(PREPARE).items():
            known = [step for step in steps if step.mode in _MODES]
            other = [step for step in known if step.mode != known[0].mode]
            if other:
                first = known[0]
                connector = next(one for one in first.connectors if one.lower() == name)
                modes = {"mode": other[0].mode, "firstmode": first.mode}
                related = [("first", first)]
                yield shared_breach(job, other, "SynchronizationMode", related=related, connector=connector, **modes)


def _modes(job: Job) -> dict[str, str]:
    """Return in which mode a job prepares its connectors, in lower case, but for those that J301 tells."""
    prepared = job.by_connector(PREPARE)
    modes = {connector: {step.mode for step in steps} for connector, steps in prepared.items()}
    return {connector: min(own) for connector, own in modes.items() if len(own) == 1}


def export_mode_mismatch(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        modes = {} if job.is_frequent else _modes(job)  # J101 and J102 tell it of a frequent job
        ignoring = [step for step in job.of(EXPORT) if step.is_true("IgnoreCookieFile")]
        wrong = [step for step in ignoring if _mode(step, modes) == "Incremental"]
        if wrong:
            how, right = 'ignores the cookie (IgnoreCookieFile="true")', "leave IgnoreCookieFile out"
            yield shared_breach(job, wrong, "IgnoreCookieFile", mode="Incremental", how=how, right=right)
        wrong = [one for one in job.of(EXPORT) if _mode(one, modes) == "Complete" and _exports_changes(conf, one)]
        if wrong:
            how, right = "exports what has changed since its last run", 'say IgnoreCookieFile="true"'
            yield shared_breach(job, wrong, "IgnoreCookieFile", mode="Complete", how=how, right=right)


def _mode(step: Step, modes: dict[str, str]) -> str:
    return next((modes[name.lower()] for name in step.connectors if name.lower() in modes), "")


def _exports_changes(conf: Effective, step: Step) -> bool:
    """Return whether an export gives changes only, as far as its package is known."""
    connection = conf.find("Connection", step.get("Connection"))
    package = packages().get(connection.get("Package").lower()) if connection else None
    complete = step.is_true("IgnoreCookieFile") or step.is_true("InitMode")
    return package is not None and package.is_incremental and not complete


def keep_changes_in_complete(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        if job.is_frequent:  # J102 and J103 say what is right there
            continue
        modes = _modes(job)
        kept = [step for step in job.of(SYNCHRONIZE) if step.is_true("DoNotDeleteChanges")]
        wrong = [one for one in kept if _mode(one, modes) in {"Complete", "Initial"} and not _must_be(conf, one)]
        if wrong:
            yield shared_breach(job, wrong, "DoNotDeleteChanges", mode=_mode(wrong[0], modes))


def _must_be(conf: Effective, step: Step) -> bool:
    """Return whether a connector of a step is prepared completely in an incremental job, too: the LDAP family is."""
    return any(one.is_prepared_completely for name in step.connectors for one in conf.packages_of(name))


def flag_after_cleared_changes(conf: Effective) -> Iterator[Breach]:
    for job in ordered(conf):
        clearing = [step for step in job.of(SYNCHRONIZE) if not step.is_true("DoNotDeleteChanges")]
        flags = [] if job.is_frequent else job.of(FLAG)[-1:]  # J103 tells it of a frequent job
        wrong = [step for step in clearing for flag in flags if step.is_before(flag)]
        if wrong:
            yield shared_breach(job, wrong, "DoNotDeleteChanges", related=[("flag", flags[0])])


def flag_position(conf: Effective) -> Iterator[Breach]:
    for job in ordered(conf):
        for flag in job.of(FLAG)[-1:]:
            late = [step for step in job.of(SYNCHRONIZE) if not step.is_before(flag)]
            if late:
                related = [("synchronization", step) for step in late[:3]]
                yield shared_breach(job, [flag], related=related, late=listed(step.name for step in late))


def flag_twice(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        flags = job.of(FLAG)
        if len(flags) > 1:
            yield shared_breach(job, flags[1:], related=[("first", flags[0])])


def dirty_without_flag(conf: Effective) -> Iterator[Breach]:
    for job in settled(conf):
        # J105 tells it of a frequent job. Where a job does not synchronize, another one may flag.
        if job.is_frequent or not job.of(SYNCHRONIZE):
            continue
        flagging = [step for step in job.of(FLAG, FULFILL) if step.kind == FLAG or step.is_true("Dirty")]
        dirty = [step for step in job.of(*_DIRTY) if step.is_true("Dirty")]
        wrong = [step for step in dirty if not runs_after_one(step, flagging)]
        if wrong:
            yield shared_breach(job, wrong, "Dirty")


def dirty_without_dependency(conf: Effective) -> Iterator[Breach]:
    for job in settled(conf):
        flags = job.of(FLAG)
        after = job.of(*_WAITING) if flags else ()
        dirty = [step for step in after if step.is_true("Dirty") and runs_after_one(step, flags)]
        known = {step.identifier.lower() for step in (*flags, *dirty)}
        loose = [step for step in dirty if known.isdisjoint(map(str.lower, step.parents))]
        if loose:
            yield shared_breach(job, loose, flag=flags[0].name)


def mixed_dirty(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        computing = job.of(*COMPUTING)
        dirty = [step for step in computing if step.is_true("Dirty")]
        whole = [step for step in computing if not step.is_true("Dirty")]
        # J104 tells it of a frequent job.
        if dirty and whole and not job.is_frequent:
            yield shared_breach(job, whole, "Dirty", dirty=listed(step.name for step in dirty))


def force_provisioning(conf: Effective) -> Iterator[Breach]:
    for job in _regular(conf):
        forced = [step for step in job.of(ORDERS) if step.is_true("ForceProvisioning")]
        if forced:
            yield shared_breach(job, forced, "ForceProvisioning")


def initial_outside_initialization(conf: Effective) -> Iterator[Breach]:
    for job in _regular(conf):
        kinds = (SYNCHRONIZE,) if job.is_frequent else (PREPARE, SYNCHRONIZE)  # J102 tells of frequent preparations
        initial = [step for step in job.of(*kinds) if _initial(step)]
        if initial:
            yield shared_breach(job, initial, _initial(initial[0]))


def _initial(step: Step) -> str:
    """Return the attribute by which a step loads everything anew; empty if it does not."""
    if step.is_true("ForceSynchronization"):
        return "ForceSynchronization"
    return "SynchronizationMode" if step.mode == "Initial" else ""


def _regular(conf: Effective) -> Iterator[Job]:
    return (job for job in conf.jobs if not job.is_true("IsInitializationJob"))


def initialization_job_scheduled(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        if job.is_true("IsInitializationJob"):
            if job.cron:
                yield breach(job, "CronTabExpression", job=job.identifier, how=f"runs on a schedule ({job.cron})")
            if not job.is_true("UserStartDenied"):
                yield breach(job, "UserStartDenied", job=job.identifier, how="can be started by any user of jobs")
