"""Elements that say a `ConsolidationMode` change the earlier ones of their kind and identifier.

`Merge`: their attributes override, their children are appended. `Update`: their attributes replace. `Delete`: the
element is gone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.reading.declared import Declared


@dataclass
class Consolidated:
    """What is left of elements that change each other.

    `elements` are those that are left. `duplicates` are declared twice, and `deletions` delete an earlier one: each
    stands with that one. `lone` say a mode and have no earlier one; but for those that delete, they are left, too.
    """

    elements: list[Declared] = field(default_factory=list)
    duplicates: list[tuple[Declared, Declared]] = field(default_factory=list)
    deletions: list[tuple[Declared, Declared]] = field(default_factory=list)
    lone: list[Declared] = field(default_factory=list)


def consolidated(elements: Iterable[Declared]) -> Consolidated:
    """Let elements change each other.

    Args:
        elements: The elements in configuration order; those that are changed are so in place.
    """
    found = Consolidated()
    first: dict[tuple[str, str], Declared] = {}
    deleted = set[int]()
    for element in elements:
        mode = element.mode
        identifier = element.attributes.get(element.key_attribute, "").lower()
        earlier = first.get((element.name, identifier)) if identifier else None
        if earlier is None:
            _begin(found, element, mode)
            if identifier and mode != "delete":
                first[element.name, identifier] = element
        elif mode == "delete":
            found.deletions.append((element, earlier))
            deleted.add(id(first.pop((element.name, identifier))))
        elif mode in {"merge", "update"}:
            _change(earlier, element, mode)
        elif mode == "":
            found.duplicates.append((element, earlier))
    if deleted:
        found.elements = [element for element in found.elements if id(element) not in deleted]
    return found


def _begin(found: Consolidated, element: Declared, mode: str) -> None:
    if mode not in {"", "unknown"} and element.attributes.get(element.key_attribute):
        found.lone.append(element)
    if mode != "delete":
        found.elements.append(element)


def _change(earlier: Declared, later: Declared, mode: str) -> None:
    if not earlier.parts:
        earlier.parts = [replace(earlier, attributes=dict(earlier.attributes))]
    earlier.parts.append(later)
    key = earlier.key_attribute
    stays = {key: earlier.attributes[key]}
    if mode == "update":
        earlier.attributes = later.attributes | stays
    else:
        earlier.attributes.update(later.attributes | stays)
        earlier.children = (*earlier.children, *later.children)
