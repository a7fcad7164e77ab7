"""The schedule of one job: what it says, whether it is what was meant, and how often it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from unscaffold.effective import Element, Job
from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.rules.spelling import renamings
from unscaffold.schedules import NotCron, Schedule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.effective import Effective
    from unscaffold.findings import Region

_CRON, _ZONE = "CronTabExpression", "CronTimeZone"
_SPELT = {name.lower(): name for name in (_CRON, _ZONE)}
_ZONES = ("UTC", "ServerTime")
_SETTING = "SchedulingCleanDataBaseSetting"
_CLEAN = "CleanDataBase"
_PREPARE = "PrepareSynchronizationTask"
_COMPLETE, _INCREMENTAL = ("Complete", "Initial"), "Incremental"
_ALL_MINUTES, _ALL_HOURS = 60, 24
_OFTEN = 15  # minutes from one run of an incremental job to the next, at least
_SELDOM = 24 * 60  # and where it is seldom, which begins with two hours for the vendor


def cron_invalid(conf: Effective) -> Iterator[Breach]:
    told: set[Region] = set()  # an argument may be that of several jobs
    for one in _scheduled(conf):
        try:
            Schedule.parse(one.cron)
        except NotCron as why:
            region = one.subject.region(_CRON)
            if region not in told:
                told.add(region)
                yield one.breach("" if one.cron.strip() else "warning", reason=why)


def cron_attribute_spelling(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        edits = renamings(job.element, _SPELT)
        for name in job.element.attributes:
            right = _SPELT.get(name.lower(), name)
            if right != name:
                yield breach(job, name, edit=edits.get(name), job=job.identifier, name=name, right=right)


def cron_seconds(conf: Effective) -> Iterator[Breach]:
    for one, schedule in _schedules(conf):
        if len(schedule.seconds) > 1:
            yield one.breach(times=len(schedule.seconds))


def cron_every_minute(conf: Effective) -> Iterator[Breach]:
    for one, schedule in _schedules(conf):
        if is_every_minute(schedule) and len(schedule.seconds) == 1:
            yield one.breach(words=schedule.words)


def cron_never(conf: Effective) -> Iterator[Breach]:
    for one, schedule in _schedules(conf):
        if schedule.is_never:
            yield one.breach()


def cron_seven(conf: Effective) -> Iterator[Breach]:
    for one, schedule in _schedules(conf):
        if schedule.calls_sunday_seven:
            yield one.breach()


def cron_step(conf: Effective) -> Iterator[Breach]:
    for one, schedule in _schedules(conf):
        for unit, step, size in schedule.uneven_steps[:1]:
            severity = "warning" if step > size else ""
            yield one.breach(severity, words=schedule.words, unit=unit, step=step, size=size)


def cron_zone_implicit(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        says_it = any(name.lower() == _ZONE.lower() for name in job.element.attributes)
        if job.schedule and not says_it and not job.schedule.is_never and not job.schedule.is_round_the_clock:
            yield breach(job, _CRON, job=job.identifier, words=job.schedule.words)


def cron_zone_unknown(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        if _ZONE in job.element.attributes and job.time_zone not in _ZONES:
            yield breach(job, _ZONE, job=job.identifier, zone=job.get(_ZONE))


def never_runs(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        may_not = job.is_true("UserStartDenied") and not job.is_scheduled
        if may_not and not job.is_true("IsInitializationJob") and not job.is_true("IsConnectorJob"):
            yield breach(job, "UserStartDenied", job=job.identifier)


def connector_job_scheduled(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        if job.cron and job.is_true("IsConnectorJob"):
            yield breach(job, _CRON, job=job.identifier, cron=job.cron)


def complete_too_often(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        if job.schedule and not job.is_frequent and job.schedule.starts_a_day > 1:
            prepared = [name for step in job.of(_PREPARE) if step.mode in _COMPLETE for name in step.connectors]
            connectors = [name for name in prepared if not conf.is_prepared_completely(name)]
            if connectors and not job.is_true("IsInitializationJob"):
                yield _often(job, connectors=listed(connectors), times=job.schedule.starts_a_day)


def incremental_cadence(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        gap = job.schedule and job.schedule.gap
        if job.schedule and gap and any(step.mode == _INCREMENTAL for step in job.of(_PREPARE)):
            if 0 < gap[0] < _OFTEN and not is_every_minute(job.schedule):
                yield _often(job, than="more often than every 15 minutes")
            elif gap[0] >= _SELDOM:
                yield _often(job, than="once a day or less often")


def _often(job: Job, **values: Any) -> Breach:
    assert job.schedule
    return breach(job, _CRON, job=job.identifier, words=job.schedule.words, **values)


def clean_database_twice(conf: Effective) -> Iterator[Breach]:
    cleaning = [one for one in _scheduled(conf) if isinstance(one.subject, Element) or one.subject.of(_CLEAN)]
    for one in cleaning[1:]:
        first = cleaning[0]
        yield breach(one.subject, _CRON, related=[("first", first.subject)], whose=one.whose, other=first.whose)


class _Scheduled(NamedTuple):
    """What has a schedule, and what it is called in a sentence."""

    subject: Job | Element
    whose: str

    @property
    def cron(self) -> str:
        return self.subject.get(_CRON)

    def breach(self, severity: str = "", **values: Any) -> Breach:
        return breach(self.subject, _CRON, severity=severity, whose=self.whose, cron=self.cron, **values)


def _scheduled(conf: Effective) -> Iterator[_Scheduled]:
    for job in conf.jobs:
        if _CRON in job.element.attributes:
            yield _Scheduled(job, f"the job '{job.identifier}'")
    for setting in conf.of(_SETTING):
        if _CRON in setting.attributes:
            yield _Scheduled(setting, f"the {_SETTING}")


def _schedules(conf: Effective) -> Iterator[tuple[_Scheduled, Schedule]]:
    """Yield what has a schedule that can be read."""
    for one in _scheduled(conf):
        schedule = one.subject.schedule if isinstance(one.subject, Job) else _read(one.cron)
        if schedule:
            yield one, schedule


def _read(cron: str) -> Schedule | None:
    try:
        return Schedule.parse(cron)
    except NotCron:
        return None


def is_every_minute(schedule: Schedule) -> bool:
    """Return whether a job starts in each minute of some hours: once in each of these was meant."""
    return len(schedule.minutes) == _ALL_MINUTES and len(schedule.hours) < _ALL_HOURS
