"""Generated elements with those around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.origins import GeneratedElement, Origins

    Within = tuple[GeneratedElement, ...]


def within_each(origins: Origins) -> Iterator[tuple[GeneratedElement, Within]]:
    """Yield all elements that a scaffolding generates, each before its children, with those in which it stands."""
    left: list[tuple[GeneratedElement, Within]] = [(one, ()) for one in reversed(origins.elements)]
    while left:
        element, within = left.pop()
        yield element, within
        left += [(child, (*within, element)) for child in reversed(element.children)]
