"""Generated elements as text in a file: its line ends, its indentation, its prefix, and the bytes around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.markup.names import NAMESPACE
from unscaffold.markup.positions import attribute_names, start_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unscaffold.markup.encoding import Characters
    from unscaffold.markup.positions import Span

# A tag, a comment or a processing instruction, and the text behind it.
_MARKUP = re.compile(r"(<!--.*?-->|<\?.*?\?>|<[^>]*>)([^<]*(?:<!\[CDATA\[.*?\]\]>[^<]*)*)", re.DOTALL)
_SPACE = " \t\r\n"  # of XML; a no-break space is text
_TAG_NAME = re.compile(r"(</?)([^\s/>]+)")
_NAME = re.compile(rb"<(?:([^\s/>:]+):)?")
_MARGIN = re.compile(rb"[ \t]*")
_INDENTED = re.compile(rb"[\r\n]([ \t]+)<")
_REST_OF_LINE = re.compile(rb"[ \t]*(?:\r\n|\n|\r)")
_LINE_END = re.compile(rb"\r\n|\n|\r")

_WIDEST = 100  # characters of an indentation: more is none, and each generated line would begin with as many


class Style(NamedTuple):
    """How text is laid out where it goes: what each line begins with, one more indentation, line end, prefix.

    `declaration` declares the namespace on each outermost element, where nothing around it does.
    """

    margin: str = ""
    indentation: str = "  "
    line_end: str = "\n"
    prefix: str = ""
    declaration: str = ""


def styles(utf8: bytes, spans: Iterable[Span]) -> Iterator[Style]:
    """Yield the styles of the places where elements stand.

    Args:
        utf8: The file's characters in UTF-8.
        spans: The places of the elements, in the order of the file.
    """
    usual = _usual_line_end(utf8), _usual_indentation(utf8)
    line = position = 0
    for span in spans:  # what was searched is not searched again, for a file may be one line
        line = max(utf8.rfind(b"\n", position, span.start) + 1, utf8.rfind(b"\r", position, span.start) + 1, line)
        position = span.start
        yield _style(utf8, line, span, *usual)


def _style(utf8: bytes, line: int, span: Span, line_end: str, indentation: str) -> Style:
    """Return the style of a place whose line starts at `line`."""
    margin = _MARGIN.match(utf8, line, span.start)[0].decode()  # type: ignore[index]  # it matches nothing, too
    if len(margin) > _WIDEST:
        margin = ""
    if line:
        line_end = "\r\n" if utf8.endswith(b"\r\n", 0, line) else utf8[line - 1 : line].decode()
    tag = start_tag(utf8, span.start)
    prefix = (_NAME.match(tag)[1] or b"").decode()  # type: ignore[index]  # an element begins there
    name = f"xmlns:{prefix}" if prefix else "xmlns"
    declaration = f' {name}="{NAMESPACE}"' if name.encode() in attribute_names(tag) else ""
    return Style(margin, margin or indentation, line_end, prefix, declaration)


def _usual_line_end(utf8: bytes) -> str:
    found = _LINE_END.search(utf8)
    return found[0].decode() if found else "\n"


def _usual_indentation(utf8: bytes) -> str:
    found = _INDENTED.search(utf8)
    return found[1].decode() if found and len(found[1]) <= _WIDEST else "  "


def text_of(xml: str, style: Style) -> str:
    """Return generated XML laid out; the first line has no margin, for it goes where the scaffolding began.

    This works on the serialized text: in what Saxon and lxml write, `<` and `>` stand for nothing but
    the ends of markup, which makes this several times as fast as walking a tree. All of it is written, but for the
    space behind elements.

    Args:
        xml: Elements without a break between them, as a rule with either elements or text in each.
        style: How to lay them out.
    """
    lines: list[str] = []
    margin = style.margin
    only_text = False
    for markup, text in _MARKUP.findall(xml):
        kind = markup[1]
        name = markup if kind in "!?" or not style.prefix else _prefixed(markup, style.prefix)
        if kind == "/":
            margin = margin[: len(margin) - len(style.indentation)]
            if only_text:
                lines[-1] += name
            else:
                lines.append(margin + name)
            only_text = False
        elif kind in "!?":
            lines.append(margin + name)
            only_text = False
        else:
            if style.declaration and margin == style.margin:
                end = _TAG_NAME.match(name).end()  # type: ignore[union-attr]  # a tag has a name
                name = name[:end] + style.declaration + name[end:]
            only_text = markup[-2] != "/"
            lines.append(margin + name + text if only_text else f"{margin}{name[:-2]} />")
            margin += style.indentation if only_text else ""
        if text and not only_text and text.strip(_SPACE):
            lines[-1] += text
    return xml.partition("<")[0] + style.line_end.join(lines)[len(style.margin) :]


def _prefixed(tag: str, prefix: str) -> str:
    """Return a tag with a prefix, unless it has one."""
    name = _TAG_NAME.match(tag)[2]  # type: ignore[index]  # a tag has a name
    return tag if ":" in name else tag.replace(name, f"{prefix}:{name}", 1)


def with_lines(utf8: bytes, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the places of elements that are to be taken out, with their lines where nothing else stands in these.

    Args:
        utf8: The file's characters in UTF-8.
        spans: The places of the elements, in any order.
    """
    beside: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if beside and utf8[beside[-1].end : span.start].strip(b" \t"):
            yield from _with_line(utf8, beside)
            beside = []
        beside.append(span)
    if beside:
        yield from _with_line(utf8, beside)


def _with_line(utf8: bytes, beside: list[Span]) -> list[Span]:
    """Return one place for elements with nothing but blanks between them, if they have lines of their own."""
    line, rest = beside[0].start, _REST_OF_LINE.match(utf8, beside[-1].end)
    while line and utf8[line - 1 : line] in {b" ", b"\t"}:
        line -= 1
    if rest and utf8[line - 1 : line] in {b"\n", b"\r"}:
        return [beside[0]._replace(start=line, end=rest.end())]
    return beside


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
    offsets = source.offsets(
        place for insertion in insertions for place in (insertion.span.start, insertion.span.end)
    )
    pieces = []
    position = 0
    for insertion, start, end in zip(insertions, offsets, offsets, strict=True):
        pieces += [data[position:start], source.encode(insertion.text)]
        position = end
    return b"".join([*pieces, data[position:]])
