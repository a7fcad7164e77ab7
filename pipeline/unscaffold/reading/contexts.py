"""Context folders, read: what they add to a configuration."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.reading.declared import Declared

_STANDING = {"", "unknown"}  # modes of an element that stands for itself


def with_context(own: list[Declared], context: Iterable[Declared]) -> list[Declared]:
    """Return the elements of a configuration with those of context folders that it does not declare itself.

    They come last; but one that an element of the configuration is to change comes right before that.

    Args:
        own: The elements of the configuration.
        context: Those of the context folders, which are marked. Of two with the same kind and identifier, the first
            one counts.
    """
    context = [*context]
    if not context:
        return own
    by_hand = [element for element in own if not element.origin]  # what a scaffolding declares wins over nothing
    taken = {name for element in by_hand if element.mode in _STANDING for name in _names(element)}
    changing: dict[tuple[str, str], Declared] = {}
    for element in by_hand:
        for name in _names(element):
            changing.setdefault(name, element)
    before: dict[int, list[Declared]] = defaultdict(list)
    last: list[Declared] = []
    for element in context:
        names = _names(element)
        if taken.isdisjoint(names):
            taken |= names if not element.origin else set()
            element.is_context = True
            change = next((changing[name] for name in names if name in changing), None)
            (before[id(change)] if change else last).append(element)
    return [one for element in own for one in (*before.get(id(element), ()), element)] + last


def _names(element: Declared) -> set[tuple[str, str]]:
    """Return what no two elements have in common: a kind and an identifier; of languages, a number, too."""
    number = element.attributes.get("IndicatorNumber", "").lstrip("0") if element.name == "Language" else ""
    values = {"identifier": element.attributes.get(element.key_attribute, "").lower(), "number": number}
    return {(f"{element.name} {what}", value) for what, value in values.items() if value}
