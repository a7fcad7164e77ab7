"""The outermost elements of generated XML, read from its text: to make a tree of 20,000 rules takes much longer."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.markup.elements import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator

_START = re.compile(r'<([^\s/>]+)(?:[^>]*? Identifier="([^"]*)")?')
_ADDING = ' ConsolidationMode="Merge"'


class Outermost(NamedTuple):
    """An element: its name, all of it as XML, and its identifier, or empty."""

    name: str
    xml: str
    identifier: str

    @property
    def is_addition(self) -> bool:
        """Whether it adds to the element of its identifier."""
        return _ADDING in self.xml[: self.xml.index(">")]

    @property
    def key(self) -> tuple[str, str]:
        """What it is matched by: its name, and its identifier in lower case."""
        return self.name, self.identifier.lower()


def outermost(xml: str) -> Iterator[Outermost]:
    """Yield the outermost elements of generated XML, as Saxon and lxml write it, in their order."""
    start = 0
    while found := _START.match(xml, start):
        name, identifier = found.groups("")
        end = _end(xml, start, name)
        yield Outermost(name, xml[start:end], unescaped(identifier))
        start = end


def _end(xml: str, start: int, name: str) -> int:
    close = f"</{name}>"
    end = xml.index(">", start) + 1
    if xml[end - 2] == "/":
        return end
    end = xml.index(close, end) + len(close)
    return end if xml.find(f"<{name}", start + 1, end) < 0 else _end_of_nested(xml, start, name)


def _end_of_nested(xml: str, start: int, name: str) -> int:
    """Return the same, where elements of that name may stand in each other."""
    depth = 0
    for tag in _tags(name).finditer(xml, start):
        close, is_empty = tag.groups()
        depth += -1 if close else not is_empty
        if not depth:
            return tag.end()
    return len(xml)


@cache
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^>]*?(/?)>")
