"""Finds in what was generated first what became of it, after arguments and adjustments."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.markup import document_of, local_name, tree_of
from unscaffold.vocabulary import is_job, vocabulary

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from lxml import etree


class First(NamedTuple):
    """An element as it was generated first, and what is told of it."""

    element: etree._Element
    told: etree._Element

    @property
    def children(self) -> Iterator[First]:
        """The elements in it, but for arguments that only ride along."""
        told = self.told.iterchildren("{*}element")
        for child, own in zip(self.element.iterchildren("*"), told, strict=True):
            if local_name(child) not in vocabulary().riders:
                yield First(child, own)


class Firsts:
    """Elements as they were generated first, each found once.

    A task is found wherever it stands: in its job, or, without that, outermost.

    Args:
        xml: The elements.
        told: The document of their origins.
    """

    def __init__(self, xml: str, told: str) -> None:
        self._left = _Left(_with_steps(First(document_of(xml), tree_of(told)).children))

    def take(self, element: etree._Element) -> First | None:
        """Return what an element was first, an outermost one or a step of a job; None if it was not generated."""
        return self._left.take(element)

    def left(self) -> Iterator[First]:
        """Yield those that nobody took."""
        return self._left.left()


class _Left:
    def __init__(self, firsts: Iterable[First]) -> None:
        self._alike: dict[Hashable, deque[First]] = defaultdict(deque)
        self._named: dict[Hashable, deque[First]] = defaultdict(deque)
        self._taken: set[int] = set()
        self._all = list(firsts)
        for one in self._all:
            self._alike[_likeness(one.element)].append(one)
            self._named[_name(one.element)].append(one)

    def take(self, element: etree._Element) -> First | None:
        for found in (self._alike.get(_likeness(element)), self._named.get(_name(element))):
            while found:
                one = found.popleft()
                if id(one.element) not in self._taken:
                    self._taken.add(id(one.element))
                    return one
        return None

    def left(self) -> Iterator[First]:
        return (one for one in self._all if id(one.element) not in self._taken)


def taken_in(
    first: First | None, children: Iterable[etree._Element]
) -> Iterator[tuple[etree._Element, First | None]]:
    """Yield the children of an element, each with what it was first."""
    left = _Left(first.children if first else ())
    for child in children:
        yield child, left.take(child)


def _with_steps(firsts: Iterable[First]) -> Iterator[First]:
    for one in firsts:
        yield one
        if is_job(local_name(one.element)):
            yield from one.children


def _name(element: etree._Element) -> Hashable:
    """Return what is the same in an element that was changed: without an identifier, nothing is."""
    identifier = element.get("Identifier")
    return (element.tag, identifier.lower()) if identifier is not None else id(element)


def _likeness(element: etree._Element) -> Hashable:
    said = {name: value for name, value in element.attrib.items() if name != "Level"}
    return element.tag, frozenset(said.items())
