"""The elements of the configuration that decided, from where they stand in a slice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unscaffold.origins.catalogue import origin_rules
from unscaffold.origins.origin import Decider, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml import etree

    from unscaffold.findings import Region, Way
    from unscaffold.origins.again import Again
    from unscaffold.reading import Configuration
    from unscaffold.slicing import Slice

_BY_THE_TABLE = "table"  # the grade of a rule that is told, for the table of access rights has it
_GRADES = {"guess": "ours"}
_AT = re.compile(r' at="([0-9/]+)"')


class Located:
    """Tells where the elements stand that decided.

    Args:
        configuration: The configuration.
        again: All that was generated again.
        further: Further regions to be located.
    """

    def __init__(self, configuration: Configuration, again: Iterable[Again], further: Iterable[Region]) -> None:
        wanted = {_region(one.slice, _way(at)) for one in again for at in {*_AT.findall(one.told)}}
        self._places = configuration.places(wanted.union(further))

    def place(self, region: Region) -> Region:
        """Return a region with its lines and columns."""
        return self._places.get(region, region)

    def settled(self, origin: Origin) -> Origin:
        """Return an origin with the places of its deciders."""
        return origin._replace(
            decided_by=tuple(one._replace(place=self.place(one.place)) for one in origin.decided_by)
        )

    def origin(self, element: etree._Element, own: Slice) -> Origin:
        """Return an origin as a document of origins tells it, of what was generated from a slice."""
        said = {one.get("name", ""): one.get("value", "") for one in element.iterchildren("{*}value")}
        rule, grade = origin_rules()[element.get("rule", "")], said.pop("grade", "")
        return Origin(
            of=element.get("of", ""),
            rule=rule._replace(grade=_GRADES.get(grade, grade)) if rule.grade == _BY_THE_TABLE else rule,
            decided_by=tuple(self._deciders(element, own)),
            values=tuple(said.items()),
        )

    def _deciders(self, element: etree._Element, own: Slice) -> Iterator[Decider]:
        for one in element.iterchildren("{*}decider"):
            way = _way(one.get("at", ""))
            declared, _ = own.at(way)
            child = declared.children[way[1]] if len(way) > 1 else None
            kind, said = (child[0], child[1]) if child else (declared.name, declared.attributes)
            yield decider(
                one.get("role", ""), kind, said, self.place(_region(own, way)), one.get("attributes", "").split()
            )


def decider(role: str, kind: str, said: Mapping[str, str], place: Region, attributes: Iterable[str] = ()) -> Decider:
    """Return a decider.

    Args:
        role: What it is to the rule.
        kind: The name of the element.
        said: Its attributes.
        place: Where it stands.
        attributes: The names of those that decided.
    """
    identifier = next((said[name] for name in ("Identifier", "Code", "ConnectorIdentifier") if name in said), "")
    return Decider(role, kind, identifier, place, tuple((name, said.get(name)) for name in attributes))


def _way(at: str) -> Way:
    return tuple(map(int, at.split("/")))


def _region(own: Slice, way: Way) -> Region:
    declared, more = own.at(way)
    return declared.region("", *more)
