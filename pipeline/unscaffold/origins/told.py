"""The origins of what scaffoldings generate, asked for after an expansion: whoever does not ask pays nothing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.markup import document_of, local_name, tree_of
from unscaffold.origins.again import generated_again
from unscaffold.origins.changes import Changes
from unscaffold.origins.deciders import Located
from unscaffold.origins.matching import Firsts, taken_in
from unscaffold.origins.origin import GeneratedElement, Missing
from unscaffold.vocabulary import is_job

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from lxml import etree

    from unscaffold.adjusting import Adjustment
    from unscaffold.expanding import Expanded, Expansion
    from unscaffold.findings import Region, Way
    from unscaffold.options import Options
    from unscaffold.origins.again import Again
    from unscaffold.origins.matching import First
    from unscaffold.origins.origin import History, Origin
    from unscaffold.reading import Declared


class Origins(NamedTuple):
    """The origins of all that one scaffolding generates.

    `place` is where the scaffolding stands. `elements` are those that it became, in their order, each with its
    children. `missing` is what it does not generate, and could have. `removed` are the kinds, identifiers and
    histories of elements that were generated, and that an adjustment took away.
    """

    scaffolding: Declared
    place: Region
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
    expansion: Expansion, options: Options, chosen: Collection[Expanded] | None = None, *, in_full: bool = True
) -> Iterator[Origins]:
    """Yield the origins of what scaffoldings generate, in configuration order.

    The chosen ones are generated again, by stylesheets that tell; so ask for few of them, if few are needed.

    Args:
        expansion: The expansion, as `expand_in_memory` and others return it.
        options: Those with which it was made.
        chosen: Some of its `expanded`; all of them if None. Those that failed are left out.
        in_full: Whether it is told of attributes and of what is missing, too. If not, that is told only where an
            argument or an adjustment changed something of what scaffoldings generated that share a document.

    Raises:
        Failure: A stylesheet cannot be used.
    """
    wanted = {id(one) for one in (expansion.expanded if chosen is None else chosen)}
    ones = [one for one in expansion.expanded if id(one) in wanted and not one.failed]
    again = {id(one.one): one for one in generated_again(expansion, options, ones, in_full=in_full)}
    adjustments: dict[int, list[Adjustment]] = defaultdict(list)
    for adjustment in expansion.adjustments:
        adjustments[id(adjustment.scaffolding)].append(adjustment)
    changes = [Changes(expansion.configuration, one.scaffolding, adjustments[id(one.scaffolding)]) for one in ones]
    located = Located(
        expansion.configuration, again.values(), (region for changed in changes for region in changed.regions)
    )
    for one, changed in zip(ones, changes, strict=True):
        yield _Telling(located, again[id(one)], changed).origins()


class _Telling:
    """Tells of one scaffolding."""

    def __init__(self, located: Located, again: Again, changes: Changes) -> None:
        self._located = located
        self._again = again
        self._changes = changes
        self._firsts = Firsts(again.xml, again.told)

    def origins(self) -> Origins:
        elements = tuple(
            self._element(element, self._firsts.take(element), (number,))
            for number, element in enumerate(document_of(self._again.one.xml))
        )
        removed = tuple(self._removed(one) for one in self._firsts.left())
        scaffolding = self._again.one.scaffolding
        place = self._located.place(scaffolding.region())
        return Origins(scaffolding, place, elements, tuple(self._missing()), removed)

    def _element(
        self, element: etree._Element, first: First | None, way: Way, added: Origin | None = None
    ) -> GeneratedElement:
        """Return an element with its origins; what stands in an element that was `added` was added with it."""
        told = self._told(first.told) if first else {}
        added = added or (None if first else self._located.settled(self._changes.of_added(element)))
        history = (added or told[""],)
        attributes = dict(element.attrib)
        return GeneratedElement(
            kind=local_name(element),
            identifier=element.get("Identifier", ""),
            way=way,
            attributes=attributes,
            history=history,
            of_attributes=dict(self._of_attributes(element, first, told, added)),
            children=tuple(
                self._element(child, was, (*way, number), self._with_added(element, child, added))
                for number, (child, was) in enumerate(self._children(element, first))
            ),
        )

    def _of_attributes(
        self, element: etree._Element, first: First | None, told: dict[str, Origin], added: Origin | None
    ) -> Iterator[tuple[str, History]]:
        for name in element.attrib:
            history = (added.of_attribute(str(name)),) if added else self._history(element, first, told, str(name))
            if history:
                yield str(name), history

    def _with_added(self, element: etree._Element, child: etree._Element, added: Origin | None) -> Origin | None:
        if added is None or is_job(local_name(element)):
            return None
        return self._located.settled(self._changes.of_child(child, added))

    def _children(
        self, element: etree._Element, first: First | None
    ) -> Iterable[tuple[etree._Element, First | None]]:
        children = list(element.iterchildren("*"))
        if is_job(local_name(element)):
            return [(child, self._firsts.take(child)) for child in children]
        return taken_in(first, children)

    def _history(self, element: etree._Element, first: First | None, told: dict[str, Origin], name: str) -> History:
        before = (told[name],) if name in told else ()
        if first and first.element.get(name) == element.get(name):
            return before
        return (*before, self._located.settled(self._changes.of_attribute(element, name)))

    def _removed(self, first: First) -> tuple[str, str, History]:
        history = (self._told(first.told)[""], self._located.settled(self._changes.of_removed(first.element)))
        return local_name(first.element), first.element.get("Identifier", ""), history

    def _missing(self) -> Iterator[Missing]:
        for one in tree_of(self._again.told).iterchildren("{*}missing"):
            yield Missing(one.get("kind", ""), one.get("identifier", ""), self._told(one)[""])

    def _told(self, element: etree._Element) -> dict[str, Origin]:
        found = (self._located.origin(one, self._again) for one in element.iterchildren("{*}origin"))
        return {one.of: one for one in found}
