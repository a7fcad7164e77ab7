"""Generated elements as text in a file: its line ends, its indentation, its prefix, and the bytes around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.encoding import Characters
    from pipeline.positions import Span

_TAG = re.compile(r"(<[^>]*>)([^<]*)")
_NAME = re.compile(rb"<(?:([^\s/>:]+):)?")
_MARGIN = re.compile(rb"[ \t]*")
_INDENTED = re.compile(rb"^([ \t]+)<", re.MULTILINE)


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


def text_of(xml: str, where: Layout) -> str:
    """Return generated XML laid out; the first line has no margin, for it goes where the scaffolding began.

    The layout is made from the serialized text: in what Saxon and lxml write, `<` and `>` stand for nothing but
    the ends of tags, which makes this several times as fast as walking a tree.

    Args:
        xml: Elements without a break between them, with either elements or text in each.
        where: How to lay them out.
    """
    lines: list[str] = []
    margin = where.margin
    opened = False
    for tag, text in _TAG.findall(xml):
        name = tag
        if where.prefix:
            name = f"</{where.prefix}:{tag[2:]}" if tag[1] == "/" else f"<{where.prefix}:{tag[1:]}"
        if tag[1] == "/":
            margin = margin[: len(margin) - len(where.indentation)]
            if opened:  # nothing but text since the start tag
                lines[-1] += name
            else:
                lines.append(margin + name)
            opened = False
        elif tag[-2] == "/":
            lines.append(f"{margin}{name[:-2]} />")
            opened = False
        else:
            lines.append(margin + name + text)
            margin += where.indentation
            opened = True
    return where.line_end.join(lines)[len(where.margin) :]


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
