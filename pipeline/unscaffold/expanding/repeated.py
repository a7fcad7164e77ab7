"""Elements that several scaffoldings of access rights generate: alike, they are one object of the product."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unscaffold.expanding.disputes import disputes
from unscaffold.markup import outermost, packed
from unscaffold.vocabulary import access_rights

if TYPE_CHECKING:
    from collections.abc import Collection

    from unscaffold.expanding.expansion import Expanded, Expansion
    from unscaffold.markup import Outermost

    Key = tuple[str, str]

_OPENED = "MenuItem"
_START = re.compile(r'<(\w+)[^>]*? (Identifier="[^"]*")[^>]*>')


def settle(expansion: Expansion) -> None:
    """Leave what several scaffoldings generate alike to the first; those that generate a rule differently stay.

    A rule written by hand that replaces what they generate settles it: one of them has it, to be replaced, and the
    others have none.

    Args:
        expansion: The expansion, before its adjustments; it leaves what stays in place, and takes what is found.
    """
    generated = [
        (one, [*outermost(one.xml)])
        for one in expansion.expanded
        if one.scaffolding.name in access_rights() and not one.failed
    ]
    replaced = _replaced(expansion)
    found = disputes(generated, replaced)
    left = [one for dispute in found for one in dispute.makers]
    expansion.leave(left)
    expansion.findings += (dispute.finding for dispute in found)
    known: dict[Key, str] = {}
    ids = {*map(id, left)}
    for one, elements in generated:
        if id(one) in ids:
            expansion.left |= {element.key for element in elements}
        else:
            _leave_to_the_first(one, elements, known, replaced)


def _replaced(expansion: Expansion) -> set[Key]:
    """Return the rules written by hand that stand for themselves: they replace what is generated."""
    first: dict[Key, str] = {}
    for rule in expansion.configuration.access_rules:
        first.setdefault(rule.key, rule.mode)
    return {key for key, mode in first.items() if not mode}


def _leave_to_the_first(
    one: Expanded, elements: Collection[Outermost], known: dict[Key, str], replaced: Collection[Key]
) -> None:
    left = [_left(element, known, replaced) for element in elements]
    if any(xml is not element.xml for xml, element in zip(left, elements, strict=True)):
        one.packed = packed("".join(left))


def _left(element: Outermost, known: dict[Key, str], replaced: Collection[Key]) -> str:
    """Return what is left of an element, beside the first of its kind and identifier: nothing, if that is just so.

    A menu item adds to the first one, instead.
    """
    name, identifier = key = element.key
    first = known.setdefault((name, identifier or element.xml), element.xml)
    if first is element.xml:
        return element.xml
    if first == element.xml or key in replaced:
        return ""
    is_open = name == _OPENED and not element.xml.endswith("/>")
    return _START.sub(r'<\1 \2 ConsolidationMode="Merge">', element.xml, count=1) if is_open else element.xml
