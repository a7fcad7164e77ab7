"""What follows provisioning: classification, profiles and the upkeep of indexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.rules.kinds import CLASSIFICATION, FULFILL, PREPARE, PROFILES, SYNCHRONIZE
from unscaffold.rules.running import chains, ordered, shared_breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.effective import Effective, Element, Step

_INDEXES = ("MaintainIndexesTask", "ManageConfigurationIndexesTask")
_COMPLETE = ("Complete", "Initial")
_RULE, _CONTEXT = "ResourceClassificationRule", "ProfileRuleContext"


def classification_missing(conf: Effective) -> Iterator[Breach]:
    steps = _regular(conf, CLASSIFICATION)
    entity_types = {name.lower() for step in steps for name in step.entity_types}
    connectors = {name.lower() for step in steps if not step.entity_types for name in step.connectors}
    synchronized = {name.lower() for step in _regular(conf, SYNCHRONIZE) for name in step.connectors}
    unclassified = synchronized - connectors
    for name, rule in _first_rules(conf).items():
        resource_type = conf.find("ResourceType", name)
        connector = conf.connector_of_type(name)
        if resource_type and connector.lower() in unclassified:
            target = resource_type.get("TargetEntityType")
            if target.lower() not in entity_types:
                yield breach(rule, "ResourceType", value=resource_type.identifier, target=target, connector=connector)


def _first_rules(conf: Effective) -> dict[str, Element]:
    """Return the first classification rule of each resource type, by its identifier in lower case."""
    first: dict[str, Element] = {}
    for rule in conf.of(_RULE):
        first.setdefault(rule.get("ResourceType").lower(), rule)
    return first


def _regular(conf: Effective, kind: str) -> list[Step]:
    """Return the steps of a kind in all jobs that are to run more than once."""
    return [step for job in conf.jobs if not job.is_true("IsInitializationJob") for step in job.of(kind)]


def classification_needless(conf: Effective) -> Iterator[Breach]:
    rules = [conf.find("ResourceType", name) for name in _first_rules(conf)]
    classified = {one.get("TargetEntityType").lower() for one in rules if one}
    for job in chains(conf) if rules and all(rules) else ():
        needless = [
            step
            for step in job.of(CLASSIFICATION)
            if step.entity_types and classified.isdisjoint(name.lower() for name in step.entity_types)
        ]
        if needless:
            told = listed(name for step in needless for name in step.entity_types)
            yield shared_breach(job, needless, entitytypes=told)


def profiles_missing(conf: Effective) -> Iterator[Breach]:
    contexts = conf.of(_CONTEXT)
    fulfilling = [job for job in chains(conf) if job.of(FULFILL) and not job.is_true("IsInitializationJob")]
    if contexts and fulfilling and not _regular(conf, PROFILES):
        yield breach(contexts[0], count=len(contexts))


def profiles_early(conf: Effective) -> Iterator[Breach]:
    for job in ordered(conf):
        fulfilling = job.of(FULFILL)[-1:]
        early = [step for step in job.of(PROFILES) for last in fulfilling if not last.is_before(step)]
        if early:
            yield shared_breach(job, early, related=[("other", fulfilling[0])])


def indexes_often(conf: Effective) -> Iterator[Breach]:
    for job in chains(conf):
        steps = job.of(*_INDEXES)
        # J109 tells it of a frequent job, J613 of one that prepares completely.
        is_told = job.is_frequent or any(step.mode in _COMPLETE for step in job.of(PREPARE))
        if steps and job.schedule and job.schedule.starts_a_day > 1 and not is_told:
            yield shared_breach(job, steps, cron=job.cron, count=job.schedule.starts_a_day)
