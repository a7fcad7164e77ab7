"""Elements that adjust generated ones, drawn at random, in a file of their own: with it, what must be left of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import quoteattr

from hypothesis import strategies as st
from lxml import etree

from strategies import ENCODINGS, NAMESPACE, rarely

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEPENDENCY = f"{{{NAMESPACE}}}TaskDependsOnTask"
_STEP = f"{{{NAMESPACE}}}Step"


class Adjuster(NamedTuple):
    """An element written by hand: what it is called, what it does, and how it is written."""

    kind: str
    identifier: str
    mode: str
    text: str


@dataclass
class Adjusters:
    """Adjusters in the lines of a file: each line is what stands in it, indented."""

    lines: list[list[Adjuster | str]]
    line_end: str
    encoding: tuple[str, bytes, str]

    @property
    def all(self) -> list[Adjuster]:
        """The adjusters, without what stands beside them."""
        return [piece for line in self.lines for piece in line if isinstance(piece, Adjuster)]

    @property
    def data(self) -> bytes:
        """The file."""
        return self._encoded(["  " + "".join(map(_text, line)) for line in self.lines])

    @property
    def left(self) -> bytes:
        """What must be left of the file: lines in which nothing else stands are gone."""
        return self._encoded(
            ["  " + "".join(map(_left, line)) for line in self.lines if "".join(map(_left, line)).strip()]
        )

    def _encoded(self, lines: list[str]) -> bytes:
        codec, mark, declared = self.encoding
        declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else "<!-- none -->"
        start = f'<ConfigurationFile xmlns="{NAMESPACE}">'
        text = "".join(f"{line}{self.line_end}" for line in [declaration + start, *lines, "</ConfigurationFile>"])
        return mark + text.encode(codec, "xmlcharrefreplace")

    def untouched(self, elements: list[etree._Element]) -> list[Any]:
        """Return what of generated elements no adjuster changes, in their order."""
        named = {one.identifier.lower() for one in self.all}
        deleted = {one.identifier for one in self.all if one.mode == "Delete"}
        gone = {one.identifier.lower() for one in self.all if one.kind == "Job" and one.mode in {"", "Delete"}}
        left = [element for element in elements if element.get("Identifier", "").lower() not in gone]
        return [_told(each, deleted) for each in _each(left) if each.get("Identifier", "").lower() not in named]


def _text(piece: Adjuster | str) -> str:
    return piece if isinstance(piece, str) else piece.text


def _left(piece: Adjuster | str) -> str:
    return piece if isinstance(piece, str) else "" if piece.mode else piece.text


def _each(elements: list[etree._Element]) -> Iterator[etree._Element]:
    """Yield jobs, each before its steps, and what stands alone."""
    for element in elements:
        yield element
        yield from element if etree.QName(element).localname == "Job" else ()


def _told(element: etree._Element, deleted: set[str]) -> Any:
    """Return what there is of a task, or of a job but for its steps, without what waits for a deleted task."""
    is_job = etree.QName(element).localname == "Job"
    children = [child for child in element if not is_job and child.get("ParentTask") not in deleted]
    return element.tag, list(element.attrib.items()), [(child.tag, list(child.attrib.items())) for child in children]


@st.composite
def adjusters(draw: st.DrawFn, scaffoldings: list[list[etree._Element]]) -> Adjusters:
    """Draw adjusters of what scaffoldings generate, each of another element, none of what another one takes away."""
    elements = [element for own in scaffoldings for element in _each(own) if element.tag != _STEP]
    chosen = draw(st.lists(st.sampled_from(elements), max_size=5, unique=True)) if elements else []
    modes = {element: draw(st.sampled_from(["", "Merge", "Update", "Delete"])) for element in chosen}
    taken_away = [element for element, mode in modes.items() if mode in {"", "Delete"}]
    pieces = [_adjuster(one, mode) for one, mode in modes.items() if one.getparent() not in taken_away]
    lines: list[list[Adjuster | str]] = [[]]
    for piece in pieces:
        lines[-1].append(piece)
        lines[-1] += draw(st.sampled_from([[], [" "], ["<!-- é -->"], ["\t"]]))
        lines += [[]] if not rarely(draw) else []
    encoding, line_end = draw(st.sampled_from(ENCODINGS)), draw(st.sampled_from(["\n", "\r\n"]))
    return Adjusters([line for line in lines if line], line_end, encoding)


def _adjuster(element: etree._Element, mode: str) -> Adjuster:
    kind, identifier = etree.QName(element).localname, element.get("Identifier", "")
    # A job without its agent would have tasks of another one.
    agent = f" Agent={quoteattr(element.get('Agent', ''))}" if kind == "Job" and element.get("Agent") else ""
    said = f" ConsolidationMode='{mode}'" if mode else ""
    return Adjuster(kind, identifier, mode, f"<{kind} Identifier={quoteattr(identifier)}{said}{agent} Note='é>'/>")
