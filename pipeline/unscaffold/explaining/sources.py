"""Elements as they are written, and what they decided of the generated ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.explaining.explained import Source, Use
from unscaffold.explaining.walking import within_each
from unscaffold.findings import marked
from unscaffold.markup import local_name
from unscaffold.origins import origins_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml import etree

    from unscaffold.expanding import Expanded, Expansion
    from unscaffold.explaining.meant import Written
    from unscaffold.findings import Region
    from unscaffold.options import Options
    from unscaffold.origins import GeneratedElement, Origin, Origins


def sources_of(expansion: Expansion, options: Options, written: Sequence[Written]) -> tuple[Source, ...]:
    """Return elements as they are written, each with what it decided.

    Args:
        expansion: The expansion of the configuration.
        options: Those with which it was made.
        written: The elements.
    """
    if not written:
        return ()
    regions = [marked(one.file, one.way) for one in written]
    places = expansion.configuration.places(regions)
    uses: dict[Region, list[Use]] = {places[region]: [] for region in regions}
    around = [_scaffolding(expansion, one) for one in written]
    chosen = [one for one in around if one]  # what stands in a scaffolding decides nothing of another one
    for origins in origins_of(expansion, options, chosen if len(chosen) == len(written) else None):
        _take(uses, origins)
    return tuple(
        _source(expansion, one, places[region], uses[places[region]], scaffolding)
        for one, region, scaffolding in zip(written, regions, around, strict=True)
    )


def _scaffolding(expansion: Expansion, one: Written) -> Expanded | None:
    """Return the scaffolding in which an element stands, or that it is."""
    place = (one.file, one.way[0])
    return next((expanded for expanded in expansion.expanded if expanded.scaffolding.outermost == place), None)


def _source(
    expansion: Expansion, one: Written, place: Region, uses: Iterable[Use], around: Expanded | None
) -> Source:
    node = _node(expansion.configuration.children(one.file)[one.way[0]], one.way[1:])
    source = Source(local_name(node), node.get("Identifier", node.get("Code", "")), place, tuple(uses))
    if around is None:
        return source
    if len(one.way) > 1:
        return source._replace(argument_of=around.scaffolding.name)
    return source._replace(generates="failed" if around.failed else "nothing")


def _node(node: etree._Element, way: Iterable[int]) -> etree._Element:
    for number in way:
        node = [*node.iterchildren("*")][number]
    return node


def _take(uses: dict[Region, list[Use]], origins: Origins) -> None:
    """Take what elements decided of what one scaffolding generates."""
    for element, within in within_each(origins):
        for origin in _histories(element):
            for place, found in uses.items():
                if any(_lies_in(decider.place, place) for decider in origin.decided_by):
                    found.append(Use(element, within, origin))


def _histories(element: GeneratedElement) -> Iterator[Origin]:
    yield from element.history
    for history in element.of_attributes.values():
        yield from history


def _lies_in(place: Region, tag: Region) -> bool:
    """Return whether a place lies in a start tag."""
    start, end = (tag.line, tag.column), (tag.end_line, tag.end_column)
    return place.file == tag.file and start <= (place.line, place.column) < end
