"""Pairs of numbers and files."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unscaffold.indexing.pairs import Pairs

halves = st.integers(0, 2**32 - 1)


@given(st.lists(st.tuples(st.one_of(st.integers(0, 3), halves), st.one_of(st.integers(0, 3), halves))))
def test_files_are_found_by_their_numbers(pairs: list[tuple[int, int]]) -> None:
    made = Pairs()
    for number, file in pairs:
        made.add([number], file)
    found = Pairs(made.bytes())
    for number, _ in [*pairs, (7, 0)]:
        assert [*found.files(number)] == sorted({file for own, file in pairs if own == number})
    assert {file: {*numbers} for file, numbers in found.numbers().items()} == {
        file: {own for own, other in pairs if other == file} for _, file in pairs
    }
