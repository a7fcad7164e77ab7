"""Comments that begin in a certain way, and the elements before which they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from unscaffold.findings import Region
from unscaffold.markup import positions

if TYPE_CHECKING:
    from unscaffold.findings import Way

_START, _END = "<!--", "-->"
_SPACE = " \t\r\n"  # of XML; a no-break space is text


class Comment(NamedTuple):
    """A comment: its region, its text, and the way to the element that follows it; None if no element does.

    An element follows if nothing is between them but space, processing instructions and other comments.
    """

    region: Region
    text: str
    way: Way | None = None


def comments(file: str, utf8: bytes, beginning: str) -> list[Comment]:
    """Return the comments of a document whose text begins in a certain way, in their order.

    Args:
        file: The document's file, for the regions.
        utf8: The document in UTF-8, which is parsed only if the beginning stands anywhere in it.
        beginning: What their text begins with, behind space.
    """
    if beginning.encode() not in utf8:
        return []
    finder = _Finder(file, beginning)
    try:
        finder.parse(utf8)
    except positions.Fault:  # lxml takes the names of XML 1.0's fifth edition, expat those of the fourth
        return []
    return finder.found


class _Finder:
    """Goes through a document: `waiting` are the numbers of comments that no element has followed yet."""

    def __init__(self, file: str, beginning: str) -> None:
        self.found: list[Comment] = []
        self._file, self._beginning = file, beginning
        self._waiting: list[int] = []
        self._counts, self._path = [0], [0]  # the root is child 0 of nothing

    def parse(self, utf8: bytes) -> None:
        parser = self._parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._comment
        try:
            positions.parse(parser, utf8)
        finally:  # a cycle, which would keep the document
            parser.CharacterDataHandler = parser.CommentHandler = None
            del self._parser

    def _start(self, _name: str, _attributes: object) -> None:
        self._path[len(self._counts) - 1 :] = [self._counts[-1]]
        self._counts[-1] += 1
        self._counts.append(0)
        if self._waiting:
            way = tuple(self._path[1:])
            for number in self._waiting:
                self.found[number] = self.found[number]._replace(way=way)
            self._waiting.clear()

    def _end(self, _name: str) -> None:
        self._counts.pop()
        self._waiting.clear()

    def _text(self, text: str) -> None:
        if text.strip(_SPACE):
            self._waiting.clear()

    def _comment(self, text: str) -> None:
        if text.strip().startswith(self._beginning):
            line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
            breaks = text.count("\n")
            behind = len(text) - text.rfind("\n") if breaks else column + len(_START + text)
            end = (line + breaks, behind + len(_END))
            self._waiting.append(len(self.found))
            self.found.append(Comment(Region(self._file, line, column, *end), text.strip()))
