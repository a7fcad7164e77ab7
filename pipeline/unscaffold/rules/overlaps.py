"""Schedules held against each other: jobs that are at work on the same thing at the same time."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.rules.meeting import meetings
from unscaffold.rules.schedules import is_every_minute
from unscaffold.schedules import coincide, starts_within

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from unscaffold.effective import Effective, Job
    from unscaffold.rules.meeting import Shared
    from unscaffold.schedules import Coincidence, Schedule

_PREPARE = "PrepareSynchronizationTask"
_WORKING = ("ExportTask", _PREPARE, "SynchronizeTask", "FulfillTask")
_COMPLETE, _INCREMENTAL = ("Complete", "Initial"), ("Incremental",)
_ASSUMED = 60  # minutes that a complete job is taken to need
_AHEAD = 15 * 60  # minutes: the clock of a zone is at most 14 hours ahead; a job runs for one
_TOLD = 3  # jobs that are told in a sentence
_ZONES = ("UTC", "ServerTime")
_ANY_ZONE = ""


def overlap_same_start(conf: Effective) -> Iterator[Breach]:
    tasks = cache(_first_tasks)
    for job, others in meetings(conf.once(_scheduled), _work, _timing, _coincidence):
        # Of those that start with the same task, overlap-same-task tells.
        left = [(other, met) for other, met in others if tasks(job).isdisjoint(tasks(other))]
        if left:
            jobs = [other for other, _ in left]
            connectors = _names(_work(job) & _work(jobs[0]))
            yield _breach(job, jobs, connectors=connectors, when=left[0][1].words)


def overlap_same_task(conf: Effective) -> Iterator[Breach]:
    for job, others in meetings(conf.once(_scheduled), _first_tasks, _timing, _coincidence):
        jobs = [other for other, _ in others]
        yield _breach(job, jobs, tasks=_names(_first_tasks(job) & _first_tasks(jobs[0])), when=others[0][1].words)


def overlap_frequent_in_complete(conf: Effective) -> Iterator[Breach]:
    for job, others in meetings(conf.once(_scheduled), _preparations, _timing_and_role, _starts_meanwhile):
        jobs = [other for other, _ in others]
        frequent, complete = ([job], jobs) if job.is_frequent else (jobs, [job])
        yield _breach(
            job,
            jobs,
            frequent=_told(frequent),
            complete=_told(complete),
            connectors=_names(_preparations(job) & _preparations(jobs[0])),
        )


def cron_zones_mixed(conf: Effective) -> Iterator[Breach]:
    for job, others in meetings(conf.once(_scheduled), _work, _timing, _other_zone):
        jobs = [other for other, _ in others]
        connectors = _names(_work(job) & _work(jobs[0]))
        yield _breach(job, jobs, zone=job.time_zone, other_zone=others[0][1], connectors=connectors)


def _breach(job: Job, others: Sequence[Job], **values: Any) -> Breach:
    related = [("also", other) for other in others[:_TOLD]]
    words = _schedule(job).words
    values = {"job": job.identifier, "words": words, "others": _told(others), **values}
    return breach(job, "CronTabExpression", related=related, **values)


def _told(jobs: Sequence[Job]) -> str:
    """Return jobs for a sentence: 'A' (at 02:00 every day), 'B' (every hour) and 2 more."""
    told = ", ".join(f"'{job.identifier}' ({_schedule(job).words})" for job in jobs[:_TOLD])
    return f"{told} and {len(jobs) - _TOLD} more" if len(jobs) > _TOLD else told


def _names(shared: Shared) -> str:
    return listed(sorted(name for _, name in shared))


def _scheduled(conf: Effective) -> list[Job]:
    """Return the jobs of which it can be said when they start, and of which neither J603 nor J604 doubts it."""
    known = [job for job in conf.jobs if job.schedule and not job.schedule.is_never and job.time_zone in _ZONES]
    return [job for job in known if len(_schedule(job).seconds) == 1 and not is_every_minute(_schedule(job))]


def _schedule(job: Job) -> Schedule:
    assert job.schedule
    return job.schedule


def _work(job: Job) -> Shared:
    """Return what a job does with each connector: two that do the same with one disturb each other."""
    return frozenset((step.kind, name) for step in job.of(*_WORKING) for name in step.connectors)


def _first_tasks(job: Job) -> Shared:
    """Return the tasks that run as soon as a job starts; what comes later in two jobs seldom does so together."""
    first = (step.task for step in job.steps if step.identifier and not job.steps[0].is_before(step))
    return frozenset((f"{id(task)}", task.identifier) for task in first if task)


def _preparations(job: Job) -> Shared:
    """Return the connectors that a frequent job prepares incrementally, or another one completely."""
    modes = _INCREMENTAL if job.is_frequent else _COMPLETE
    steps = (step for step in job.of(_PREPARE) if step.mode in modes)
    return frozenset((_PREPARE, name) for step in steps for name in step.connectors)


def _zone(job: Job) -> str:
    return _ANY_ZONE if _schedule(job).is_the_same_in_all_zones else job.time_zone


def _timing(job: Job) -> Hashable:
    one = _schedule(job)
    return one.minutes, one.hours, one.month_days, one.months, one.weekdays, _zone(job)


def _timing_and_role(job: Job) -> Hashable:
    return _timing(job), job.is_frequent


def _is_comparable(one: Job, other: Job) -> bool:
    return len({_zone(one), _zone(other)} - {_ANY_ZONE}) <= 1


def _coincidence(one: Job, other: Job) -> Coincidence | None:
    return coincide(_schedule(one), _schedule(other)) if _is_comparable(one, other) else None


def _starts_meanwhile(one: Job, other: Job) -> bool | None:
    """Return whether a frequent job starts while a complete one may be at work; of a common start, others tell."""
    if one.is_frequent == other.is_frequent or not _is_comparable(one, other) or _coincidence(one, other):
        return None
    frequent, complete = (one, other) if one.is_frequent else (other, one)
    return starts_within(_schedule(frequent), _ASSUMED, _schedule(complete)) or None


def _other_zone(one: Job, other: Job) -> str | None:
    """Return the zone of the one, if it is another one, and the jobs may meet, however far the zones are apart."""
    first, second = _schedule(one), _schedule(other)
    if _is_comparable(one, other) or first.is_round_the_clock or second.is_round_the_clock:
        return None
    may_meet = starts_within(first, _AHEAD, second) or starts_within(second, _AHEAD, first)
    return one.time_zone if may_meet or coincide(first, second) else None
