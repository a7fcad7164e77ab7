"""What a job would lose if it were written anew from its elements, their attributes and the text in the innermost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from unscaffold.markup import NAMESPACE, positions

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_SPACE = " \t\r\n"
_DEPTH_OF_JOBS = 2


class Loss(NamedTuple):
    """Something that would be lost: its place, from 1, and what it is."""

    line: int
    column: int
    what: str


def losses(utf8: bytes, jobs: Collection[int]) -> list[Loss]:
    """Return what jobs would lose, in the order of the file.

    Args:
        utf8: A document in UTF-8.
        jobs: The numbers of the jobs among the children of the root.

    Raises:
        positions.Fault: The document is not well-formed.
    """
    if not jobs:
        return []
    parser = expat.ParserCreate("utf-8", " ")
    parser.namespace_prefixes = True
    watch = _Watch(parser, jobs)
    parser.CharacterDataHandler = watch.text
    parser.CommentHandler = lambda _text: watch.lose("a comment")
    parser.ProcessingInstructionHandler = lambda *_: watch.lose("a processing instruction")
    parser.StartElementHandler = watch.start
    parser.EndElementHandler = watch.end
    try:
        positions.parse(parser, utf8)
    finally:  # the handlers know the parser: a cycle, which would keep the document
        parser.CharacterDataHandler = parser.CommentHandler = parser.ProcessingInstructionHandler = None
    return sorted(watch.found)


@dataclass
class _Open:
    """An element that is open: whether it has had elements, and its first text that is not space."""

    has_elements: bool = False
    text: Loss | None = None


class _Watch:
    """What the parser tells, of the jobs that matter."""

    def __init__(self, parser: expat.XMLParserType, jobs: Collection[int]) -> None:
        self.found: list[Loss] = []
        self._parser = parser
        self._jobs = jobs
        self._depth = 0
        self._number = -1  # of the child of the root
        self._open: list[_Open] = []  # from the job on; empty outside of those that matter

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._number += self._depth == 1
        self._depth += 1
        if self._open:
            self._open[-1].has_elements = True
        elif self._depth != _DEPTH_OF_JOBS or self._number not in self._jobs:
            return
        self._open.append(_Open())
        if not name.startswith(f"{NAMESPACE} "):
            self.lose(f"the foreign element {_written(name)}")
        for attribute in attributes:
            if " " in attribute:
                self.lose(f"the foreign attribute {_written(attribute)}")

    def end(self, _name: str) -> None:
        self._depth -= 1
        if self._open:
            element = self._open.pop()
            if element.has_elements and element.text:
                self.found.append(element.text)

    def text(self, text: str) -> None:
        if self._open and not self._open[-1].text and text.strip(_SPACE):
            space = len(text) - len(text.lstrip(_SPACE))
            self._open[-1].text = self._here("text beside elements", space)

    def lose(self, what: str) -> None:
        if self._open:
            self.found.append(self._here(what))

    def _here(self, what: str, further: int = 0) -> Loss:
        return Loss(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1 + further, what)


def _written(name: str) -> str:
    """Return a name as it is written, with its prefix if it has one."""
    _namespace, local, prefix = [*name.split(" "), ""][:3] if " " in name else ("", name, "")
    return f"{prefix}:{local}" if prefix else local
