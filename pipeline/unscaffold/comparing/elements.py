"""What is different of an element that is on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.comparing.content import as_it_is, attributes_of, renamed
from unscaffold.comparing.difference import Difference, Said
from unscaffold.comparing.meaning import meaning, words
from unscaffold.comparing.pairing import alike, is_told, only, paired
from unscaffold.comparing.steps import reordered
from unscaffold.vocabulary import is_job, is_step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from unscaffold.comparing.content import Renaming
    from unscaffold.comparing.pairing import Paired
    from unscaffold.effective import Element

# What else tells what a step works on: where its identifier is another one, it is still the same step by these.
_WORKING_ON = ("Connector", "Connection", "Agent")

# Levels of elements in each other; deeper ones are wholly added and removed. Python would not call itself as often
# as elements may be in each other.
_DEEPEST = 12


def difference(
    old: Element,
    new: Element,
    rename: Renaming = as_it_is,
    depth: int = 0,
    *,
    is_renamed: bool = False,
    is_reordered: bool = False,
) -> Difference | None:
    """Return what is different of an element; None if it means the same on both sides.

    Args:
        old: The element on the old side.
        new: It on the new side.
        rename: Applied to what the old side calls jobs and tasks, before that is held against the new side.
        depth: How deep it lies in what is compared.
        is_renamed: Whether it has another identifier.
        is_reordered: Whether it stands elsewhere, and that matters.
    """
    if not (is_renamed or is_reordered) and _is_alike(old, new):
        return None
    said = (*_said(old, new, rename),)
    children = (*_of_children(old, new, rename, depth + 1),)
    if not (said or children or is_renamed or is_reordered):
        return None
    return Difference(old, new, said, children, is_renamed, is_reordered)


def _is_alike(old: Element, new: Element) -> bool:
    """Return whether two elements are the same to the letter, as most are."""
    return (
        old.attributes == new.attributes
        and len(old.children) == len(new.children)
        and all(
            one.name == other.name and _is_alike(one, other)
            for one, other in zip(old.children, new.children, strict=True)
        )
    )


def _said(old: Element, new: Element, rename: Renaming) -> Iterator[Said]:
    """Yield the attributes that say something else."""
    before, after = attributes_of(old), attributes_of(new)
    if before == after:
        return
    for name in sorted({*before, *after}):
        one, other = before.get(name), after.get(name)
        if one == other:
            continue
        named = None if one is None else renamed(rename, name, one)
        if meaning(old.name, name, named) != meaning(new.name, name, other):
            yield Said(name, one, other, words(name, one), words(name, other))


def _of_children(old: Element, new: Element, rename: Renaming, depth: int) -> Iterator[Difference]:
    if not (old.children or new.children):
        return
    if depth > _DEEPEST:
        yield from sorted(one_sided(alike(old.children, new.children, rename)), key=_order)
        return
    found = only(paired(old.children, new.children, rename), _is_lone)
    yield from sorted(
        _of_steps(found, old, new, rename) if is_job(old.name) else _of_pairs(found, rename, depth), key=_order
    )


def _is_lone(element: Element, is_old: bool) -> object:  # noqa: ARG001 - it is the same on both sides
    """Return the name of an element that has nothing else to be told by: it is the same, if there is one only."""
    return None if element.identifier or is_told(element) else element.name


def _of_pairs(found: Paired, rename: Renaming, depth: int) -> Iterator[Difference]:
    yield from filter(None, (difference(one, other, rename, depth) for one, other in found.both))
    yield from one_sided(found)


def _of_steps(found: Paired, old: Element, new: Element, rename: Renaming) -> Iterator[Difference]:
    """Yield the steps of a job that are different; who waits for one that has another identifier, still does."""
    found = only(only(found, _called), _works_on)
    moved = reordered(found.both, old, new)
    others = {
        one.identifier.lower(): other.identifier
        for one, other in found.both
        if one.identifier and rename(one.identifier).lower() != other.identifier.lower()
    }
    for one, other in found.both:
        own = difference(
            one,
            other,
            _following(others, rename) if others else rename,
            1,
            is_renamed=one.identifier.lower() in others and one.identifier.lower() != other.identifier.lower(),
            is_reordered=id(other) in moved,
        )
        if own:
            yield own
    yield from one_sided(found)


def _following(others: Mapping[str, str], rename: Renaming) -> Renaming:
    return lambda value: others.get(value.lower()) or rename(value)


def one_sided(found: Paired) -> Iterator[Difference]:
    """Yield the elements that are on one side only."""
    yield from (Difference(one, None) for one in found.removed)
    yield from (Difference(None, one) for one in found.added)


def _called(element: Element, is_old: bool) -> object:  # noqa: ARG001 - it is the same on both sides
    """Return what a step is called, though the job may be renamed and its own name begin with that of the job."""
    return element.key if is_step(element.name) and element.identifier else None


def _works_on(element: Element, is_old: bool) -> object:  # noqa: ARG001 - it is the same on both sides
    if not is_step(element.name) or element.name == "Step":
        return None
    return (element.name, *(element.get(name).lower() for name in _WORKING_ON))


def _order(one: Difference) -> tuple[object, ...]:
    """Return what children are sorted by: steps by their level, and all by what they are and are called."""
    attributes: Iterable[tuple[str, str]] = sorted(one.element.attributes.items())
    return _level(one.element), one.name, one.identifier.lower(), (*attributes,), one.new is None


def _level(element: Element) -> int:
    level = element.get("Level").strip()
    return int(level) if level.isascii() and level.isdecimal() and len(level) < 10 else -1  # noqa: PLR2004
