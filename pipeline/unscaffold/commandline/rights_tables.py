"""Rights as tables for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.commandline.rights_cells import for_people, matrix_cells
from unscaffold.commandline.tables import Column, Measure, fitted, lines, width_of_all
from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unscaffold.granting import Rights

# What is done with the columns where they are too wide, one after the other.
_MEASURES = (
    Measure("RULE"),
    Measure("FILTERS", 24),
    Measure("FROM", 16),
    Measure("MARK", 16),
    Measure("PLACE", 20),
    Measure("MARK"),
    Measure("PERMISSION", 32),
    Measure("FILTERS", 12),
    Measure("PLACE"),
    Measure("FROM", 12),
    Measure("ENTITY TYPE", 12),
    Measure("PROFILE", 12),
    Measure("PERMISSION", 20),
    Measure("FROM"),
    Measure("GRADE"),
)


def listed(found: Rights, width: int | None) -> Iterator[str]:
    """Yield the lines of a table of rights; none if there are none.

    Args:
        found: The rights.
        width: The characters of a line; None for any number.
    """
    return lines(fitted(_columns(for_people(found.rows)), _MEASURES, width))


def matrix_listed(found: Rights, width: int | None) -> Iterator[str]:
    """Yield the lines of a matrix; profiles that do not fit have a table of their own below, with the areas again.

    Args:
        found: The rights.
        width: The characters of a line; None for any number.
    """
    for number, part in enumerate(_parts(_columns(matrix_cells(found.matrix)), width)):
        yield from [""] if number else []
        yield from lines(part)


def _columns(cells: Sequence[Sequence[str]]) -> list[Column]:
    return [Column(title, others) for title, *others in zip(*(map(printable, row) for row in cells), strict=True)]


def _parts(columns: Sequence[Column], width: int | None) -> Iterator[list[Column]]:
    first, *others = columns
    part = [first]
    for column in others:
        if width is not None and len(part) > 1 and width_of_all([*part, column]) > width:
            yield part
            part = [first]
        part.append(column)
    yield part
