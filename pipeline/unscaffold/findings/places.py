"""Where something stands: in a file, from a character to another one, or, before that is known, by a way to it."""

from __future__ import annotations

from typing import NamedTuple

# The way to an element from the root: the number of each element among its siblings, from 0. () is the root.
Way = tuple[int, ...]

# What of an attribute is meant: all of it, its name, what stands between its quotes, or all of it with the space
# before.
WHOLE, NAME, VALUE, WITH_SPACE = "whole", "name", "value", "with-space"


class Mark(NamedTuple):
    """An element or an attribute of a file: the way to the element, the attribute's name, and what of it is meant.

    Without an attribute, the start tag is meant.
    """

    way: Way
    attribute: str = ""
    part: str = WHOLE


class Region(NamedTuple):
    """A region of a file of the configuration.

    `file` is relative to the configuration folder, with forward slashes. Lines and columns count from 1, columns in
    characters; the last one is that behind the region, which is empty where the end is the start. As long as they are
    not known, there is a `mark`.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    mark: Mark | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def point(file: str, line: int = 1, column: int = 1) -> Region:
    """Return the empty region at a place of a file."""
    return Region(file, line, column, line, column)


def marked(file: str, way: Way, attribute: str = "") -> Region:
    """Return the region of an element or an attribute, to be located before it is shown."""
    return Region(file, mark=Mark(way, attribute))


class Related(NamedTuple):
    """A further region that a finding is about, and what it is to it: a name in the rule's sentence, or words."""

    role: str
    region: Region


class Edit(NamedTuple):
    """What mends a finding for certain: a region of the file, and the text that is to take its place."""

    region: Region
    text: str
