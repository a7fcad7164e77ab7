"""The content of an element as a value: what is alike has the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.comparing.meaning import meaning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from unscaffold.effective import Element

    # What stands for a value of the old side, where an element around it has another identifier on the new side.
    Renaming = Callable[[str], str]

_MODE = "ConsolidationMode"
_NAMING = ("Identifier", "ParentTask")  # attributes that name jobs and their tasks


def as_it_is(value: str) -> str:
    """Return a value, where nothing is renamed."""
    return value


def renaming(old: str, new: str) -> Renaming:
    """Return what puts another identifier in place of one with which a value begins: tasks are named after jobs."""
    lowered = old.lower()

    def put(value: str) -> str:
        return new + value[len(old) :] if value.lower().startswith(lowered) else value

    return put


def renamed(rename: Renaming, attribute: str, value: str) -> str:
    """Return the value of an attribute, which is another one where that names what is renamed."""
    return rename(value) if attribute in _NAMING else value


def attributes_of(element: Element) -> Mapping[str, str]:
    """Return the attributes of an element that matter: how it was merged is over when it is."""
    if element.parts and _MODE in element.attributes:
        return {name: value for name, value in element.attributes.items() if name != _MODE}
    return element.attributes


def content(element: Element, rename: Renaming = as_it_is, without: Iterable[str] = ()) -> object:
    """Return the content of an element; children count whatever their order.

    Args:
        element: The element.
        rename: Applied to what names jobs and tasks in it.
        without: Attributes that do not count.
    """
    said = [
        (name, meaning(element.name, name, renamed(rename, name, value)))
        for name, value in attributes_of(element).items()
        if name not in without
    ]
    counted: dict[object, int] = {}
    for child in element.children:
        key = content(child, rename)
        counted[key] = counted.get(key, 0) + 1
    return element.name, frozenset(said), frozenset(counted.items())
