"""What generated elements, and the elements that decided on them, are called where they are told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unscaffold.origins import Decider, GeneratedElement


def telling(deciders: Sequence[Decider]) -> list[Decider]:
    """Return deciders without the parts of merged elements that say nothing where another part does."""
    first: dict[tuple[str, str, str], Decider] = {}
    for one in deciders:
        known = first.setdefault(_key(one), one)
        if _says(one) and not _says(known):
            first[_key(one)] = one
    return [one for one in deciders if _says(one) or not one.identifier or first[_key(one)] is one]


def _key(one: Decider) -> tuple[str, str, str]:
    return one.role, one.kind, one.identifier


def _says(one: Decider) -> bool:
    return any(value not in {None, one.identifier} for _, value in one.attributes)


def label_of(element: GeneratedElement) -> str:
    """Return what an element is called where others stand beside it."""
    level = element.attributes.get("Level")
    return title_of(element) if level is None else f"level {level}: {title_of(element)}"


def title_of(element: GeneratedElement) -> str:
    """Return what an element is called: without an identifier, by its attributes."""
    if element.identifier:
        return name_of(element)
    return " ".join([element.kind, *(attribute_of(element, name) for name in element.attributes)])


def name_of(element: GeneratedElement) -> str:
    """Return its name and its identifier."""
    return f"{element.kind} {element.identifier}".rstrip()


def attribute_of(element: GeneratedElement, name: str) -> str:
    """Return an attribute of it, as it is written."""
    return f'{name}="{element.attributes.get(name, "")}"'


def decider_label(one: Decider) -> str:
    """Return an element that decided something, with the attributes by which it did."""
    said = (
        f"no {name}" if value is None else f'{name}="{value}"'
        for name, value in one.attributes
        if value is None or value != one.identifier
    )
    return " ".join(filter(None, [one.kind, one.identifier, *said]))
