"""Connectors, their connections, and the resource types that are provisioned through these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.effective import deactivated_part, named
from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.rules.running import of_connector_screen
from unscaffold.vocabulary import packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.effective import Effective, Element
    from unscaffold.vocabulary import Package

_EXPORT, _FULFILL = "ExportTask", "FulfillTask"
_CHANGING = {_EXPORT, _FULFILL, "GenerateProvisioningOrdersTask"}
_PREPARE, _SYNCHRONIZE = "PrepareSynchronizationTask", "SynchronizeTask"
_MAPPINGS = "*ResourceTypeMapping"
_CHANGES = "changes"
_MODES = ("Initial", "Complete", "Incremental")  # the values of SynchronizationMode, by number
_INCREMENTAL = _MODES[2]
_RULES = ("Used", "NotUsed", "OnlySynchronization", "OnlyProvisioning")  # those of CompleteJob and IncrementalJob
# The rule of a connector for the job of a scaffolding, before which the argument NotUsed goes.
_RULE_OF = {"CreateAgentSynchroComplete": "CompleteJob", "CreateAgentSynchroIncremental": "IncrementalJob"}


def connector_no_connection(conf: Effective) -> Iterator[Breach]:
    if not all(one.get("Connector") for one in _whole(conf, "Connection")):
        return  # C103 tells of one without a connector, which may be the missing one
    for connector in _known_connectors(conf):
        if connector.identifier.lower() not in conf.connections:
            yield breach(connector, connector=connector.identifier)


def connector_no_entity_type(conf: Effective) -> Iterator[Breach]:
    # Of a connector in a generated job the expansion says the same (U321).
    unmapped = conf.unmapped_connectors - conf.told_unmapped
    for connector in _known_connectors(conf):
        key = connector.identifier.lower()
        if key in conf.connections and key in unmapped:
            yield breach(connector, connector=connector.identifier)


def connection_no_connector(conf: Effective) -> Iterator[Breach]:
    for connection in _whole(conf, "Connection"):
        if not connection.get("Connector"):
            yield breach(connection, "Connector", connection=connection.identifier)


def connection_no_package(conf: Effective) -> Iterator[Breach]:
    for connection in _whole(conf, "Connection"):
        if not connection.get("Package"):
            yield breach(connection, "Package", connection=connection.identifier)


def mapping_no_connection(conf: Effective) -> Iterator[Breach]:
    for mapping in _whole(conf, _MAPPINGS):
        if not mapping.get("Connection"):
            yield breach(mapping, "Connection", kind=mapping.name, mapping=mapping.identifier)


def mapping_foreign_connection(conf: Effective) -> Iterator[Breach]:
    for mapping in conf.of(_MAPPINGS):
        connection = conf.find("Connection", mapping.get("Connection"))
        own = connection.get("Connector") if connection else ""
        target = conf.connector_of_type(mapping.identifier)
        if own and target and own.lower() != target.lower() and connection and not _is_ticket(connection):
            yield breach(
                mapping,
                "Connection",
                type=mapping.identifier,
                connection=mapping.get("Connection"),
                own=own,
                target=target,
            )


def export_package(conf: Effective) -> Iterator[Breach]:
    for task, connection, package in _through(conf, conf.tasks_of(_EXPORT)):
        if not package.exports:
            yield breach(task, "Connection", task=task.identifier, connection=connection, package=package.identifier)


def fulfill_package(conf: Effective) -> Iterator[Breach]:
    for user, connection, package in _through(conf, [*conf.tasks_of(_FULFILL), *conf.of(_MAPPINGS)]):
        if not package.fulfills:
            said = {"kind": user.name, "user": user.identifier, "package": package.identifier}
            yield breach(user, "Connection", connection=connection, **said)  # type: ignore[arg-type]


def incremental_package(conf: Effective) -> Iterator[Breach]:
    for task in conf.tasks_of(_PREPARE, _SYNCHRONIZE):
        changes = task.get("Type").strip().lower() == _CHANGES
        incremental = named(task.get("SynchronizationMode"), _MODES) == _INCREMENTAL
        complete = [
            one
            for one in (conf.exporting_packages_of(task.get("Connector")) if changes or incremental else ())
            if (changes and not one.is_incremental) or (incremental and one.is_prepared_completely)
        ]
        if complete:
            attribute = "Type" if changes else "SynchronizationMode"
            yield breach(
                task,
                attribute,
                kind=task.name,
                task=task.identifier,
                said=f'{attribute}="{task.get(attribute)}"',
                connector=task.get("Connector"),
                packages=listed(one.identifier for one in complete),
            )


def deactivated_connection(conf: Effective) -> Iterator[Breach]:
    for task in conf.tasks_of(_EXPORT, _FULFILL):
        connection = conf.find("Connection", task.get("Connection"))
        part = deactivated_part(connection) if connection else ""
        if connection and task.name == f"{part}Task":
            yield breach(
                task,
                "Connection",
                related=[("place", connection)],
                kind=task.name,
                task=task.identifier,
                connection=connection.identifier,
                part=part,
            )


def deactivated_connector(conf: Effective) -> Iterator[Breach]:
    off = {one.identifier.lower() for one in conf.of("Connector") if one.is_true("IsDeactivated")}
    # The connector screen has its tasks for every connector, whether it is deactivated or not.
    exempt = of_connector_screen(conf) if off else frozenset()
    together: dict[tuple[int, str], list[Element]] = {}
    changing = (task for task in conf.all_tasks if task.name in _CHANGING and task not in exempt)
    for task in changing if off else ():
        for name in conf.connectors_of(task):
            if name.lower() in off:
                together.setdefault((id(task.parent or task), name), []).append(task)
    for (_, name), tasks in together.items():
        related = [("also", task) for task in tasks[1:4]]
        names = listed(task.identifier or task.name for task in tasks)
        yield breach(tasks[0], "Connector", related=related, tasks=names, connector=name)


def rule_unseen(conf: Effective) -> Iterator[Breach]:
    for scaffolding in (job.element.scaffolding for job in conf.jobs if job.element.scaffolding):
        rule = _RULE_OF.get(scaffolding.name, "")
        for argument, attributes, number in scaffolding.children if rule else ():
            connector = conf.find("Connector", attributes.get("ConnectorIdentifier", ""))
            if argument == _RULES[1] and connector and named(connector.get(rule), _RULES) == _RULES[0]:
                yield breach(
                    connector,
                    rule,
                    related=[("place", scaffolding.region("ConnectorIdentifier", number))],
                    connector=connector.identifier,
                    rule=rule,
                    said=connector.get(rule),
                    scaffolding=scaffolding.name,
                )


def rule_leaves_out(conf: Effective) -> Iterator[Breach]:
    for connector in left_out(conf):
        yield breach(connector, "CompleteJob", connector=connector.identifier)


def left_out(conf: Effective) -> list[Element]:
    """Return the connectors that say that no job of their agent is to use them, and that no other job works on."""
    saying_so = [
        one
        for one in _known_connectors(conf)
        if {named(one.get(rule), _RULES) for rule in _RULE_OF.values()} == {_RULES[1]}
    ]
    used = {name for job in conf.jobs for name in job.by_connector()} if saying_so else set()
    return [one for one in saying_so if not one.is_true("IsDeactivated") and one.identifier.lower() not in used]


def orphans_stay(conf: Effective) -> Iterator[Breach]:
    for resource_type in conf.of("ResourceType"):
        if resource_type.is_true("RemoveOrphans") and resource_type.is_false("AllowRemove"):
            yield breach(resource_type, "RemoveOrphans", type=resource_type.identifier)


def depends_on_cycle(conf: Effective) -> Iterator[Breach]:
    done: set[str] = set()
    for start in (one for one in conf.of("ResourceType") if one.get("DependsOn")):
        way: dict[str, Element] = {}
        one: Element | None = start
        while one and one.identifier.lower() not in done:
            done.add(one.identifier.lower())
            way[one.identifier.lower()] = one
            one = conf.find("ResourceType", one.get("DependsOn"))
        if one and one.identifier.lower() in way:
            cycle = [*way.values()][[*way].index(one.identifier.lower()) :]
            yield breach(one, "DependsOn", cycle=listed(part.identifier for part in cycle))


def depends_on_unknown(conf: Effective) -> Iterator[Breach]:
    for resource_type in conf.of("ResourceType") if not conf.half_known_connectors else ():
        needed = resource_type.get("DependsOn")
        if needed and not conf.find("ResourceType", needed):
            yield breach(resource_type, "DependsOn", type=resource_type.identifier, needed=needed)


def _known_connectors(conf: Effective) -> Iterator[Element]:
    """Yield the connectors of which nothing else is generated than what is known."""
    return (one for one in _whole(conf, "Connector") if one.identifier.lower() not in conf.half_known_connectors)


def _whole(conf: Effective, name: str) -> Iterator[Element]:
    """Yield the elements of a name of which all is seen that is said of them."""
    return (one for one in conf.of(name) if one.identifier and not one.is_half_known)


def _is_ticket(connection: Element) -> bool:
    """Return whether a connection opens tickets: these are about other systems than the one that has them."""
    package = packages().get(connection.get("Package").lower())
    return package is not None and package.is_ticket


def _through(conf: Effective, users: list[Element]) -> Iterator[tuple[Element, str, Package]]:
    """Yield those that name a connection whose package is known, with both."""
    for user in users:
        connection = conf.find("Connection", user.get("Connection"))
        package = packages().get(connection.get("Package").lower()) if connection else None
        if connection and package:
            yield user, connection.identifier, package
