"""Which elements of a document stand at a line of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from unscaffold.markup import positions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.findings import Way
    from unscaffold.markup import Span

_DEEPEST = 8  # what lies deeper is taken for what it lies in
_LINE_END = re.compile(rb"\r\n|\r|\n")


def ways_at(utf8: bytes, line: int, column: int | None = None) -> list[Way]:
    """Return the ways to the elements at a line, in their order.

    They are those that begin there, without what lies in them; where none does, the innermost one around the line.
    With a column, it is the innermost one around that character. The root does not count.

    Args:
        utf8: The document.
        line: The number of the line, from 1.
        column: The number of the character in it, from 1; None for the whole line.
    """
    lines = [0, *(end.end() for end in _LINE_END.finditer(utf8))]
    if not 1 <= line <= len(lines):
        return []
    start, end = lines[line - 1], [*lines, len(utf8) + 1][line]
    try:
        spans = positions.locate(utf8, _DEEPEST)
    except positions.Fault:  # lxml takes names that expat does not
        return []
    spans.pop((), None)
    if column is not None:
        at = start + len(utf8[start:end].decode(errors="replace")[: max(column - 1, 0)].encode())
        return _innermost(spans, at, at + 1) if at < end else []
    return [*_outermost(spans, start, end)] or _innermost(spans, start, end)


def _outermost(spans: dict[Way, Span], start: int, end: int) -> Iterator[Way]:
    """Yield the elements that begin in a range of bytes, but for those within another one of them."""
    ways = sorted(spans, key=lambda way: spans[way].start)
    starts = [spans[way].start for way in ways]
    passed = start
    for way in ways[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)]:
        if spans[way].start >= passed:
            passed = spans[way].end
            yield way


def _innermost(spans: dict[Way, Span], start: int, end: int) -> list[Way]:
    around = [way for way, span in spans.items() if span.start < end and span.end > start]
    return [max(around, key=len)] if around else []
