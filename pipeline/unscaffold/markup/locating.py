"""From the ways to elements and attributes of a file to the regions where they stand, and from these to its bytes."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from unscaffold.findings import NAME, VALUE, WITH_SPACE, Mark, Region, point
from unscaffold.markup import positions
from unscaffold.markup.positions import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence


_LINE_END_IN_TEXT = re.compile(r"\r\n|\r|\n")
_LINE_END = re.compile(_LINE_END_IN_TEXT.pattern.encode())


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
    tags = {way: _Tag(utf8, span) for way, span in spans.items()}
    return {mark: tags[mark.way].region(file, mark) if mark.way in tags else point(file) for mark in marks}


class _Tag:
    """A start tag, which is read once for all that is asked of it: it may have thousands of attributes."""

    def __init__(self, utf8: bytes, span: Span) -> None:
        self._span = span
        self._tag = positions.start_tag(utf8, span.start)

    def region(self, file: str, mark: Mark) -> Region:
        """Return the region of the tag, or of what is marked of an attribute of it."""
        attribute = self._attributes.get(mark.attribute.encode()) if mark.attribute else None
        start, end = _part(self._tag, *attribute, mark.part) if attribute else (0, len(self._tag))
        return Region(file, *self._place(start), *self._place(end))

    @cached_property
    def _attributes(self) -> dict[bytes, tuple[int, int]]:
        return positions.attributes(self._tag)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self._tag))]

    def _place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset in the tag."""
        number = bisect_right(self._lines, offset) - 1
        passed = len(self._tag[self._lines[number] : offset].decode())
        return self._span.line + number, passed + (1 if number else self._span.column)


def _part(tag: bytes, start: int, end: int, part: str) -> tuple[int, int]:
    """Return where what is meant of an attribute begins and ends, in bytes of its start tag."""
    if part == NAME:
        return start, start + len(tag[start : tag.index(b"=", start)].rstrip())
    if part == VALUE:
        quote = tag[end - 1 : end]
        return tag.index(quote, start) + 1, end - 1
    return (len(tag[:start].rstrip()) if part == WITH_SPACE else start), end


def spans(utf8: bytes, regions: Sequence[Region]) -> list[Span]:
    """Return the bytes of regions of a document.

    Args:
        utf8: The document in UTF-8.
        regions: Regions of it, in the order in which they begin.
    """
    text = utf8.decode()
    lines = [0, *(end.end() for end in _LINE_END_IN_TEXT.finditer(text))]
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
