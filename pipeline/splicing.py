"""Generated elements as text in a file: its line ends, its indentation, its prefix, and the bytes around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.diagnostics import Failure
from pipeline.vocabulary import NAMESPACE, attributes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from pipeline.encoding import Characters
    from pipeline.positions import Span

_PREFIX = f"{{{NAMESPACE}}}"
_NAME = re.compile(rb"<(?:([^\s/>:]+):)?")
_MARGIN = re.compile(rb"[ \t]*")
_INDENTED = re.compile(rb"^([ \t]+)<", re.MULTILINE)
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


class Layout(NamedTuple):
    """How text is laid out where it goes: what each line begins with, one more indentation, line end, prefix."""

    margin: str = ""
    indentation: str = "  "
    line_end: str = "\n"
    prefix: str = ""


def layout(utf8: bytes, span: Span) -> Layout:
    """Return the layout of the place where an element stands.

    Args:
        utf8: The file's characters in UTF-8.
        span: The place of the element.
    """
    line = utf8.rfind(b"\n", 0, span.start) + 1
    margin = _MARGIN.match(utf8, line, span.start)[0]  # type: ignore[index]  # it matches the empty string, too
    indented = _INDENTED.search(utf8)
    indentation = margin or (indented[1] if indented else b"  ")
    line_end = b"\r\n" if utf8[line - 2 : line] == b"\r\n" else b"\n"
    if not line and b"\r\n" in utf8:
        line_end = b"\r\n"
    prefix = _NAME.match(utf8, span.start)[1]  # type: ignore[index]  # an element begins there
    return Layout(margin.decode(), indentation.decode(), line_end.decode(), prefix.decode() if prefix else "")


def text_of(elements: Iterable[etree._Element], where: Layout) -> str:
    """Return generated elements as text; the first line has no margin, for it goes where the scaffolding began."""
    lines = [line for element in elements for line in _lines(element, where, where.margin)]
    return where.line_end.join(lines).removeprefix(where.margin)


def _lines(element: etree._Element, where: Layout, margin: str) -> list[str]:
    name = str(element.tag).removeprefix(_PREFIX)
    children = list(element.iterchildren("*"))
    texts = [text for text in (element.text, *(child.tail for child in children)) if text and text.strip()]
    if name.startswith("{") or (texts and children):
        raise Failure(
            f"a stylesheet generates {element.tag}, which is of another namespace or mixes text and elements"
        )
    tag = f"{where.prefix}:{name}" if where.prefix else name
    attributes = "".join([f' {key}="{value.translate(_ESCAPES)}"' for key, value in attributes_of(element).items()])
    start = f"{margin}<{tag}{attributes}"
    if texts:
        return [f"{start}>{texts[0].translate(_ESCAPES)}</{tag}>"]
    if not children:
        return [f"{start} />"]
    inner = [line for child in children for line in _lines(child, where, margin + where.indentation)]
    return [f"{start}>", *inner, f"{margin}</{tag}>"]


class Insertion(NamedTuple):
    """Text that takes an element's place."""

    span: Span
    text: str


def splice(data: bytes, source: Characters, insertions: Sequence[Insertion]) -> bytes:
    """Return a file's bytes with texts in place of elements; every other byte is as it was.

    Args:
        data: The file's bytes.
        source: Its characters.
        insertions: What takes the place of what, in the order of the file.
    """
    pieces = []
    position = 0
    for insertion in insertions:
        pieces.append(data[position : source.offset(insertion.span.start)])
        pieces.append(source.encode(insertion.text))
        position = source.offset(insertion.span.end)
    return b"".join([*pieces, data[position:]])
