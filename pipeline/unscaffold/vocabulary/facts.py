"""What scaffoldings certainly declare: some that stay in place, WorkflowEntityType, and those that make a profile."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from unscaffold.process import xslt_folder
from unscaffold.vocabulary.access_rights import access_rights
from unscaffold.vocabulary.kinds import DECLARATION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OFF = {"false", "0"}
_NAME = re.compile(r"\{(\w+)\}")


class Fact(NamedTuple):
    """An element that a scaffolding declares: its kind, and the values of its attributes.

    In a value, the name of an attribute of the scaffolding may stand in braces.
    """

    kind: str
    values: Mapping[str, str]


class Declaring(NamedTuple):
    """A scaffolding that declares something: the attribute that turns it off, if there is one, and its facts.

    If it `generates_more`, nobody knows what else it generates of the connector that it declares.
    """

    switch: str
    generates_more: bool
    facts: tuple[Fact, ...]

    def facts_of(self, attributes: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield the kinds and attributes of the elements that it declares; none if it is turned off.

        Args:
            attributes: Those of the scaffolding.
        """
        for fact in self.facts if attributes.get(self.switch, "").lower() not in _OFF else ():
            values = ((name, _with(text, attributes)) for name, text in fact.values.items())
            said = {name: value for name, value in values if value}
            if "Identifier" in said:
                yield fact.kind, said


@cache
def declaring() -> dict[str, Declaring]:
    """Return the scaffoldings that declare something, by name.

    They are of other families, or make an entity type or a profile, or nest one that does.
    """
    root = etree.parse(xslt_folder() / "vocabulary.xml").getroot()
    others = (other for other in root.iterchildren(f"{DECLARATION}other") if len(other))
    known = {other.attrib["name"]: _declaring(other) for other in others}
    for one in access_rights().values():
        nested = [fact for name in one.nests if name in known for fact in known[name].facts]
        own = [Fact("Profile", {"Identifier": one.profile})] if one.profile else []
        if nested or own:
            known[one.name] = Declaring("", False, (*nested, *own))
    return known


def _declaring(other: etree._Element) -> Declaring:
    facts = tuple(_fact(fact) for fact in other.iterchildren(f"{DECLARATION}declares"))
    return Declaring(other.get("switch", ""), "generates" in other.attrib, facts)


def _fact(fact: etree._Element) -> Fact:
    attributes = fact.iterchildren(f"{DECLARATION}attribute")
    return Fact(fact.attrib["kind"], {one.attrib["name"]: one.attrib["value"] for one in attributes})


def _with(text: str, attributes: Mapping[str, str]) -> str:
    """Return a text with attributes for the names in braces; nothing if one of them is missing."""
    names = _NAME.findall(text)
    return _NAME.sub(lambda found: attributes[found[1]], text) if all(map(attributes.get, names)) else ""
