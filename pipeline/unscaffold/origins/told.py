"""The origins of what scaffoldings generate, asked for after an expansion: whoever does not ask pays nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from unscaffold.expanding import Expanded, Expansion
    from unscaffold.findings import Way
    from unscaffold.options import Options
    from unscaffold.origins.origin import GeneratedElement, History, Missing
    from unscaffold.reading import Declared


class Origins(NamedTuple):
    """The origins of all that one scaffolding generates.

    `elements` are those that it became, in their order, each with its children. `missing` is what it does not
    generate, and could have. `removed` are the kinds, identifiers and histories of elements that were generated, and
    that an adjustment took away.
    """

    scaffolding: Declared
    elements: tuple[GeneratedElement, ...]
    missing: tuple[Missing, ...] = ()
    removed: tuple[tuple[str, str, History], ...] = ()

    def at(self, way: Way) -> GeneratedElement | None:
        """Return the element at a way among the generated ones, such as (0, 3): the fourth child of the first."""
        found, among = None, self.elements
        for number in way:
            if not 0 <= number < len(among):
                return None
            found = among[number]
            among = found.children
        return found

    def find(self, kind: str, identifier: str) -> GeneratedElement | None:
        """Return the first element of a kind and an identifier, in any case; any kind if that is empty."""
        key = identifier.lower()
        return next((one for one in self.walk() if one.identifier.lower() == key and kind in {"", one.kind}), None)

    def walk(self) -> Iterator[GeneratedElement]:
        """Yield all elements, each before its children."""
        left = [*reversed(self.elements)]
        while left:
            one = left.pop()
            yield one
            left += reversed(one.children)


def origins_of(
    expansion: Expansion, options: Options, chosen: Collection[Expanded] | None = None
) -> Iterator[Origins]:
    """Yield the origins of what scaffoldings generate, in configuration order.

    The chosen ones are generated again, by stylesheets that tell; so ask for few of them, if few are needed.

    Args:
        expansion: The expansion, as `expand_in_memory` and others return it.
        options: Those with which it was made.
        chosen: Some of its `expanded`; all of them if None. Those that failed are left out.

    Raises:
        Failure: A stylesheet cannot be used.
    """
    raise NotImplementedError
