"""Elements that several scaffoldings generate alike: the product has one object of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.markup import outermost, packed
from unscaffold.vocabulary import access_rights

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.expanding.expansion import Expanded
    from unscaffold.markup import Outermost


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
    left = [element.xml for element in elements if _is_the_first(element, known)]
    if len(left) < len(elements):
        one.packed = packed("".join(left))


def _is_the_first(element: Outermost, known: dict[tuple[str, str], str]) -> bool:
    """Return whether an element is the first of its kind and identifier, or another one than that."""
    name, identifier = element.key
    first = known.setdefault((name, identifier or element.xml), element.xml)
    return first is element.xml or first != element.xml
