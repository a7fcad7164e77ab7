"""The scaffoldings that grant access rights, read from the table `access-rights.xml`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from unscaffold.process import xslt_folder
from unscaffold.vocabulary.kinds import DECLARATION

if TYPE_CHECKING:
    from collections.abc import Mapping

ACCESS_RIGHTS = "access-rights"  # the scope of their declarations
ACCESS_RULE = "AccessControlRule"  # the local name of what they generate
# What says in the table that a scaffolding takes an attribute; of a profile, that it does not.
_TAKEN = {"profile": "Profile", "entity-type": "EntityType", "property": "Property"}
_OF_SETS = ("for", "needs", "opens")


class Granting(NamedTuple):
    """A scaffolding that grants a profile permissions.

    It `takes` attributes, or makes a `profile` of its own: empty, if it does not.
    `grade` tells whose its least certain rule is: "documented", "inferred" or "guess"; `guess` what is guessed, and
    `quirk` what looks like a mistake of the product's: empty, if there is nothing. `nests` are the scaffoldings that
    it generates, and `leaves` those of them that nothing expands. `sets` are those from which its rules are computed,
    and those of what it nests.
    """

    name: str
    grade: str
    takes: tuple[str, ...]
    profile: str
    guess: str
    quirk: str
    nests: tuple[str, ...]
    leaves: tuple[str, ...]
    sets: frozenset[str]


@cache
def access_rights() -> Mapping[str, Granting]:
    """Return the scaffoldings of the table by element name, in its order."""
    root = etree.parse(xslt_folder() / "access-rights.xml").getroot()
    known = {one.attrib["name"] for one in root.iterchildren(f"{DECLARATION}set")}
    rows = {one.attrib["name"]: one for one in root.iterchildren(f"{DECLARATION}scaffolding")}
    return {name: _granting(one, rows, known) for name, one in rows.items()}


def _granting(one: etree._Element, rows: Mapping[str, etree._Element], known: set[str]) -> Granting:
    nested = [inner.attrib["name"] for inner in one.iterchildren(f"{DECLARATION}nests")]
    return Granting(
        one.attrib["name"],
        one.attrib["grade"],
        tuple(_TAKEN[name] for name in _TAKEN if (name in one.attrib) is not (name == "profile")),
        one.get("profile", ""),
        one.findtext(f"{DECLARATION}guess", ""),
        one.findtext(f"{DECLARATION}quirk", ""),
        tuple(nested),
        tuple(name for name in nested if name not in rows),
        frozenset(_sets(one, rows) & known),
    )


def _sets(one: etree._Element, rows: Mapping[str, etree._Element]) -> set[str]:
    """Return the names of the sets that the rows of a scaffolding go through, and of those that it nests."""
    own = {through.get("of", "") for through in one.iter(*(f"{DECLARATION}{name}" for name in _OF_SETS))}
    names = (inner.attrib["name"] for inner in one.iterchildren(f"{DECLARATION}nests"))
    nested = (rows[name] for name in names if name in rows)
    return own.union(*(_sets(inner, rows) for inner in nested))
