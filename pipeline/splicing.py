"""Generated elements as text in a file: its line ends, its indentation, its prefix, and the bytes around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.positions import attribute_names, start_tag
from pipeline.vocabulary import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.encoding import Characters
    from pipeline.positions import Span

_TAG = re.compile(r"(<[^>]*>)([^<]*)")
_NAME = re.compile(rb"<(?:([^\s/>:]+):)?")
_MARGIN = re.compile(rb"[ \t]*")
_INDENTED = re.compile(rb"[\r\n]([ \t]+)<")
_LINE_END = re.compile(rb"\r\n|\n|\r")


class Layout(NamedTuple):
    """How text is laid out where it goes: what each line begins with, one more indentation, line end, prefix.

    `declaration` declares the namespace on each outermost element, where nothing around it does.
    """

    margin: str = ""
    indentation: str = "  "
    line_end: str = "\n"
    prefix: str = ""
    declaration: str = ""


def layout(utf8: bytes, span: Span) -> Layout:
    """Return the layout of the place where an element stands.

    Args:
        utf8: The file's characters in UTF-8.
        span: The place of the element.
    """
    line = max(utf8.rfind(b"\n", 0, span.start), utf8.rfind(b"\r", 0, span.start)) + 1
    margin = _MARGIN.match(utf8, line, span.start)[0]  # type: ignore[index]  # it matches the empty string, too
    indented = None if margin else _INDENTED.search(utf8)
    indentation = margin or (indented[1] if indented else b"  ")
    # The end of the line before; the first of the file, if there is none before.
    line_end = _LINE_END.search(utf8, max(line - 2, 0) if utf8[line - 2 : line] == b"\r\n" else max(line - 1, 0))
    tag = start_tag(utf8, span.start)
    prefix = (_NAME.match(tag)[1] or b"").decode()  # type: ignore[index]  # an element begins there
    name = f"xmlns:{prefix}" if prefix else "xmlns"
    declaration = f' {name}="{NAMESPACE}"' if name.encode() in attribute_names(tag) else ""
    return Layout(
        margin.decode(), indentation.decode(), line_end[0].decode() if line_end else "\n", prefix, declaration
    )


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
    only_text = False
    for tag, text in _TAG.findall(xml):
        name = f"</{where.prefix}:{tag[2:]}" if tag[1] == "/" else f"<{where.prefix}:{tag[1:]}"
        name = name if where.prefix else tag
        if tag[1] == "/":
            margin = margin[: len(margin) - len(where.indentation)]
            if only_text:
                lines[-1] += name
            else:
                lines.append(margin + name)
            only_text = False
            continue
        only_text = tag[-2] != "/"
        if where.declaration and margin == where.margin:
            end = re.search(r"[\s/>]", name[1:]).start() + 1  # type: ignore[union-attr]  # a tag ends
            name = name[:end] + where.declaration + name[end:]
        lines.append(margin + name + text if only_text else f"{margin}{name[:-2]} />")
        margin += where.indentation if only_text else ""
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
