"""What arguments and adjustments did to generated elements, told as origins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.findings import marked
from unscaffold.markup import local_name
from unscaffold.origins.catalogue import origin_rules
from unscaffold.origins.deciders import decider
from unscaffold.origins.origin import Origin
from unscaffold.vocabulary import is_job

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from unscaffold.adjusting import Adjustment
    from unscaffold.expanding import Expansion
    from unscaffold.findings import Region
    from unscaffold.origins.origin import Decider
    from unscaffold.reading import Declared


class Changes:
    """Tells who changed elements of a scaffolding after they were generated.

    Args:
        expansion: The expansion.
        scaffolding: The scaffolding.
    """

    def __init__(self, expansion: Expansion, scaffolding: Declared) -> None:
        self._scaffolding = scaffolding
        self._adjustments: dict[tuple[str, str], list[Decider]] = {}
        for one in expansion.adjustments:
            if one.scaffolding is scaffolding:
                for key, found in _adjusters(expansion, one):
                    self._adjustments.setdefault(key, []).append(found)

    @property
    def regions(self) -> Iterator[Region]:
        """The regions of all that may have changed something, to be located."""
        for found in (*self._adjustments.values(), [*self._arguments("AddTask"), *self._arguments("LinkDependTask")]):
            yield from (one.place for one in found)

    def of_attribute(self, element: etree._Element, attribute: str) -> Origin:
        """Return why an attribute is not as it was generated, or was not generated."""
        by_hand = self._by_hand(element, attribute)
        if by_hand:
            return _origin(attribute, "adjusted", by_hand, "adjustment")
        added = list(self._arguments("AddTask"))
        return _origin(attribute, "moved" if attribute == "Level" else "changed", added, "argument")

    def of_added(self, element: etree._Element, attribute: str = "") -> Origin:
        """Return why an element is there that was not generated."""
        parent = element.getparent()
        by_hand = self._by_hand(element, attribute) or (self._by_hand(parent, "") if parent is not None else [])
        rule, argument = (
            ("linked", "LinkDependTask") if local_name(element) == "TaskDependsOnTask" else ("added", "AddTask")
        )
        named = element.get("Identifier") or element.get("ParentTask") or ""
        arguments = list(self._arguments(argument, named))
        if arguments and (not by_hand or not self._by_hand(element, "")):
            return _origin(attribute, rule, arguments, "argument")
        return _origin(attribute, "added-by-hand", by_hand, "adjustment")

    def of_removed(self, element: etree._Element) -> Origin:
        """Return why an element that was generated is not there any more."""
        by_hand = self._by_hand(element, "")
        return _origin("", "removed-by-hand" if by_hand else "generated-before", by_hand, "adjustment")

    def _by_hand(self, element: etree._Element, attribute: str) -> list[Decider]:
        found = self._adjustments.get((local_name(element), element.get("Identifier", "").lower()), [])
        wanted = [
            one._replace(attributes=tuple(pair for pair in one.attributes if pair[0] == attribute)) for one in found
        ]
        return [one for one in wanted if one.attributes] or wanted

    def _arguments(self, name: str, named: str = "") -> Iterator[Decider]:
        found = [one for one in self._scaffolding.children if one[0] == name]
        fitting = [
            one for one in found if _fits(named, one[1].get("DependOn" if name == "LinkDependTask" else "Task", ""))
        ]
        for kind, said, number in fitting or found:
            yield decider("argument", kind, said, self._scaffolding.region("", number), said)


def _fits(identifier: str, name: str) -> bool:
    """Return whether a task may be meant by a name: the end of its identifier, or a part of it."""
    return bool(name) and name.lower() in identifier.lower()


def _adjusters(expansion: Expansion, one: Adjustment) -> Iterator[tuple[tuple[str, str], Decider]]:
    """Yield the elements written by hand of an adjustment by the kinds and identifiers of what they change."""
    region = one.element.region()
    if len(one.element.way) > 1:
        yield (one.kind, one.identifier.lower()), decider("adjustment", one.kind, one.element.attributes, region)
        return
    element = expansion.configuration.element(one.element)
    yield (one.kind, one.identifier.lower()), _decider(element, one.element.file, one.element.way)
    if is_job(one.kind):
        for number, child in enumerate(element.iterchildren("*")):
            way = (*one.element.way, number)
            yield (local_name(child), child.get("Identifier", "").lower()), _decider(child, one.element.file, way)


def _decider(element: etree._Element, file: str, way: tuple[int, ...]) -> Decider:
    said = {name: value for name, value in element.attrib.items() if not name.startswith("{")}
    return decider("adjustment", local_name(element), said, marked(file, way), said)


def _origin(of: str, rule: str, deciders: Iterable[Decider], step: str) -> Origin:
    return Origin(of, origin_rules()[rule], tuple(deciders), (), step)
