"""The scaffoldings that grant access rights, read from the table `access-rights.xml`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from unscaffold.markup import NAMESPACE
from unscaffold.process import xslt_folder
from unscaffold.vocabulary.kinds import DECLARATION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ACCESS_RIGHTS = "access-rights"  # the scope of their declarations
ACCESS_RULE = "AccessControlRule"  # the local name of what they generate
# What says in the table that a scaffolding takes an attribute; of a profile, that it does not.
_TAKEN = {"profile": "Profile", "entity-type": "EntityType", "property": "Property"}
GRADES = ("documented", "inferred", "guess")  # of rules: from certain to uncertain
FOR, RULE = f"{DECLARATION}for", f"{DECLARATION}rule"
_OF_SETS = (FOR, *(f"{DECLARATION}{name}" for name in ("each", "needs", "opens")))


class Granting(NamedTuple):
    """A scaffolding that grants a profile permissions.

    It `takes` attributes, or makes a `profile` of its own: empty, if it does not.
    `grade` tells whose its least certain rule is: "documented", "inferred" or "guess"; `guess` what is guessed, and
    `quirk` what looks like a mistake of the product's: empty, if there is nothing. `nests` are the scaffoldings that
    it generates, and `leaves` those of them that nothing expands. `sets` are those from which its rules are computed,
    with those of what it nests. It `makes_pieces` if it or what it nests makes elements that are no rules. `family`
    is that for which a run may ask.
    """

    name: str
    family: str
    grade: str
    takes: tuple[str, ...]
    profile: str
    guess: str
    quirk: str
    nests: tuple[str, ...]
    leaves: tuple[str, ...]
    sets: frozenset[str]
    makes_pieces: bool


@cache
def table() -> etree._Element:
    """Return the table."""
    return etree.parse(xslt_folder() / "access-rights.xml").getroot()


@cache
def rows() -> Mapping[str, etree._Element]:
    """Return the rows of each scaffolding of the table, by its name, in its order."""
    return {one.attrib["name"]: one for one in table().iterchildren(f"{DECLARATION}scaffolding")}


@cache
def access_rights() -> Mapping[str, Granting]:
    """Return the scaffoldings of the table by element name, in its order."""
    sets = {one.attrib["name"] for one in table().iterchildren(f"{DECLARATION}set")}
    return {name: _granting(one, sets) for name, one in rows().items()}


def _granting(one: etree._Element, sets: set[str]) -> Granting:
    nested = _nested(one)
    together = [each for each, _ in with_nested(one)]
    return Granting(
        one.attrib["name"],
        _family(one),
        one.attrib["grade"],
        tuple(_TAKEN[name] for name in _TAKEN if (name in one.attrib) is not (name == "profile")),
        one.get("profile", ""),
        one.findtext(f"{DECLARATION}guess", ""),
        one.findtext(f"{DECLARATION}quirk", ""),
        tuple(nested),
        tuple(name for name in nested if name not in rows()),
        frozenset(
            of for each in together for through in each.iter(*_OF_SETS) if (of := through.get("of", "")) in sets
        ),
        any(next(each.iter(f"{{{NAMESPACE}}}*"), None) is not None for each in together),
    )


def _family(one: etree._Element) -> str:
    return one.get("family") or one.getroottree().getroot().attrib["family"]


def _nested(one: etree._Element) -> list[str]:
    return [inner.attrib["name"] for inner in one.iterchildren(f"{DECLARATION}nests")]


def with_nested(one: etree._Element, grade: str = GRADES[0]) -> Iterator[tuple[etree._Element, str]]:
    """Yield the rows of a scaffolding, and those of what it nests, as far as they are known.

    Each comes with how certain it is that it is nested.
    """
    yield one, grade
    for inner in one.iterchildren(f"{DECLARATION}nests"):
        nested = rows().get(inner.attrib["name"])
        if nested is not None:
            yield from with_nested(nested, max(grade, inner.get("grade", grade), key=GRADES.index))


@cache
def rights_words() -> frozenset[str]:
    """Return the words of which permissions and the identifiers of rules are made, names of a configuration apart."""
    rules, entries = table().iter(RULE), table().iter(f"{DECLARATION}entry")
    said = [one.get("identifier", "") for one in rules]
    said += [f"{one.get('permission', '')} {one.get('each', '')}" for one in entries]
    return frozenset(word for one in said for word in re.split(r"[/_ ]", one) if word.isalpha())
