"""Rows of cells as text."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from unscaffold.commandline.sheets import as_csv, as_markdown

_HOSTILE = "a\nb|c`d<e>\t\x1b[31m\u202e\\"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("Manager", "`Manager`"),
        ("", ""),
        (" ", ""),
        ("a`b", "``a`b``"),
        ("`a", "`` `a ``"),
        ("a``", "``` a`` ```"),
        ("a\nb", "`a\\nb`"),
        ("@you <b> [x](y)\\", "`@you <b> [x](y)\\`"),
        ("a|b", "<code>a&#124;b</code>"),
        ("\\|`<é_", "<code>&#92;&#124;&#96;&#60;é&#95;</code>"),
    ],
)
def test_a_cell_of_markdown(cell: str, shown: str) -> None:
    assert as_markdown([["T"], [cell]]) == f"| `T` |\n| --- |\n| {shown} |\n"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("a,b", '"a,b"'),
        ('a"b', '"a""b"'),
        ("a\nb", "a\\nb"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("\t=1", "\\t=1"),
        ("a;=1;@b", "a;'=1;'@b"),
        ("a; =1", "a;' =1"),
        ("＝1", "'＝1"),  # noqa: RUF001 - a wide sign is what is tested
        ("a=1", "a=1"),
        ("é", "é"),
    ],
)
def test_a_cell_of_csv(cell: str, written: str) -> None:
    assert as_csv([["A", "B"], [cell, ""]]) == f"A,B\r\n{written},\r\n"


def test_csv_is_read_as_it_was_written() -> None:
    rows = [["A", "B"], ['x,"y"', _HOSTILE]]
    assert list(csv.reader(StringIO(as_csv(rows)), strict=True)) == [
        ["A", "B"],
        ['x,"y"', "a\\nb|c`d<e>\\t\\x1b[31m\\u202e\\"],
    ]
