"""Elements that say ConsolidationMode="Merge" become part of the earlier ones of their kind and identifier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.reading.declared import Declared
from unscaffold.vocabulary import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable


def consolidated(elements: Iterable[Declared]) -> tuple[list[Declared], list[tuple[Declared, Declared]]]:
    """Merge what is to be merged.

    Args:
        elements: The elements in configuration order; those that are merged into are changed.

    Returns:
        The elements that are left, and, with the earlier one, each that is declared twice.
    """
    first: dict[tuple[str, str], Declared] = {}
    kept, duplicates = [], []
    for element in elements:
        identifier = element.attributes.get(key_of(element), "").lower()
        earlier = first.setdefault((element.name, identifier), element) if identifier else element
        if earlier is element:
            kept.append(element)
        elif element.is_merge:
            _merge(earlier, element)
        else:
            duplicates.append((element, earlier))
    return kept, duplicates


def _merge(earlier: Declared, later: Declared) -> None:
    if not earlier.parts:
        attributes = dict(earlier.attributes)
        earlier.parts = [
            Declared(earlier.name, attributes, earlier.children, earlier.file, earlier.way, earlier.order)
        ]
    earlier.parts.append(later)
    key = key_of(earlier)
    earlier.attributes.update(later.attributes | {key: earlier.attributes[key]})
    earlier.children = (*earlier.children, *later.children)


def key_of(element: Declared) -> str:
    """Return the name of the attribute that identifies an element."""
    kind = kind_of(element.name)
    return kind.key if kind else "Identifier"
