"""Tables that fit a width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscaffold.commandline.tables import Column, Measure, fitted, lines, width_of, width_of_all

MEASURES = [Measure("LONG", 7), Measure("FIRST"), Measure("LONG", 5), Measure("LAST")]
COLUMNS = [
    Column("FIRST", ["1", "22"], is_number=True),
    Column("NONE", ["", ""]),
    Column("LONG", ["abcdefghij", "x"]),
    Column("LAST", ["y", ""]),
]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (None, ["FIRST  LONG        LAST", "    1  abcdefghij  y", "   22  x"]),
        (23, ["FIRST  LONG        LAST", "    1  abcdefghij  y", "   22  x"]),
        (22, ["FIRST  LONG       LAST", "    1  ab…efghij  y", "   22  x"]),
        (20, ["FIRST  LONG     LAST", "    1  ab…ghij  y", "   22  x"]),
        (19, ["LONG        LAST", "abcdefghij  y", "x"]),
        (13, ["LONG     LAST", "ab…ghij  y", "x"]),
        (11, ["LONG   LAST", "a…hij  y", "x"]),
        (10, ["LONG", "abcdefghij", "x"]),
        (6, ["LONG", "a…ghij", "x"]),
        (1, ["LONG", "a…hij", "x"]),
    ],
)
def test_columns_are_shortened_and_dropped_in_an_order_until_they_fit(width: int | None, expected: list[str]) -> None:
    assert list(lines(fitted(COLUMNS, MEASURES, width))) == expected


def test_no_column_is_shortened_below_its_title() -> None:
    columns = [Column("TITLE", ["a" * 20])]
    assert list(lines(fitted(columns, [Measure("TITLE", 2)], 1))) == ["TITLE", "a…aaa"]


def test_of_nothing_there_is_no_line() -> None:
    assert list(lines(fitted([Column("A", []), Column("B", [])], [Measure("A")], 10))) == []


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("日本", 4), ("\uff21", 2), ("a\u200db", 2), ("…", 1)],
)
def test_characters_take_the_room_that_terminals_give_them(text: str, width: int) -> None:
    assert width_of(text) == width


def test_rows_of_wide_characters_stand_in_columns() -> None:
    columns = [Column("A", ["日本", "é", "e\u0301"]), Column("B", ["1", "2", "3"])]
    assert list(lines(columns)) == ["A     B", "日本  1", "é     2", "e\u0301     3"]


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1), st.integers(20, 60))
def test_what_can_fit_fits(rows: list[tuple[str, str]], width: int) -> None:
    columns = [Column(title, cells) for title, cells in zip("AB", zip(*rows, strict=True), strict=True)]
    assert width_of_all(fitted(columns, [Measure("A", 8), Measure("B", 8)], width)) <= width
