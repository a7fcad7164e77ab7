"""The lines of a file with a region of them underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.formats.cells import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unscaffold.findings import Edit, Region

_WHOLE = 4  # lines of a region that are all shown; of a longer one, the first two and the last
_MOST = 6  # lines of an edit that are shown


class Row(NamedTuple):
    """A row: its kind, the number of its line, its text.

    The kind is " " for a line of the file, "^" for what underlines the one before, "." for lines that are left out,
    "-" for a line to take out, "+" for one to put in.
    """

    kind: str
    number: int
    text: str = ""


def underlined(lines: Sequence[str], region: Region, mark: str, width: int) -> Iterator[Row]:
    """Yield the rows that show a region.

    Args:
        lines: The lines of the file; the region lies within them.
        region: The region, which may be empty: then one character is underlined.
        mark: The character to underline with.
        width: How many cells a row may take.
    """
    numbers = range(region.line, region.end_line + 1)
    for number in numbers:
        if len(numbers) > _WHOLE and number == numbers[2]:
            yield Row(".", number)
        if len(numbers) <= _WHOLE or number in {*numbers[:2], numbers[-1]}:
            yield from _line(lines[number - 1], number, region, mark, width)


def _line(line: str, number: int, region: Region, mark: str, width: int) -> Iterator[Row]:
    start = region.column - 1 if number == region.line else len(line) - len(line.lstrip())
    end = region.end_column - 1 if number == region.end_line else len(line.rstrip())
    shown = cut(line, start, max(start, end), width)
    yield Row(" ", number, shown.text.rstrip())
    yield Row("^", number, " " * shown.before + mark * max(1, shown.marked))


def edited(lines: Sequence[str], edit: Edit, width: int) -> list[Row]:
    """Return the rows that show what an edit changes; none, if these were many.

    Args:
        lines: The lines of the file; the region of the edit lies within them.
        edit: The edit.
        width: How many cells a row may take.
    """
    region = edit.region
    old = lines[region.line - 1 : region.end_line]
    if len(old) + edit.text.count("\n") > _MOST:
        return []
    start, end = region.column - 1, region.end_column - 1
    # No more of a line is put together than can be shown: it may be long, and have an edit every few characters.
    before, behind = old[0][max(0, start - width) : start], old[-1][end : end + width]
    new = f"{before}{edit.text}{behind}".split("\n")
    return [*_changed("-", old, region.line, start, width), *_changed("+", new, region.line, len(before), width)]


def _changed(kind: str, lines: Sequence[str], first: int, start: int, width: int) -> Iterator[Row]:
    for number, line in enumerate(lines, first):
        at = min(start, len(line)) if number == first else 0
        yield Row(kind, number, cut(line, at, at, width).text.rstrip())
