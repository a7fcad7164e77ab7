"""The rules of scaffoldings that grant access rights, and how certain they are: few runs ask."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.vocabulary.access_rights import FOR, GRADES, RULE, rows, table, with_nested
from unscaffold.vocabulary.kinds import DECLARATION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree


class GradedRule(NamedTuple):
    """A rule of a scaffolding: its identifier, in which names in braces stand for values, and its grade.

    A name that goes through words has been replaced by each of them: {P} and {E} are left, and those of sets.
    """

    identifier: str
    grade: str


def graded_rules(scaffolding: str) -> Iterator[GradedRule]:
    """Yield the rules of a scaffolding of the table, with those of what it nests.

    Args:
        scaffolding: Its name.
    """
    for each, grade in with_nested(rows()[scaffolding]):
        for rule in _rules(each, each.attrib["grade"], _words()):
            yield rule._replace(grade=max(rule.grade, grade, key=GRADES.index))


@cache
def _words() -> Mapping[str, list[str]]:
    return {one.attrib["name"]: (one.text or "").split() for one in table().iterchildren(f"{DECLARATION}words")}


def _rules(rows: etree._Element, grade: str, words: Mapping[str, list[str]]) -> Iterator[GradedRule]:
    """Yield the rules of a scaffolding or of a loop, which have its grade unless they say another one."""
    for row in rows.iterchildren(RULE, FOR):
        if row.tag == RULE:
            yield GradedRule(row.attrib["identifier"], row.get("grade", grade))
            continue
        letter, of = "{" + row.attrib["each"] + "}", row.get("of", "")
        through = words.get(of, row.get("in", "").split()) or [letter]
        for rule in _rules(row, grade, words):
            yield from (rule._replace(identifier=rule.identifier.replace(letter, one)) for one in through)
