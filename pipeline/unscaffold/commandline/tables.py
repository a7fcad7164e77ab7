"""Tables that fit a terminal: what of a column is told where there is no room for all of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, east_asian_width

from unscaffold.process import printable, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GAP = "  "
_DROPPED = 0
_UNSEEN = {"Mn", "Me", "Cf"}  # what is set on or between letters, and takes no room


class Column(NamedTuple):
    """A column: its title, and its cells, printable; numbers stand at the right."""

    title: str
    cells: Sequence[str]
    is_number: bool = False


class Measure(NamedTuple):
    """What may be done with a column of a table that is too wide.

    It is shortened to `least` characters, or left out, if that is 0.
    """

    title: str
    least: int = _DROPPED


def fitted(columns: Sequence[Column], measures: Iterable[Measure], width: int | None) -> list[Column]:
    """Return columns that fit a width, as far as measures allow it.

    Columns of empty cells are left out.

    Args:
        columns: The columns.
        measures: What is done, one after the other, until they fit; of what it is too much, is given back.
        width: The characters of a line; None for any number.
    """
    columns = [column for column in columns if any(column.cells)]
    natural = {column.title: _width_of(column) for column in columns}
    widths = dict(natural)
    taken = [measure for measure in measures if measure.title in widths]
    for measure in taken:
        if width is None or _total(widths) <= width:
            break
        least = max(measure.least, len(measure.title)) if measure.least else _DROPPED
        widths[measure.title] = min(widths[measure.title], least)
    for title in dict.fromkeys(measure.title for measure in reversed(taken)):
        if widths[title] and width is not None:
            room = max(0, width - _total(widths))
            widths[title] = min(natural[title], widths[title] + room)
    return [_shortened(column, widths[column.title]) for column in columns if widths[column.title]]


def width_of_all(columns: Iterable[Column]) -> int:
    """Return how many characters of a terminal's line a table takes."""
    return _total({column.title: _width_of(column) for column in columns})


def _total(widths: dict[str, int]) -> int:
    left = [width for width in widths.values() if width]
    return sum(left) + len(_GAP) * (len(left) - 1)


def _width_of(column: Column) -> int:
    return max(map(width_of, (column.title, *column.cells)))


def _shortened(column: Column, width: int) -> Column:
    short = {cell: shortened(cell, width, width_of) for cell in set(column.cells)}  # most cells stand in many rows
    return column._replace(cells=[short[cell] for cell in column.cells])


def lines(columns: Sequence[Column]) -> Iterator[str]:
    """Yield the lines of a table, its titles first."""
    widths = [_width_of(column) for column in columns]
    for row in zip(*((column.title, *column.cells) for column in columns), strict=True):
        cells = zip(row, widths, columns, strict=True)
        yield _GAP.join(_padded(cell, width, column.is_number) for cell, width, column in cells).rstrip()


def aligned(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield rows of cells as lines of a table, the titles first, each cell printable."""
    columns = zip(*(map(printable, row) for row in rows), strict=True)
    return lines([Column(title, cells) for title, *cells in columns])


def _padded(cell: str, width: int, is_number: bool) -> str:
    room = " " * (width - width_of(cell))
    return room + cell if is_number else cell + room


def width_of(text: str) -> int:
    """Return how many characters of a terminal's line a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_width_of_character, text))


@cache
def _width_of_character(character: str) -> int:
    if category(character) in _UNSEEN:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
