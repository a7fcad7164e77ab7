"""For which resource types and connectors steps generate or fulfill orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.effective import Effective, Step


class Scope(NamedTuple):
    """What steps work on: all in lower case, as far as it can be told.

    `types` are the resource types that they name, each with its connector, which is empty if it is not known;
    `connectors` are those that steps name which name no resource types; `touched` are the connectors of both. It is
    `open` if a step names neither.
    """

    types: dict[str, str]
    connectors: set[str]
    touched: set[str]
    open: bool

    def has(self, resource_type: str, connector: str) -> bool:
        """Return whether a resource type of a connector is in it, or may be."""
        of_connector = bool(self.connectors) if not connector else connector in self.connectors
        return self.open or resource_type in self.types or of_connector

    def without(self, other: Scope) -> list[str]:
        """Return the resource types of it that are certainly not in another scope."""
        return [name for name, connector in self.types.items() if not other.has(name, connector)]

    def meets(self, other: Scope) -> bool:
        """Return whether both have something in common, or may have."""
        if self.open or other.open or not self.types.keys().isdisjoint(other.types):
            return True
        if (self.connectors and "" in other.touched) or (other.connectors and "" in self.touched):
            return True
        return any(connector in other.touched for connector in self.touched if connector)


def each_scope(conf: Effective, steps: Iterable[Step]) -> Iterator[tuple[Step, Scope]]:
    """Yield steps, each with what it works on, which is found once for all that call one task."""
    known: dict[tuple[int, int], Scope] = {}
    for step in steps:
        lists = _lists(step)
        if lists not in known:
            known[lists] = scope_of(conf, [step])
        yield step, known[lists]


def _lists(step: Step) -> tuple[int, int]:
    """Return what steps have in common that name the same because they call the same task."""
    return id(step.resource_types), id(step.connectors)


def scope_of(conf: Effective, steps: Iterable[Step]) -> Scope:
    """Return what steps work on."""
    steps = [*{_lists(step): step for step in steps}.values()]
    types = {name.lower(): conf.connector_of_type(name).lower() for step in steps for name in step.resource_types}
    wide = [step for step in steps if not step.resource_types]
    connectors = {name.lower() for step in wide for name in step.connectors}
    return Scope(types, connectors, {*types.values(), *connectors}, open=not all(step.connectors for step in wide))
