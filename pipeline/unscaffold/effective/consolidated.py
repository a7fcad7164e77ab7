"""Elements that say a `ConsolidationMode` change the earlier ones of their kind and identifier."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.effective.element import Element


def consolidated(elements: Iterable[Element]) -> list[Element]:
    """Return what is left of elements that change each other, as the reader does it with those that matter to it.

    Args:
        elements: The elements, in configuration order; those that are changed are so in place.
    """
    first: dict[tuple[str, str], Element] = {}
    left: dict[int, Element] = {}
    merged: dict[int, Element] = {}
    for element in elements:
        mode, key = element.mode, element.key
        earlier = first.get(key) if key[1] else None
        if mode == "delete":
            if earlier:
                del left[id(first.pop(key))]
        elif mode and earlier:
            _change(earlier, element, mode)
            if mode == "merge":
                merged[id(earlier)] = earlier
        else:
            left[id(element)] = element
            first.setdefault(key, element)
    for element in merged.values():  # once for all that is merged into it
        element.children = consolidated(element.children)
    return [*left.values()]


def _change(earlier: Element, later: Element, mode: str) -> None:
    if not earlier.parts:
        earlier.parts = [replace(earlier)]
        earlier.attributes, earlier.children = {**earlier.attributes}, [*earlier.children]
    assert isinstance(earlier.attributes, dict)
    assert isinstance(earlier.children, list)
    assert isinstance(earlier.parts, list)
    earlier.parts.append(later)
    stays = {name: earlier.attributes[name] for name in ("Identifier", "Code") if name in earlier.attributes}
    if mode == "update":
        earlier.attributes = {**later.attributes, **stays}
        return
    earlier.attributes.update({**later.attributes, **stays})
    for child in later.children:
        child.parent = earlier
    earlier.children += later.children
