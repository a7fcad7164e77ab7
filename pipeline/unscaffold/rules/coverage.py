"""What the schedules are there for: connectors, risks and notifications that no scheduled job reaches, or late."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from unscaffold.jobs import is_number
from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.rules.connectors import left_out
from unscaffold.rules.naming import Known
from unscaffold.vocabulary import packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.effective import Effective, Element, Job

_PREPARE, _SYNCHRONIZE, _SEND = "PrepareSynchronizationTask", "SynchronizeTask", "SendNotificationsTask"
_CAMPAIGN = (
    "UpdateAccessCertificationCampaignTask",
    "SetAccessCertificationReviewerTask",
    "SendAccessCertificationNotificationTask",
    "ProcessAccessCertificationItemsTask",
)
_PERIOD = "TransmittedStateValidityPeriod"
_TIMES = 3  # so many periods between two synchronizations an order may wait, as the vendor's page advises


def incremental_without_complete(conf: Effective) -> Iterator[Breach]:
    known = Known(conf, "Connector")
    complete = {name.lower() for job in conf.once(_scheduled) for name in _prepared(job, complete=True)}
    told: set[str] = set()
    for job in conf.once(_scheduled):
        alone = [name for name in _prepared(job, complete=False) if name.lower() not in complete | told]
        alone = [name for name in alone if not known.lacks(name) and not _is_out(conf, name)]
        if alone:
            told.update(map(str.lower, alone))
            yield breach(job, "CronTabExpression", job=job.identifier, connectors=listed(alone))


def _is_out(conf: Effective, name: str) -> bool:
    """Return whether something else is wrong with a connector, for which complete jobs leave it out.

    C111 tells of one that is deactivated, C101 of one without a connection.
    """
    connector = conf.find("Connector", name)
    return connector is not None and (
        connector.is_true("IsDeactivated") or not (connector.is_half_known or name.lower() in conf.connections)
    )


def connector_never_synced(conf: Effective) -> Iterator[Breach]:
    kinds = ("ExportTask", _PREPARE, _SYNCHRONIZE)
    synchronized = {name for job in conf.once(_scheduled) for kind in kinds for name in job.by_connector(kind)}
    told = {*left_out(conf)}  # as C113
    for connector in conf.of("Connector") if synchronized else ():
        is_off = connector.is_true("IsDeactivated") or connector.is_half_known or connector in told
        is_out = connector.identifier.lower() not in synchronized and not is_off
        if is_out and conf.exporting_packages_of(connector.identifier):
            yield breach(connector, "Identifier", connector=connector.identifier)


def certification_unscheduled(conf: Effective) -> Iterator[Breach]:
    if not any(_certifies(job) for job in conf.once(_scheduled)):
        yield from _unreached(conf, "AccessCertificationCampaign")


def risk_unscheduled(conf: Effective) -> Iterator[Breach]:
    if not any(job.of("ComputeRiskScoresTask") for job in conf.once(_scheduled)):
        yield from _unreached(conf, "Risk")


def _unreached(conf: Effective, kind: str) -> Iterator[Breach]:
    """Yield one breach for all elements of a kind, at the first, if the configuration has schedules at all."""
    elements = [one for one in conf.of(kind) if not one.is_context]
    scheduled = conf.once(_scheduled)
    if elements and scheduled:
        yield breach(elements[0], names=listed(one.identifier for one in elements))


def notification_unscheduled(conf: Effective) -> Iterator[Breach]:
    sending = [step for job in conf.once(_scheduled) for step in job.of(_SEND)]
    sent = {name.lower() for step in sending for name in step.entity_types}
    if conf.once(_scheduled) and all(step.entity_types for step in sending):
        for one in conf.of("Notification"):
            owner = one.get("OwnerEntityType")
            if owner and owner.lower() not in sent:
                yield breach(one, "OwnerEntityType", notification=one.identifier, owner=owner)


def validity_period(conf: Effective) -> Iterator[Breach]:
    limited = [one for one in conf.of("ResourceType") if one.get(_PERIOD)]
    gaps = _gaps(conf) if limited else {}
    for one in limited:
        period = one.get(_PERIOD).strip()
        known = gaps.get(conf.connector_of_type(one.identifier).lower(), [])
        if known and is_number(period) and int(period):
            than = _than(int(period), known, is_automatic=_is_automatic(conf, one))
            if than:
                yield breach(one, _PERIOD, type=one.identifier, period=period, than=than)


def _than(period: int, gaps: list[tuple[int, int]], *, is_automatic: bool) -> str:
    """Return what a period is shorter or longer than; empty, if it cannot be said that it is wrong."""
    fewest, most = gaps[0][0], min(most for _, most in gaps)
    if len(gaps) == 1 and period < fewest:  # with several jobs, it may be shorter from one to the other
        return f"less than the {fewest} minutes from one synchronization to the next"
    if is_automatic and period > _TIMES * most:
        return f"more than {_TIMES} times the {most} minutes from one synchronization to the next"
    return ""


def _gaps(conf: Effective) -> dict[str, list[tuple[int, int]]]:
    """Return, by connector in lower case, the fewest and the most minutes between two runs of each job for it."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for job in conf.once(_scheduled):
        if job.schedule and (gap := job.schedule.gap):
            for name in job.by_connector(_SYNCHRONIZE):
                found[name].append(gap)
    return found


def _is_automatic(conf: Effective, resource_type: Element) -> bool:
    """Return whether a resource type is certainly not provisioned by people, who get a ticket."""
    mapping = conf.find("*ResourceTypeMapping", resource_type.identifier)
    connection = conf.find("Connection", mapping.get("Connection")) if mapping else None
    package = packages().get(connection.get("Package").lower()) if connection else None
    return package is not None and package.fulfills and not package.is_ticket


def _scheduled(conf: Effective) -> list[Job]:
    return [job for job in conf.jobs if job.is_scheduled]


def _prepared(job: Job, *, complete: bool) -> list[str]:
    steps = (step for step in job.of(_PREPARE) if (step.mode != "Incremental") == complete)
    return [name for step in steps for name in step.connectors]


def _certifies(job: Job) -> bool:
    """Return whether a job runs the four tasks of a campaign, in their order."""
    chain = [job.of(kind) for kind in _CAMPAIGN]
    return all(chain) and all(any(one.is_before(steps[-1]) for one in before) for before, steps in pairwise(chain))
