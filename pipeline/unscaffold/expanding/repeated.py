"""Elements that several scaffoldings generate alike: the product has one object of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unscaffold.markup import outermost, packed
from unscaffold.vocabulary import access_rights

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.expanding.expansion import Expanded
    from unscaffold.markup import Outermost
_OPENED = "MenuItem"
_START = re.compile(r'<(\w+)[^>]*? (Identifier="[^"]*")[^>]*>')


def leave_to_the_first(expanded: Iterable[Expanded]) -> None:
    """Take from scaffoldings what an earlier one generates just so; those of jobs generate nothing alike.

    Args:
        expanded: The scaffoldings of a configuration, in its order.
    """
    known: dict[tuple[str, str], str] = {}
    for one in expanded:
        if one.scaffolding.name in access_rights() and not one.failed:
            _leave_to_the_first(one, known)


def _leave_to_the_first(one: Expanded, known: dict[tuple[str, str], str]) -> None:
    elements = [*outermost(one.xml)]
    left = [_left(element, known) for element in elements]
    if any(xml is not element.xml for xml, element in zip(left, elements, strict=True)):
        one.packed = packed("".join(left))


def _left(element: Outermost, known: dict[tuple[str, str], str]) -> str:
    """Return what is left of an element, beside the first of its kind and identifier: nothing, if that is just so.

    A menu item adds to the first one, instead.
    """
    name, identifier = element.key
    first = known.setdefault((name, identifier or element.xml), element.xml)
    if first is element.xml:
        return element.xml
    if first == element.xml:
        return ""
    is_open = name == _OPENED and not element.xml.endswith("/>")
    return _START.sub(r'<\1 \2 ConsolidationMode="Merge">', element.xml, count=1) if is_open else element.xml
