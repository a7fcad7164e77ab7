"""The elements of the configuration that decided, from where they stand in a slice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unscaffold.origins.catalogue import deciding, origin_rules
from unscaffold.origins.origin import Decider, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml import etree

    from unscaffold.findings import Region, Way
    from unscaffold.origins.again import Again
    from unscaffold.reading import Configuration, Declared
    from unscaffold.slicing import Slice

_ARGUMENT = "argument/"
_RIDING = "*"  # the attributes of the scaffolding that the stylesheet tells for the case at hand
_BY_THE_TABLE = "table"  # the grade of a rule that is told, for the table of access rights has it
_GRADES = {"guess": "ours"}
_BY = re.compile(r' by="([^"]+)"')
_AT = re.compile(r"[0-9]+(?:/[0-9]+)?")


class Located:
    """Tells where the elements stand that decided.

    Args:
        configuration: The configuration.
        again: All that was generated again.
        further: Further regions to be located.
    """

    def __init__(self, configuration: Configuration, again: Iterable[Again], further: Iterable[Region]) -> None:
        wanted = {_region(one.slice, _way(at)) for one in again for at in _places_in(one.told)}
        self._places = configuration.places(wanted.union(further))
        self._slice: Slice | None = None
        self._made: dict[tuple[str, ...], Decider] = {}

    def place(self, region: Region) -> Region:
        """Return a region with its lines and columns."""
        return self._places.get(region, region)

    def settled(self, origin: Origin) -> Origin:
        """Return an origin with the places of its deciders."""
        return origin._replace(
            decided_by=tuple(one._replace(place=self.place(one.place)) for one in origin.decided_by)
        )

    def origin(self, element: etree._Element, again: Again) -> Origin:
        """Return an origin as a document of origins tells it, of what was generated again."""
        said = {one.get("name", ""): one.get("value", "") for one in element.iterchildren("{*}value")}
        rule, grade = origin_rules()[element.get("rule", "")], said.pop("grade", "")
        return Origin(
            of=element.get("of", ""),
            rule=rule._replace(grade=_GRADES.get(grade, grade)) if rule.grade == _BY_THE_TABLE else rule,
            decided_by=tuple(self._deciders(rule.name, element.get("by", ""), again)),
            values=tuple(said.items()),
        )

    def _deciders(self, rule: str, said: str, again: Again) -> Iterator[Decider]:
        told: dict[str, list[str]] = {}
        for word in said.split():
            role, _, places = word.partition("=")
            told.setdefault(role, []).extend(places.split(","))
        for role, attributes in deciding(rule).items():
            if role == "scaffolding" or role.startswith(_ARGUMENT):
                riding = [name for names in _gathered(told.pop(role, ())).values() for name in names]
                named = [name for one in attributes for name in (riding if one == _RIDING else [one])]
                yield from self._known(role, named, again.one.scaffolding)
            for at, further in _gathered(told.get(role, ())).items():
                yield self._decider(role, at, [*further, *attributes], again.slice)

    def _known(self, role: str, attributes: Sequence[str], scaffolding: Declared) -> Iterator[Decider]:
        """Yield a scaffolding, or its arguments of a name."""
        if not role.startswith(_ARGUMENT):
            place = self.place(scaffolding.region())
            yield decider(role, scaffolding.name, scaffolding.attributes, place, attributes)
        for kind, said, number in scaffolding.children:
            if role == f"{_ARGUMENT}{kind}":
                place = self.place(scaffolding.region("", number))
                yield decider("argument", kind, said, place, attributes)

    def _decider(self, role: str, at: str, attributes: Sequence[str], own: Slice) -> Decider:
        key = (role, at, *attributes)
        if self._slice is not own:  # they are asked for slice by slice
            self._slice, self._made = own, {}
        if key not in self._made:
            self._made[key] = self._new(role, _way(at), attributes, own)
        return self._made[key]

    def _new(self, role: str, way: Way, attributes: Sequence[str], own: Slice) -> Decider:
        declared, _ = own.at(way)
        child = declared.children[way[1]] if len(way) > 1 else None
        kind, said = (child[0], child[1]) if child else (declared.name, declared.attributes)
        return decider(role, kind, said, self.place(_region(own, way)), dict.fromkeys(attributes))


def _gathered(places: Iterable[str]) -> dict[str, list[str]]:
    """Return, by where elements stand, those of their attributes that are told."""
    found: dict[str, list[str]] = {}
    for one in places:
        at, _, attribute = one.partition("@")
        found.setdefault(at, []).extend([attribute] if attribute else [])
    return found


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


def _places_in(told: str) -> set[str]:
    said = (word.partition("=")[2] for by in _BY.findall(told) for word in by.split())
    return {at for places in {*said} for at in _AT.findall(re.sub(r"@[^,]*", "", places))}


def _way(at: str) -> Way:
    return tuple(map(int, at.split("/")))


def _region(own: Slice, way: Way) -> Region:
    declared, more = own.at(way)
    return declared.region("", *more)
