"""Where elements stand in a file. lxml knows lines only; expat knows columns and bytes, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Collection

# The way to an element from the root: the number of each element among its siblings, from 0. () is the root.
Way = tuple[int, ...]

_START_TAG = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/?)>""")


class Span(NamedTuple):
    """An element's place: `line` and `column` of its first character from 1; `start` and `end` in bytes of UTF-8."""

    line: int
    column: int
    start: int
    end: int


class Syntax(NamedTuple):
    """A fault of syntax: what it is, and where, from 1."""

    reason: str
    line: int
    column: int


class Prolog(NamedTuple):
    """What comes before the content: the root's name as written, its attributes, and where a DOCTYPE stands."""

    root: str
    attributes: dict[str, str]
    doctype: tuple[int, int] | None


def _parser() -> expat.XMLParserType:
    return expat.ParserCreate("utf-8")


def locate(utf8: bytes, paths: Collection[Way]) -> dict[Way, Span]:
    """Return the spans of the elements at those paths.

    Args:
        utf8: A well-formed document in UTF-8.
        paths: The ways to the elements.
    """
    parser = _parser()
    wanted, deepest = set(paths), max(map(len, paths), default=0)
    found: dict[Way, Span] = {}
    counts, path = [0], [0]  # the root is child 0 of nothing
    open_starts: dict[Way, tuple[int, int, int]] = {}

    def start(_name: str, _attributes: object) -> None:
        path[len(counts) - 1 :] = [counts[-1]]
        counts[-1] += 1
        counts.append(0)
        if len(path) - 1 <= deepest and (key := tuple(path[1:])) in wanted:
            open_starts[key] = (
                parser.CurrentLineNumber,
                parser.CurrentColumnNumber + 1,
                parser.CurrentByteIndex,
            )

    def end(_name: str) -> None:
        counts.pop()
        del path[len(counts) :]
        if len(path) - 1 <= deepest and (key := tuple(path[1:])) in open_starts:
            line, column, begin = open_starts.pop(key)
            found[key] = Span(line, column, begin, _end(utf8, begin, parser.CurrentByteIndex))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(utf8, True)
    return found


def _end(utf8: bytes, begin: int, at_end_event: int) -> int:
    tag = _START_TAG.match(utf8, begin)
    if tag and tag[1]:
        return tag.end()
    return utf8.index(b">", at_end_event) + 1


def fault(utf8: bytes) -> Syntax | None:
    """Return the first fault of syntax of a document in UTF-8, or None if expat finds none."""
    parser = _parser()
    try:
        parser.Parse(utf8, True)
    except expat.ExpatError as error:
        return Syntax(expat.ErrorString(error.code), error.lineno, error.offset + 1)
    return None


def prolog(utf8: bytes) -> Prolog | None:
    """Read a document in UTF-8 as far as its root's start tag; None if there is none."""
    parser = _parser()
    doctype: list[tuple[int, int]] = []
    root: list[tuple[str, dict[str, str]]] = []

    def declaration(*_: object) -> None:
        # The event comes with the declaration's end or its internal subset.
        before = utf8[: utf8.rindex(b"<!DOCTYPE", 0, parser.CurrentByteIndex + 1)].decode()
        doctype.append((before.count("\n") + 1, len(before) - before.rfind("\n")))

    def start(name: str, attributes: dict[str, str]) -> None:
        root.append((name, attributes))
        parser.StartElementHandler = None

    parser.StartDoctypeDeclHandler = declaration
    parser.StartElementHandler = start
    try:
        parser.Parse(utf8, True)
    except expat.ExpatError:
        if not root:
            return None
    return Prolog(*root[0], doctype[0] if doctype else None)
