"""From the ways to elements and attributes of a file to the regions where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unscaffold.findings import VALUE, WITH_SPACE, Mark, Region, point
from unscaffold.markup import positions

if TYPE_CHECKING:
    from collections.abc import Collection

    from unscaffold.findings import Way
    from unscaffold.markup.positions import Span

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
