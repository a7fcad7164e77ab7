"""The scaffoldings that grant access rights, read from the table `access-rights.xml`."""

from __future__ import annotations

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
_FOR, _RULE = f"{DECLARATION}for", f"{DECLARATION}rule"
_OF_SETS = (_FOR, *(f"{DECLARATION}{name}" for name in ("each", "needs", "opens")))


class GradedRule(NamedTuple):
    """A rule of a scaffolding: its identifier, in which names in braces stand for values, and its grade.

    A name that goes through words has been replaced by each of them: {P} and {E} are left, and those of sets.
    """

    identifier: str
    grade: str


class Granting(NamedTuple):
    """A scaffolding that grants a profile permissions.

    It `takes` attributes, or makes a `profile` of its own: empty, if it does not.
    `grade` tells whose its least certain rule is: "documented", "inferred" or "guess"; `guess` what is guessed, and
    `quirk` what looks like a mistake of the product's: empty, if there is nothing. `nests` are the scaffoldings that
    it generates, and `leaves` those of them that nothing expands. `sets` are those from which its rules are computed,
    and `rules` the rules themselves, both with those of what it nests. It `makes_pieces` if it or what it nests makes
    elements that are no rules. `family` is that for which a run may ask.
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
    rules: tuple[GradedRule, ...]
    makes_pieces: bool


@cache
def access_rights() -> Mapping[str, Granting]:
    """Return the scaffoldings of the table by element name, in its order."""
    root = etree.parse(xslt_folder() / "access-rights.xml").getroot()
    sets = {one.attrib["name"] for one in root.iterchildren(f"{DECLARATION}set")}
    words = {one.attrib["name"]: (one.text or "").split() for one in root.iterchildren(f"{DECLARATION}words")}
    rows = {one.attrib["name"]: one for one in root.iterchildren(f"{DECLARATION}scaffolding")}
    return {name: _granting(one, rows, sets, words) for name, one in rows.items()}


def _granting(
    one: etree._Element, rows: Mapping[str, etree._Element], sets: set[str], words: Mapping[str, list[str]]
) -> Granting:
    nested = _nested(one)
    graded = [*_with_nested(one, rows)]
    together = [each for each, _ in graded]
    return Granting(
        one.attrib["name"],
        _family(one),
        one.attrib["grade"],
        tuple(_TAKEN[name] for name in _TAKEN if (name in one.attrib) is not (name == "profile")),
        one.get("profile", ""),
        one.findtext(f"{DECLARATION}guess", ""),
        one.findtext(f"{DECLARATION}quirk", ""),
        tuple(nested),
        tuple(name for name in nested if name not in rows),
        frozenset(
            of for each in together for through in each.iter(*_OF_SETS) if (of := through.get("of", "")) in sets
        ),
        tuple(
            rule._replace(grade=max(rule.grade, grade, key=GRADES.index))
            for each, grade in graded
            for rule in _rules(each, each.attrib["grade"], words)
        ),
        any(next(each.iter(f"{{{NAMESPACE}}}*"), None) is not None for each in together),
    )


def _family(one: etree._Element) -> str:
    return one.get("family") or one.getroottree().getroot().attrib["family"]


def _nested(one: etree._Element) -> list[str]:
    return [inner.attrib["name"] for inner in one.iterchildren(f"{DECLARATION}nests")]


def _with_nested(
    one: etree._Element, rows: Mapping[str, etree._Element], grade: str = GRADES[0]
) -> Iterator[tuple[etree._Element, str]]:
    """Yield the rows of a scaffolding, and those of what it nests, as far as they are known.

    Each comes with how certain it is that it is nested.
    """
    yield one, grade
    for inner in one.iterchildren(f"{DECLARATION}nests"):
        nested = rows.get(inner.attrib["name"])
        if nested is not None:
            yield from _with_nested(nested, rows, max(grade, inner.get("grade", grade), key=GRADES.index))


def _rules(rows: etree._Element, grade: str, words: Mapping[str, list[str]]) -> Iterator[GradedRule]:
    """Yield the rules of a scaffolding or of a loop, which have its grade unless they say another one."""
    for row in rows.iterchildren(_RULE, _FOR):
        if row.tag == _RULE:
            yield GradedRule(row.attrib["identifier"], row.get("grade", grade))
            continue
        letter, of = "{" + row.attrib["each"] + "}", row.get("of", "")
        through = words.get(of, row.get("in", "").split()) or [letter]
        for rule in _rules(row, grade, words):
            yield from (rule._replace(identifier=rule.identifier.replace(letter, one)) for one in through)
