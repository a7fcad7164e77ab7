"""Context folders, read: what they add to a configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.reading.consolidation import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.reading.declared import Declared


def supplementing(own: Iterable[Declared], context: Iterable[Declared]) -> Iterator[Declared]:
    """Yield, marked, the elements of context folders that the configuration does not declare itself.

    Args:
        own: The elements of the configuration.
        context: Those of the context folders. Of two with the same kind and identifier, the first one counts.
    """
    taken = {name for element in own for name in _names(element)}
    for element in context:
        names = _names(element)
        if taken.isdisjoint(names):
            taken |= names
            element.is_context = True
            yield element


def _names(element: Declared) -> set[tuple[str, str]]:
    """Return what no two elements have in common: a kind and an identifier; of languages, a number, too."""
    number = element.attributes.get("IndicatorNumber", "").lstrip("0") if element.name == "Language" else ""
    values = {"identifier": element.attributes.get(key_of(element), "").lower(), "number": number}
    return {(f"{element.name} {what}", value) for what, value in values.items() if value}
