"""Rows of cells, the titles first, as Markdown and as CSV.

Both are for people: what is not seen is escaped in each cell, so that a row is a line.
"""

from __future__ import annotations

import csv
import re
from io import StringIO
from itertools import chain
from typing import TYPE_CHECKING

from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Rows = Sequence[Sequence[str]]

_BACKTICKS = re.compile("`+")
# Where a spreadsheet begins a formula: at the start of a cell, or behind what some of them take for its end.
_FORMULA = re.compile(r"(?:^|(?<=;))(?=\s*[=+\-@＝＋－＠])")  # noqa: RUF001 - the wide signs of East Asian keyboards


def as_markdown(rows: Rows) -> str:
    """Return rows as a table in Markdown; in code, so that nothing in a cell is markup, a mention or a link."""
    titles, *others = _changed(rows, code)
    return "".join(f"| {' | '.join(row)} |\n" for row in (titles, ["---"] * len(titles), *others))


def code(cell: str) -> str:
    """Return text as code in Markdown, for a cell of a table, too."""
    shown = printable(cell).strip()
    if not shown:
        return ""
    if "|" in shown:  # which between backticks would end the cell for some programs, and keep a backslash for others
        return f"<code>{''.join(c if c.isalnum() else f'&#{ord(c)};' for c in shown)}</code>"
    fence = "`" * (max(map(len, _BACKTICKS.findall(shown)), default=0) + 1)
    space = " " if "`" in (shown[0], shown[-1]) else ""
    return f"{fence}{space}{shown}{space}{fence}"


def as_csv(rows: Rows) -> str:
    """Return rows as RFC 4180 has it; before what a spreadsheet would take for a formula stands an apostrophe."""
    text = StringIO(newline="")
    csv.writer(text).writerows(_changed(rows, lambda cell: _FORMULA.sub("'", printable(cell))))
    return text.getvalue()


def _changed(rows: Rows, change: Callable[[str], str]) -> list[list[str]]:
    """Return rows with each cell changed; most cells stand in many rows."""
    changed = {cell: change(cell) for cell in set(chain.from_iterable(rows))}
    return [[changed[cell] for cell in row] for row in rows]
