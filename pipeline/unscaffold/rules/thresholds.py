"""Thresholds: each action of a synchronization, and of a provisioning, must be guarded by one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.rules.guards import MOST, PROVISIONING, SYNCHRONIZATION, thresholds_of
from unscaffold.vocabulary import packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.effective import Effective, Element
    from unscaffold.rules.guards import Guard, Guarded, Threshold

_GUARDED = ("Connector", "EntityTypeMapping", "EntityAssociationMapping", "ResourceType")
# What forbids a resource type an action; both are true by default.
_ALLOWS = {"delete": "AllowRemove", "insert": "AllowAdd"}


def threshold_off(conf: Effective) -> Iterator[Breach]:
    for guarded, connector, mappings in conf.once(_synchronized):
        guard = guarded.guard
        bare = [one for one in mappings if guarded.own_strength(one) == "off"]
        if guard.strength(connector) == "off" and (bare or not mappings):
            named = listed(one.identifier for one in bare)
            yield breach(
                connector,
                guard.absolute.attribute,
                connector=connector.identifier,
                counted=guarded.counted,
                action=guard.action,
                thresholds=guard.told(connector),
                mappings=f", and the {guarded.kind} of {named} sets none of its own" if bare else "",
                default=f"{guard.absolute.default} and {guard.percent.default} percent",
            )


def threshold_provisioning_off(conf: Effective) -> Iterator[Breach]:
    tickets = _types_by_ticket(conf)
    for resource_type, guard in _provisioned(conf):
        if guard.strength(resource_type) == "off":
            is_reviewed = not resource_type.is_false("BlockProvisioning")
            yield breach(
                resource_type,
                guard.percent.attribute,
                severity="warning" if is_reviewed or resource_type.identifier.lower() in tickets else "",
                type=resource_type.identifier,
                action=guard.action,
                thresholds=guard.told(resource_type),
                percent=guard.percent.attribute,
                default=guard.percent.default,
            )


def threshold_huge(conf: Effective) -> Iterator[Breach]:
    for guarded, connector, mappings in conf.once(_synchronized):
        weak = [one for one in mappings if guarded.own_strength(one) in {"off", "huge"}]
        strength = guarded.guard.strength(connector)
        if strength == "huge" and (weak or not mappings):
            yield _huge(connector, guarded.guard, guarded.counted, "a synchronization")
        for one in weak if strength == "off" else ():
            own = next((guard for guard in guarded.own if guard.strength(one) == "huge"), None)
            if own:
                yield _huge(one, own, guarded.counted, "a synchronization")
    for resource_type, guard in _provisioned(conf):
        if guard.strength(resource_type) == "huge":
            yield _huge(resource_type, guard, "resources", "a provisioning")


def threshold_order(conf: Effective) -> Iterator[Breach]:
    for guarded, connector, mappings in conf.once(_synchronized):
        limit = guarded.guard.absolute
        for mapping, own in ((one, guard.absolute) for one in mappings for guard in guarded.own):
            if (own.number(mapping) or 0) > (limit.number(connector) or MOST):
                yield breach(
                    mapping,
                    own.attribute,
                    kind=mapping.name,
                    mapping=mapping.identifier,
                    own=own.told(mapping),
                    connector=connector.identifier,
                    limit=limit.told(connector),
                )


def threshold_not_a_number(conf: Effective) -> Iterator[Breach]:
    for element, threshold in _set(conf):
        if threshold.number(element) is None:
            yield breach(
                element,
                threshold.attribute,
                threshold=threshold.told(element),
                kind=element.name,
                name=element.identifier,
                most=MOST,
            )


def _set(conf: Effective) -> Iterator[tuple[Element, Threshold]]:
    """Yield all thresholds that are written, with the elements that have them."""
    for kind in _GUARDED:
        thresholds = {one.attribute: one for one in thresholds_of(kind)}
        for element in conf.of(kind):
            if not thresholds.keys().isdisjoint(element.attributes):
                yield from ((element, one) for name, one in thresholds.items() if name in element.attributes)


def _synchronized(conf: Effective) -> list[tuple[Guarded, Element, list[Element]]]:
    """Return what a synchronization of each connector does, with the mappings that may guard it, too."""
    mappings: dict[tuple[str, str], list[Element]] = defaultdict(list)
    for kind in {guarded.kind: None for guarded in SYNCHRONIZATION}:
        for mapping in conf.of(kind):
            mappings[kind, mapping.get("Connector").lower()].append(mapping)
    connectors = [(connector, connector.identifier.lower()) for connector in conf.of("Connector")]
    return [
        (guarded, one, mappings.get((guarded.kind, name), []))
        for guarded in SYNCHRONIZATION
        for one, name in connectors
    ]


def _provisioned(conf: Effective) -> Iterator[tuple[Element, Guard]]:
    """Yield what a provisioning of each resource type does, where the type allows it."""
    for resource_type in conf.of("ResourceType"):
        for guard in PROVISIONING:
            if not resource_type.is_false(_ALLOWS.get(guard.action, "")):
                yield resource_type, guard


def _types_by_ticket(conf: Effective) -> set[str]:
    """Return the resource types, in lower case, that somebody provisions by hand, asked by a ticket."""
    by: dict[bool, set[str]] = {True: set(), False: set()}
    for mapping in conf.of("*ResourceTypeMapping"):
        connection = conf.find("Connection", mapping.get("Connection"))
        package = packages().get(connection.get("Package").lower()) if connection else None
        by[package is not None and package.is_ticket].add(mapping.identifier.lower())
    return by[True] - by[False]


def _huge(element: Element, guard: Guard, counted: str, run: str) -> Breach:
    at = next(one for one in (guard.absolute, guard.percent) if (one.number(element) or 0) >= one.huge)
    return breach(
        element,
        at.attribute,
        kind=element.name,
        name=element.identifier,
        thresholds=guard.told(element),
        counted=counted,
        action=guard.action,
        run=run,
    )
