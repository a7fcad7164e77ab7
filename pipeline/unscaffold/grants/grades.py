"""How certain it is that a scaffolding generates a rule, as the table of access rights says."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.vocabulary import GRADES, access_rights, graded_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unscaffold.effective import Element

_NAME = re.compile(r"\{\w+\}")


class _Graded(NamedTuple):
    """The grades of rules by what they are identified by: wholly, or by the parts around what is not known."""

    by_identifier: dict[str, str]
    by_parts: dict[tuple[str, ...], str]


def grade_of(rule: Element) -> str:
    """Return how certain it is that a rule is generated so; empty, if its scaffolding is none of the table.

    Of several rows that may have generated it, the most certain one counts: what is documented is always there.
    """
    made_by = rule.scaffolding
    if made_by is None or made_by.name not in access_rights():
        return ""
    profile = made_by.attributes.get("Profile") or rule.get("Profile")
    graded = _graded(made_by.name, profile.lower(), made_by.attributes.get("EntityType", "").lower())
    identifier = rule.identifier.lower()
    return graded.by_identifier.get(identifier) or next(
        (grade for parts, grade in graded.by_parts.items() if _fits(identifier, parts)), ""
    )


@lru_cache(maxsize=1000)
def _graded(scaffolding: str, profile: str, entity_type: str) -> _Graded:
    values = {"{p}": profile, "{e}": entity_type}
    graded = _Graded({}, {})
    for rule in sorted(graded_rules(scaffolding), key=lambda rule: GRADES.index(rule.grade)):
        identifier = _NAME.sub(lambda name: values.get(name[0]) or "\0", rule.identifier.lower())
        parts = tuple(identifier.split("\0"))
        if len(parts) == 1:
            graded.by_identifier.setdefault(identifier, rule.grade)
        else:
            graded.by_parts.setdefault(parts, rule.grade)
    return graded


def _fits(identifier: str, parts: Sequence[str]) -> bool:
    """Return whether an identifier has these parts, the outer ones at its ends, and something between them."""
    first, *others, last = parts
    at = len(first)
    for part in others:
        at = identifier.find(part, at + 1) + len(part)
        if at < len(first) + len(part):
            return False
    return identifier.startswith(first) and identifier.endswith(last) and at < len(identifier) - len(last)
