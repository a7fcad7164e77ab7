"""Which element of one side is which one of the other side. It takes as long as there are elements, not pairs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.comparing.content import as_it_is, attributes_of, content, renamed

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from unscaffold.comparing.content import Renaming
    from unscaffold.effective import Element

    Key = Callable[[Element, bool], Hashable]

# What tells elements without an identifier from each other, by their name.
_TOLD_BY = {
    "Entry": ("Permission",),
    "Filter": ("Binding", "Group"),
    "TaskDependsOnTask": ("ParentTask",),
    "TaskEntityType": ("EntityType",),
    "TaskResourceType": ("ResourceType",),
}

_TRIED = 8  # attributes of which one may differ: more would take long, where there are many elements


class Paired(NamedTuple):
    """The elements that are on both sides, and those that are on one side only."""

    both: list[tuple[Element, Element]]
    removed: list[Element]
    added: list[Element]


def paired(old: Iterable[Element], new: Iterable[Element], rename: Renaming = as_it_is) -> Paired:
    """Pair the children of an element, or of all roots.

    An element with an identifier is the one that is so called. One without is the one of the same content, or else
    the one with the attribute by which such are told, with the same content but for one attribute, or the only one
    with the same attributes.
    """
    found = Paired([], [*old], [*new])
    for key in (_by_identifier, _by_content, _by_attribute):
        found = _once_more(found, _of_side(key, rename))
    return only(_nearly_alike(found, rename), _of_side(_by_attributes, rename))


def _of_side(key: Callable[[Element, Renaming], Hashable], rename: Renaming) -> Key:
    return lambda element, is_old: key(element, rename if is_old else as_it_is)


def alike(old: Iterable[Element], new: Iterable[Element], rename: Renaming = as_it_is) -> Paired:
    """Pair elements of the same content only."""
    return _once_more(Paired([], [*old], [*new]), lambda one, is_old: content(one, rename if is_old else as_it_is))


def is_told(element: Element) -> bool:
    """Return whether an element without an identifier has an attribute by which it is told from others."""
    return element.name in _TOLD_BY


def only(found: Paired, key: Key) -> Paired:
    """Pair what is left, where just one on each side has a key.

    Args:
        found: What was found before.
        key: Returns the key of an element, given whether it is of the old side; None for one that stays alone.
    """
    ours, theirs = _grouped(found.removed, key, is_old=True), _grouped(found.added, key, is_old=False)
    lone = [(ours[one][0], theirs[one][0]) for one in ours if len(ours[one]) == 1 and len(theirs.get(one, ())) == 1]
    return _with(found, lone)


def _once_more(found: Paired, key: Key) -> Paired:
    """Pair what is left by a key; of several with the same one, the first with the first, and so on."""
    ours, theirs = _grouped(found.removed, key, is_old=True), _grouped(found.added, key, is_old=False)
    return _with(found, [pair for one in ours for pair in zip(ours[one], theirs.get(one, ()), strict=False)])


def _with(found: Paired, more: Sequence[tuple[Element, Element]]) -> Paired:
    taken = {id(one) for pair in more for one in pair}
    left = ([one for one in side if id(one) not in taken] for side in (found.removed, found.added))
    return Paired([*found.both, *more], *left)


def _grouped(elements: Iterable[Element], key: Key, *, is_old: bool) -> dict[Hashable, list[Element]]:
    groups: dict[Hashable, list[Element]] = defaultdict(list)
    for element in elements:
        own = key(element, is_old)
        if own is not None:
            groups[own].append(element)
    return groups


def _by_identifier(element: Element, rename: Renaming) -> Hashable:
    return (element.name, rename(element.identifier).lower()) if element.identifier else None


def _by_content(element: Element, rename: Renaming) -> Hashable:
    return None if element.identifier else content(element, rename)


def _by_attribute(element: Element, rename: Renaming) -> Hashable:
    names = _TOLD_BY.get(element.name)
    if element.identifier or not names:
        return None
    return (element.name, *(renamed(rename, name, element.get(name)).lower() for name in names))


def _by_attributes(element: Element, rename: Renaming) -> Hashable:
    if element.identifier or not (element.attributes and element.children):
        return None
    said = attributes_of(element).items()
    return element.name, frozenset((name, renamed(rename, name, value)) for name, value in said)


def _nearly_alike(found: Paired, rename: Renaming) -> Paired:
    """Pair elements without an identifier, and without an attribute by which they are told, but for one attribute.

    What is removed and added at once would look like a change; so they must have two attributes in common.
    """
    for number in range(_most_attributes(found)):

        def key(element: Element, is_old: bool, number: int = number) -> Hashable:
            names = sorted(attributes_of(element))
            if element.identifier or element.name in _TOLD_BY or not (number < len(names) > 2):  # noqa: PLR2004
                return None
            return names[number], content(element, rename if is_old else as_it_is, (names[number],))

        found = _once_more(found, key)
    return found


def _most_attributes(found: Paired) -> int:
    if not (found.removed and found.added):
        return 0
    return min(_TRIED, max(len(element.attributes) for element in found.removed))
