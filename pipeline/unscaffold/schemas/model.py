"""What a schema is made of: elements, with their attributes and children."""

from __future__ import annotations

from typing import NamedTuple


class Attribute(NamedTuple):
    """An attribute: its name, the name of its type, what is said of it, and whether the element must have it."""

    name: str
    type: str
    says: str
    is_required: bool = False


class Element(NamedTuple):
    """An element.

    Attributes:
        name: Its local name.
        says: What is said of it.
        attributes: Those that are known.
        children: Those that it takes, and no others; None if it takes anything.
        distinct: The attribute whose value the children of a name must not have twice, by that name.
        group: The attributes that it shares with others, by the name of the group; empty if there are none.
    """

    name: str
    says: str
    attributes: tuple[Attribute, ...] = ()
    children: tuple[Element, ...] | None = None
    distinct: tuple[tuple[str, str], ...] = ()
    group: str = ""
