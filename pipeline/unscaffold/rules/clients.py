"""OpenId clients: by which one jobs call the server, its secret, its rights, and how long it is valid."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from unscaffold.grants import grants_of
from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.rules.naming import Known, unknown
from unscaffold.rules.values import whole_number
from unscaffold.vocabulary import ACCESS_RULE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.effective import Effective, Element, Job, Step
    from unscaffold.reading import Declared

_CLIENT = "OpenIdClient"
_COLLECTING = ("ExportTask", "PrepareSynchronizationTask")
# As the vendor's pages print it, in two ways: the first one is the hash of the secret of its examples.
_SAMPLES = {"K7gNU3sdo+OL0wNhqoVWhr3g6s1xYv72ol/pe/Unols=", "K7gNU3sdo+Op8wNhqoVWhr5v6s1xYv72ol/pe/Unols="}
_ADMINISTRATOR = "administrator"
# Scaffoldings that may declare clients, and others that grant rights without naming a profile.
_MODULES = ("BootstrapModule", "WorkforceModule")
_GRANTING = (*_MODULES, "CreateAdministratorProfile", "ProfileModule")
# Of these the documentation says so, though it shows no permission among theirs to update instances of tasks.
_SAID_TO_SUFFICE = {"JobExecutionAccessControlRules", "JobViewAccessControlRules"}
_OF_EVERY_JOB = (
    "/Jobs/Task/Query",
    "/Jobs/JobInstance/Query",
    "/Jobs/JobInstance/Update",
    "/Jobs/TaskInstance/Query",
    "/Jobs/TaskInstance/Update",
)
_OF_PREPARATIONS = ("/Connectors/Connector/Query", "/Connectors/SynchronizeSession")
_HIGHEST_CONTEXT = -2
_DATE = re.compile(r"\s*([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?![0-9])")
_NEAR = timedelta(days=30)


def client_none(conf: Effective) -> Iterator[Breach]:
    if conf.of("Agent") and not conf.of(_CLIENT) and not any(conf.of(name) for name in _MODULES):
        users = (task for task in conf.all_tasks if not task.is_context)
        using = next((task for task in users if task.get(_CLIENT) or task.name in _COLLECTING), None)
        if using:
            yield breach(using, _CLIENT, kind=using.name, task=using.identifier)


def client_unknown(conf: Effective) -> Iterator[Breach]:
    known = listed(one.identifier for one in conf.of(_CLIENT))
    for tasks in unknown(conf, _CLIENT, _CLIENT):
        if not _has_argument(tasks[0]):
            names = listed(task.identifier for task in tasks)
            yield breach(tasks[0], _CLIENT, tasks=names, client=tasks[0].get(_CLIENT), known=known)


def client_profile_admin(conf: Effective) -> Iterator[Breach]:
    used = {task.get(_CLIENT).lower() for task in conf.all_tasks}
    for client in conf.of(_CLIENT):
        if client.get("Profile").lower() == _ADMINISTRATOR and client.identifier.lower() in used:
            yield breach(client, "Profile", client=client.identifier, profile=client.get("Profile"))


def client_permissions(conf: Effective) -> Iterator[Breach]:
    if any(conf.of(name) for name in _GRANTING) or any("CompositeProfile" in one.name for one in conf.elements):
        return
    granted = _granted(conf)
    elsewhere = _granted_elsewhere(conf) if granted else set()
    used: dict[str, set[str]] = {}
    for task in conf.all_tasks if granted else ():
        used.setdefault(task.get(_CLIENT).lower(), set()).add(task.name)
    for client in conf.of(_CLIENT):
        profile = client.get("Profile").lower()
        kinds, paths = used.get(client.identifier.lower()), granted.get(profile, set())
        # Who grants nothing of jobs here grants it elsewhere.
        if kinds and profile not in elsewhere and any(path.startswith("/jobs/") for path in paths):
            needed = _OF_EVERY_JOB + (_OF_PREPARATIONS if "PrepareSynchronizationTask" in kinds else ())
            missing = [path for path in needed if not _is_granted(path, paths)]
            if missing:
                lacks = listed(missing, len(needed))
                yield breach(
                    client, "Profile", client=client.identifier, profile=client.get("Profile"), missing=lacks
                )


def client_sample_secret(conf: Effective) -> Iterator[Breach]:
    for client in conf.of(_CLIENT):
        if _hash(client) in _SAMPLES:
            yield breach(client, "HashedSecret", client=client.identifier)


def client_same_secret(conf: Effective) -> Iterator[Breach]:
    first: dict[str, Element] = {}
    for client in conf.of(_CLIENT):
        secret = _hash(client)
        other = first.setdefault(secret, client) if secret else client
        if other is not client and secret not in _SAMPLES:
            yield breach(
                client, "HashedSecret", related=[("other", other)], client=client.identifier, first=other.identifier
            )


def client_context(conf: Effective) -> Iterator[Breach]:
    for client in conf.of(_CLIENT):
        value = client.get("ContextId")
        number = whole_number(value)
        if value and (number is None or number > _HIGHEST_CONTEXT):
            yield breach(client, "ContextId", client=client.identifier, value=value)


def client_context_unknown(conf: Effective) -> Iterator[Breach]:
    declared = {whole_number(one.get("Id")) for one in conf.of("ProfileContext")}
    for client in conf.of(_CLIENT):
        number = whole_number(client.get("ContextId"))
        if declared and number is not None and number <= _HIGHEST_CONTEXT and number not in declared:
            yield breach(client, "ContextId", client=client.identifier, value=number)


def client_expired(conf: Effective) -> Iterator[Breach]:
    for client in conf.of(_CLIENT):
        last = _date(client.get("ExpirationDate"))
        if last and last - conf.today <= _NEAR:
            is_past = last < conf.today
            verb, severity = ("expired", "") if is_past else ("expires", "info")
            yield breach(
                client, "ExpirationDate", severity=severity, client=client.identifier, expires=verb, date=last
            )


def client_mixed(conf: Effective) -> Iterator[Breach]:
    known = Known(conf, _CLIENT)
    for job in conf.jobs:
        for connector, steps in _by_client(job).items():
            # J512 tells of clients that nobody declares.
            if len(steps) > 1 and not any(known.lacks(step.get(_CLIENT)) for step in steps):
                clients = listed(step.get(_CLIENT) for step in steps)
                yield breach(steps[1], _CLIENT, job=job.identifier, connector=connector, clients=clients)


def _has_argument(task: Element) -> bool:
    """Return whether an argument names the client of a generated task: the expansion tells of that."""
    return task.scaffolding is not None and any(name == "OpenIdIdentifier" for name, *_ in task.scaffolding.children)


def _hash(client: Element) -> str:
    return client.get("HashedSecret").strip()


def _granted(conf: Effective) -> dict[str, set[str]]:
    """Return what is granted to profiles, all in lower case."""
    granted: dict[str, set[str]] = {}
    for grant in grants_of(conf):
        if grant.reach.can_execute:
            granted.setdefault(grant.profile.lower(), set()).add(grant.permission.lower())
    return granted


def _granted_elsewhere(conf: Effective) -> set[str]:
    """Return the profiles, in lower case, to which more may be granted."""
    elsewhere = {
        element.get("Profile").lower()
        for element in conf.elements
        if element.name not in {_CLIENT, ACCESS_RULE} or _is_said_to_suffice(element.scaffolding)
    }
    return elsewhere - {""}


def _is_said_to_suffice(scaffolding: Declared | None) -> bool:
    return scaffolding is not None and scaffolding.name in _SAID_TO_SUFFICE


def _is_granted(path: str, granted: set[str]) -> bool:
    """Return whether a permission is granted, or one above it."""
    parts = path.lower().split("/")
    return any("/".join(parts[:number]) in granted for number in range(2, len(parts) + 1)) or "/" in granted


def _date(value: str) -> date | None:
    found = _DATE.match(value)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _by_client(job: Job) -> dict[str, list[Step]]:
    """Return, by connectors, a step for each client by which a job collects their data."""
    found: dict[str, dict[str, Step]] = {}
    for step in job.of(*_COLLECTING):
        client = step.get(_CLIENT).lower()
        for connector in step.connectors if client else ():
            found.setdefault(connector, {}).setdefault(client, step)
    return {connector: [*steps.values()] for connector, steps in found.items()}
