"""Which lines of a file are different."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscaffold.diffing.lines import EVERY, changed_lines


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("a b c", "a b c", [], []),
        ("a b c", "a x c", [(2, 2)], [(2, 2)]),
        ("a b c", "a c", [(2, 2)], []),
        ("a c", "a b b c", [], [(2, 3)]),
        ("a b c d e", "a e c d x", [(2, 2), (5, 5)], [(2, 2), (5, 5)]),
        ("", "a", [(1, 1)], [(1, 1)]),
        ("a a a", "a a a a", [], [(4, 4)]),
        ("x a b y", "y a b x", [(1, 1), (4, 4)], [(1, 1), (4, 4)]),
    ],
)
def test_lines_are_those_that_the_other_side_does_not_have(
    old: str, new: str, gone: list[tuple[int, int]], come: list[tuple[int, int]]
) -> None:
    before, after = (text.replace(" ", "\n").encode() for text in (old, new))
    assert [[*one.runs] for one in changed_lines(before, after)] == [gone, come]


def test_line_ends_are_not_compared() -> None:
    assert [one.runs for one in changed_lines(b"a\nb\nc", b"a\r\nb\rc")] == [(), ()]


def test_of_a_file_that_is_on_one_side_only_every_line_is_different() -> None:
    assert changed_lines(None, b"a") == (EVERY, EVERY)
    assert EVERY.within(3, 5) == [(3, 5)]


def test_lines_within() -> None:
    (lines, _) = changed_lines(b"1\n2\n3\n4\n5\n6", b"1\n4\n5")
    assert lines.runs == ((2, 3), (6, 6))
    assert [lines.within(*two) for two in ((1, 1), (3, 4), (1, 9), (4, 5))] == [[], [(3, 3)], [(2, 3), (6, 6)], []]


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd")))
def test_what_is_not_different_is_the_same(old: list[str], new: list[str]) -> None:
    before, after = ("\n".join(lines).encode() for lines in (old, new))
    gone, come = changed_lines(before, after)
    left = [_without(text.split(b"\n"), lines.runs) for text, lines in ((before, gone), (after, come))]
    assert left[0] == left[1]


def _without(lines: list[bytes], runs: tuple[tuple[int, int], ...]) -> list[bytes]:
    gone = {number for first, last in runs for number in range(first, last + 1)}
    return [line for number, line in enumerate(lines, 1) if number not in gone]
