"""Generated lines, each with the rules by which it is there and the elements that decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unscaffold.explaining import attribute_of, decider_label, telling, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.origins import Decider, GeneratedElement, History, Origin
    from unscaffold.reporting.places import Links, Place

_MOST = 2  # deciding elements that are told of a line; `unscaffold explain` tells all of them
_BY_STYLESHEET = "stylesheet"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line is as it is: a sentence, how certain that is, and elements that decided; there are `more` of them.

    It `is_later` if it changed what was generated before.
    """

    sentence: str
    grade: str
    decided_by: tuple[tuple[str, Place], ...]
    more: int = 0
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Lines that are there for the same reasons: what they are called, and how deep they stand."""

    depth: int
    titles: tuple[str, ...]
    reasons: tuple[Reason, ...]


class Lines:
    """Tells elements as lines.

    Args:
        links: Tells places.
    """

    def __init__(self, links: Links) -> None:
        self._links = links
        self._deciders: dict[Decider, tuple[str, Place]] = {}

    def of(self, element: GeneratedElement) -> tuple[Line, ...]:
        """Return the lines of an element: its own, what was changed of it later, and those of what stands in it."""
        return tuple(_alike(self._of(element, 0)))

    def own(self, element: GeneratedElement) -> tuple[Line, ...]:
        """Return the same without what stands in it."""
        return tuple(_alike(self._own(element, 0)))

    def _of(self, element: GeneratedElement, depth: int) -> Iterator[Line]:
        yield from self._own(element, depth)
        for child in element.children:
            yield from self._of(child, depth + 1)

    def _own(self, element: GeneratedElement, depth: int) -> Iterator[Line]:
        yield Line(depth, (title_of(element),), self._reasons(element.history))
        whole = element.history[-1]
        for name, history in element.of_attributes.items():
            later = [one for one in history if one.step != _BY_STYLESHEET and one.rule != whole.rule]
            if later:
                yield Line(depth + 1, (attribute_of(element, name),), self._reasons(history))

    def _reasons(self, history: History) -> tuple[Reason, ...]:
        return tuple(self._reason(one, is_later=number > 0) for number, one in enumerate(history))

    def _reason(self, origin: Origin, *, is_later: bool) -> Reason:
        deciders = telling(origin.decided_by)
        told = tuple(map(self._decider, deciders[:_MOST]))
        return Reason(origin.sentence, origin.rule.grade, told, len(deciders) - len(told), is_later)

    def _decider(self, one: Decider) -> tuple[str, Place]:
        if one not in self._deciders:  # most lines of a scaffolding are there by the same few
            self._deciders[one] = (decider_label(one), self._links.place(one.place))
        return self._deciders[one]


def by_hand(title: str, place: Place) -> tuple[Line, ...]:
    """Return the line of an element that is written by hand."""
    return (Line(0, (title,), (Reason("written by hand", "", (("", place),)),)),)


def _alike(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines, as one those that follow each other and are there for the same reasons."""
    last: Line | None = None
    for line in lines:
        if last and (last.depth, last.reasons) == (line.depth, line.reasons):
            last = Line(last.depth, (*last.titles, *line.titles), last.reasons)
            continue
        if last:
            yield last
        last = line
    if last:
        yield last
