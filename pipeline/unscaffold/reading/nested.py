"""Scaffoldings that stand inside of another element, where nothing expands them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unscaffold.markup import NAMESPACE, local_name
from unscaffold.reading.declared import Declared

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lxml import etree

    from unscaffold.findings import Way

_NAME = re.compile(rb"<([^\s<>/]+)")  # of an element, or of what looks like one in a comment


def nested(root: etree._Element, file: str, utf8: bytes, scaffoldings: Collection[str]) -> Iterator[Declared]:
    """Yield the scaffoldings that are no children of the root; inside of a scaffolding, they are wrong arguments.

    Args:
        root: The root of a document.
        file: Its file.
        utf8: Its characters, in which names are found much sooner than in the tree.
        scaffoldings: The names of the elements that are to be expanded.
    """
    names = {name.decode().rpartition(":")[2] for name in {*_NAME.findall(utf8)}}
    tags = [f"{{{NAMESPACE}}}{name}" for name in names.intersection(scaffoldings)]
    ways = _Ways(root)
    for element in root.iter(*tags) if tags else ():
        above = [*element.iterancestors()][:-1]
        if above and above[-1].tag not in tags:
            yield Declared(local_name(element), {"in": local_name(above[0])}, (), file, ways.to(element))


class _Ways:
    """The ways to the elements of a document; the children of an element are counted once, however many are asked."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._numbers: dict[etree._Element, dict[etree._Element, int]] = {}

    def to(self, element: etree._Element) -> Way:
        """Return the way to an element."""
        way = []
        while (parent := element.getparent()) is not None:
            if parent not in self._numbers:
                self._numbers[parent] = {child: number for number, child in enumerate(parent.iterchildren("*"))}
            way.append(self._numbers[parent][element])
            element = parent
        return tuple(reversed(way))
