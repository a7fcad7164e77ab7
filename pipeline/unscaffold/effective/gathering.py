"""The elements of an expansion gathered: those written by hand, those generated, and those of context folders."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from unscaffold.effective.causes import Causes
from unscaffold.effective.configuration import Effective
from unscaffold.effective.consolidated import consolidated
from unscaffold.effective.element import Element, generated, is_ours, written
from unscaffold.findings import errors_of
from unscaffold.markup import parsed
from unscaffold.vocabulary import ACCESS_RIGHTS, declarations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from unscaffold.expanding import Expansion
    from unscaffold.options import Target
    from unscaffold.reading import Declared


def effective(
    expansion: Expansion, target: Target, today: date | None = None, *, files: Collection[str] | None = None
) -> Effective:
    """Return the effective configuration of an expansion.

    Args:
        expansion: The expansion.
        target: The version of the product that it was made for.
        today: The day against which dates are held; None for the one that it is.
        files: The files whose elements are wanted; None for all. Those of contexts are wanted, too.
    """
    read = expansion.configuration
    own = [*_elements(expansion, files)]
    elements = consolidated([*own, *_context(expansion, own)])
    return Effective(
        elements,
        read.folder,
        frozenset(read.digests),
        target,
        today or date.today(),
        is_whole=_is_whole(expansion, elements),
        gone=_told(expansion, "gone-task", "value"),
        told_unmapped=_told(expansion, "unmapped-connector", "connector"),
    )


def _is_whole(expansion: Expansion, elements: Iterable[Element]) -> bool:
    """Return whether all was read and expanded, and no job scaffolding is left, be it in a context or kept."""
    left = {name for name, one in declarations().items() if one.scope != ACCESS_RIGHTS}
    return not (
        expansion.configuration.unread
        or any(one.failed for one in expansion.expanded)
        or any(element.name in left for element in elements)
    )


def _told(expansion: Expansion, rule: str, name: str) -> frozenset[str]:
    """Return, in lower case, of what the expansion has told something."""
    values = (dict(found.values) for found in expansion.findings if found.rule.name == rule)
    return frozenset(one[name].lower() for one in values)


def _elements(expansion: Expansion, files: Collection[str] | None) -> Iterator[Element]:
    read, applied, cause = expansion.configuration, expansion.applied, Causes(expansion)
    expanded = {one.scaffolding.outermost: one for one in expansion.expanded}
    declared = _declared_by_others(read.elements)
    for file in read.digests if files is None else [file for file in read.digests if file in files]:
        for number, node in enumerate(read.children(file) if _is_xml(file) and file not in read.unread else ()):
            place = (file, number)
            one = expanded.get(place)
            made: list[Element] = []
            if one:
                xml = "" if one.failed else one.xml
                made = [generated(child, one.scaffolding, cause) for child in (parsed(xml) if xml else ())]
                yield from made
            elif place not in applied and is_ours(node):
                yield written(node, file, (number,))
            there = {element.key for element in made}
            yield from (fact for fact in declared.get(place, ()) if fact.key not in there)


def _is_xml(file: str) -> bool:
    return file.lower().endswith(".xml")


def _declared_by_others(elements: Iterable[Declared]) -> dict[tuple[str, int], list[Element]]:
    """Return what scaffoldings that stay in place declare, by where these stand."""
    found: dict[tuple[str, int], list[Element]] = defaultdict(list)
    for one in elements:
        if one.origin:
            element = Element(one.name, dict(one.attributes), one.file, one.way)
            element.is_context, element.origin = one.is_context, one.origin
            found[one.outermost].append(element)
    return found


def _context(expansion: Expansion, own: Iterable[Element]) -> Iterator[Element]:
    """Yield the elements of context folders, but for those that the configuration declares itself."""
    read = expansion.configuration
    taken = {element.key for element in own if element.identifier}
    unread = {found.region.file for found in errors_of(read.findings)}
    for file in read.context_digests:
        for number, node in enumerate(read.children(file) if _is_xml(file) and file not in unread else ()):
            element = written(node, file, (number,))
            if is_ours(node) and element.key not in taken:
                yield _of_context(element)


def _of_context(element: Element) -> Element:
    element.is_context = True
    for child in element.children:
        _of_context(child)
    return element
