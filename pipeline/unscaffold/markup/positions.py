"""Where elements stand in a file. lxml knows lines only; expat knows columns and bytes, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Collection

    from unscaffold.findings import Way

_ATTRIBUTE = re.compile(rb"""\s([^\s=]+)\s*=\s*(?:"[^"]*"|'[^']*')""")
_START_TAG = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/?)>""")
_VALUE = re.compile(rb"""=\s*(?:"[^"]*"|'[^']*')""")
_NAME = re.compile(r"[^\s>]*")
_SHOWN = 80  # of a name, in a sentence
_INVALID = expat.ErrorString(expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN])
_MISMATCH = expat.ErrorString(expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH])
_UNCLOSED = expat.ErrorString(expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS])


class Span(NamedTuple):
    """An element's place: `line` and `column` of its first character from 1; `start` and `end` in bytes of UTF-8."""

    line: int
    column: int
    start: int
    end: int


class Fault(Exception):  # noqa: N818 - it is not an error of the program
    """A fault of syntax: what it is, and where, from 1."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(reason)
        self.reason, self.line, self.column = reason, line, column


class Prolog(NamedTuple):
    """What comes before the content: the root's name as written, its attributes, and where a DOCTYPE stands."""

    root: str
    attributes: dict[str, str]
    doctype: tuple[int, int] | None


def _parser() -> expat.XMLParserType:
    return expat.ParserCreate("utf-8")


def locate(utf8: bytes, deepest: int, wanted: Collection[Way] | None = None) -> dict[Way, Span]:
    """Return the spans of the elements of a document, by the ways to them.

    Args:
        utf8: A document in UTF-8.
        deepest: The length of the longest ways: 0 for the root alone.
        wanted: The ways of those elements that matter; None for all.

    Raises:
        Fault: The document is not well-formed in the eyes of expat, which are those of XML 1.0's fourth edition.
    """
    parser = _parser()
    found: dict[Way, Span] = {}
    counts, path = [0], [0]  # the root is child 0 of nothing
    open_starts: dict[Way, tuple[int, int, int]] = {}

    def is_wanted(way: Way) -> bool:
        return wanted is None or way in wanted

    def start(_name: str, _attributes: object) -> None:
        path[len(counts) - 1 :] = [counts[-1]]
        counts[-1] += 1
        counts.append(0)
        if len(path) - 1 <= deepest and is_wanted(way := tuple(path[1:])):
            open_starts[way] = (
                parser.CurrentLineNumber,
                parser.CurrentColumnNumber + 1,
                parser.CurrentByteIndex,
            )

    def end(_name: str) -> None:
        counts.pop()
        del path[len(counts) :]
        if len(path) - 1 <= deepest and is_wanted(way := tuple(path[1:])):
            line, column, begin = open_starts.pop(way)
            found[way] = Span(line, column, begin, _end(utf8, begin, parser.CurrentByteIndex))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parse(parser, utf8)
    return found


def _end(utf8: bytes, begin: int, at_end_event: int) -> int:
    tag = _START_TAG.match(utf8, begin)
    if tag and tag[1]:
        return tag.end()
    return utf8.index(b">", at_end_event) + 1


def start_tag(utf8: bytes, begin: int) -> bytes:
    """Return the start tag that begins at a position."""
    tag = _START_TAG.match(utf8, begin)
    return tag[0] if tag else b""


def attribute_names(tag: bytes) -> list[bytes]:
    """Return the names of the attributes of a start tag, as they are written."""
    return _ATTRIBUTE.findall(tag)


def attributes(tag: bytes) -> dict[bytes, tuple[int, int]]:
    """Return where each attribute of a start tag begins and ends in it, in bytes, by its name as it is written."""
    return {found[1]: (found.start(1), found.end()) for found in _ATTRIBUTE.finditer(tag)}


def fault(utf8: bytes) -> Fault | None:
    """Return the first fault of syntax of a document in UTF-8, or None if expat finds none."""
    parser = _parser()
    open_elements: list[tuple[str, int]] = []
    parser.StartElementHandler = lambda name, _: open_elements.append((name, parser.CurrentLineNumber))
    parser.EndElementHandler = lambda _: open_elements.pop()
    try:
        parse(parser, utf8)
    except Fault as found:
        reason = _explained(found.reason, utf8, parser.ErrorByteIndex, open_elements)
        return Fault(reason, found.line, found.column)
    return None


def _explained(reason: str, utf8: bytes, index: int, open_elements: list[tuple[str, int]]) -> str:
    """Return a fault's reason with what a person has to look for, which mostly stands above."""
    tag = utf8[max(utf8.rfind(b"<", 0, index), 0) : index]
    if reason == _INVALID and _lacks_a_quote(tag):
        where = "above" if b"\n" in tag else "before it"
        return f"{reason}; perhaps a quote is missing {where}"
    name, line = open_elements[-1] if open_elements else ("", 0)
    if reason == _MISMATCH:
        closing = utf8[index : index + _SHOWN].decode(errors="ignore")
        return f"</{_NAME.match(closing)[0]}> stands where <{name[:_SHOWN]}> of line {line} is to be closed"  # type: ignore[index]
    return f"<{name[:_SHOWN]}> of line {line} is not closed" if reason == _UNCLOSED and name else reason


def _lacks_a_quote(tag: bytes) -> bool:
    """Return whether a tag, read as far as its fault, has a value whose first or last quote is missing."""
    if _START_TAG.match(tag):
        return False
    values, rest = _VALUE.findall(tag), _VALUE.split(tag)[-1]
    has_no_first = rest.rstrip().endswith(b"=")
    has_no_last = b'"' in rest or b"'" in rest or (not rest and bool(values) and b"=" in values[-1][1:])
    return has_no_first or has_no_last


def parse(parser: expat.XMLParserType, utf8: bytes) -> None:
    """Let a parser read a document in UTF-8; raise a Fault if it is not well-formed."""
    try:
        parser.Parse(utf8, True)
    except expat.ExpatError as error:
        raise Fault(expat.ErrorString(error.code), error.lineno, error.offset + 1) from None
    finally:  # the handlers know the parser: a cycle, which would keep the document
        parser.StartElementHandler = parser.EndElementHandler = parser.StartDoctypeDeclHandler = None


def prolog(utf8: bytes) -> Prolog:
    """Read a document in UTF-8 as far as its root's start tag.

    Raises:
        Fault: The document is not well-formed up to there.
    """
    parser = _parser()
    doctype: list[tuple[int, int]] = []

    def declaration(*_: object) -> None:
        # The event comes with the declaration's end or its internal subset.
        before = utf8[: utf8.rindex(b"<!DOCTYPE", 0, parser.CurrentByteIndex + 1)].decode()
        doctype.append((before.count("\n") + 1, len(before) - before.rfind("\n")))

    def start(name: str, attributes: dict[str, str]) -> None:
        raise _Root(Prolog(name, attributes, doctype[0] if doctype else None))

    parser.StartDoctypeDeclHandler = declaration
    parser.StartElementHandler = start
    try:
        parse(parser, utf8)
    except _Root as root:
        return root.prolog
    raise Fault("no element found", 1, 1)


class _Root(Exception):  # noqa: N818 - it stops a parser
    """The root's start tag has been read."""

    def __init__(self, prolog: Prolog) -> None:
        super().__init__()
        self.prolog = prolog
