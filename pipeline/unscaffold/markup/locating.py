"""From the ways to elements and attributes of a file to the regions where they stand, and from these to its bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unscaffold.findings import NAME, VALUE, WITH_SPACE, Mark, Region, point
from unscaffold.markup import positions
from unscaffold.markup.positions import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from unscaffold.findings import Way

_LINE_END = re.compile(r"\r\n|\r|\n")


def regions(file: str, utf8: bytes, marks: Collection[Mark]) -> dict[Mark, Region]:
    """Return the regions of elements and attributes of a document; of one that is not there, the document's start.

    Args:
        file: The document's file, for the regions.
        utf8: The document in UTF-8, which is read once for all of them.
        marks: The elements and attributes.
    """
    ways = {mark.way for mark in marks}
    try:
        spans = positions.locate(utf8, max(map(len, ways), default=0), ways)
    except positions.Fault:  # lxml takes the names of XML 1.0's fifth edition, expat those of the fourth
        spans = {}
    return {mark: _region(file, utf8, mark, spans) for mark in marks}


def _region(file: str, utf8: bytes, mark: Mark, spans: dict[Way, Span]) -> Region:
    span = spans.get(mark.way)
    if span is None:
        return point(file)
    tag = positions.start_tag(utf8, span.start)
    attribute = positions.attribute(tag, mark.attribute.encode()) if mark.attribute else None
    start, end = _part(tag, *attribute, mark.part) if attribute else (0, len(tag))
    return Region(file, *_moved(span, tag[:start]), *_moved(span, tag[:end]))


def _part(tag: bytes, start: int, end: int, part: str) -> tuple[int, int]:
    """Return where what is meant of an attribute begins and ends, in bytes of its start tag."""
    if part == NAME:
        return start, start + len(tag[start : tag.index(b"=", start)].rstrip())
    if part == VALUE:
        quote = tag[end - 1 : end]
        return tag.index(quote, start) + 1, end - 1
    return (len(tag[:start].rstrip()) if part == WITH_SPACE else start), end


def _moved(span: Span, passed: bytes) -> tuple[int, int]:
    """Return the line and the column behind what was passed from the start of an element."""
    lines = _LINE_END.split(passed.decode())
    if len(lines) == 1:
        return span.line, span.column + len(lines[0])
    return span.line + len(lines) - 1, len(lines[-1]) + 1


def spans(utf8: bytes, regions: Sequence[Region]) -> list[Span]:
    """Return the bytes of regions of a document.

    Args:
        utf8: The document in UTF-8.
        regions: Regions of it, in the order in which they begin.
    """
    text = utf8.decode()
    lines = [0, *(end.end() for end in _LINE_END.finditer(text))]
    starts = [lines[region.line - 1] + region.column - 1 for region in regions]
    ends = [lines[region.end_line - 1] + region.end_column - 1 for region in regions]
    at = _bytes_of(text, {*starts, *ends})
    return [
        Span(region.line, region.column, at[start], at[end])
        for region, start, end in zip(regions, starts, ends, strict=True)
    ]


def _bytes_of(text: str, positions: Iterable[int]) -> dict[int, int]:
    """Return how many bytes of UTF-8 stand before positions in a text."""
    found: dict[int, int] = {}
    before = offset = 0
    for position in sorted(positions):
        offset += len(text[before:position].encode())
        found[position] = offset
        before = position
    return found
