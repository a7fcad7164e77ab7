"""Lines of files as a terminal shows them: how many of its cells a text takes, and what of a long line to show."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import category, east_asian_width

from unscaffold.process import beginning, is_seen, printable

_TAB = "    "
_ESCAPE = 10  # cells that an escape takes at most: \U0010ffff
_CUT = "…"
_INDENT = 16  # cells that are left for what stands before a long region
_WITHOUT_WIDTH = {"Mn", "Me"}  # marks that are put on the character before them


class Cut(NamedTuple):
    """A line as it is shown, with how many cells stand before what is marked in it, and how many that takes."""

    text: str
    before: int
    marked: int


def cells(text: str) -> int:
    """Return how many cells printable text takes."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    if category(character) in _WITHOUT_WIDTH:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def cut(line: str, start: int, end: int, width: int) -> Cut:
    """Return a line with what stands from one offset to another one, and of what is around that as much as fits.

    Args:
        line: A line of a file.
        start: The offset of what is marked, from 0.
        end: The offset behind it.
        width: How many cells the line may take; what is marked is cut, too, where it takes more.
    """
    room = width - 2 * len(_CUT)
    stop = start + len(beginning(line[start:end], room - min(start, _INDENT), _cost))
    room -= sum(map(_cost, line[start:stop]))
    behind = line[stop : stop + room] if stop == end else ""
    before = line[max(0, start - room) : start]
    # Each side gets its half, and what the other one does not need.
    before = beginning(before[::-1], max(room // 2, room - sum(map(_cost, behind))), _cost)[::-1]
    behind = beginning(behind, room - sum(map(_cost, before)), _cost)
    first, last = start - len(before), stop + len(behind)
    head = _shown(before, cut_off=first > 0)
    marked = printable(f"{head}{_without_tabs(line[start:stop])}")
    text = f"{marked}{_without_tabs(behind)}{_CUT if last < len(line) else ''}"
    return Cut(printable(text), cells(head), cells(marked) - cells(head))


def _shown(before: str, *, cut_off: bool) -> str:
    return printable(f"{_CUT if cut_off else ''}{_without_tabs(before)}")


def _without_tabs(text: str) -> str:
    return text.replace("\t", _TAB)


def _cost(character: str) -> int:
    """Return how many cells a character takes at most; a mark takes one, so that a row of them has an end."""
    if character.isascii() and character.isprintable():
        return 1
    if character == "\t":
        return len(_TAB)
    return max(1, _cells_of(character)) if is_seen(character) else _ESCAPE
