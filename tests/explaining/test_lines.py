"""Which elements stand at a line of a document."""

from __future__ import annotations

import pytest

from unscaffold.explaining.lines import ways_at

_TEXT = b"""\
<Root>
  <Job A="1"
       B="2">
    <Step/> <Step/><Step/>

    <!-- nothing -->
  </Job><Job><Step/></Job>
</Root>
"""
_PLACES = {
    (1, None): [],
    (2, None): [(0,)],
    (3, None): [(0,)],
    (4, None): [(0, 0), (0, 1), (0, 2)],
    (4, 5): [(0, 0)],
    (4, 12): [(0,)],
    (4, 20): [(0, 2)],
    (5, None): [(0,)],
    (6, 7): [(0,)],
    (7, None): [(1,)],
    (7, 3): [(0,)],
    (7, 14): [(1, 0)],
    (8, None): [],
    (9, None): [],
    (10, None): [],
    (0, None): [],
    (4, 1000): [],
    (4, 0): [(0,)],
}


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("place", _PLACES)
def test_what_stands_at_a_line(place: tuple[int, int | None], end: bytes) -> None:
    assert ways_at(_TEXT.replace(b"\n", end), *place) == _PLACES[place]


def test_columns_are_characters() -> None:
    assert ways_at('<a><b x="é漢"/><c/></a>'.encode(), 1, 15) == [(1,)]


def test_what_lies_too_deep_is_what_it_lies_in() -> None:
    assert ways_at(b"<a>" * 20 + b"\n" + b"<a/>" + b"\n" + b"</a>" * 20, 2) == [(0,) * 8]


def test_nothing_is_known_of_what_cannot_be_read() -> None:
    assert ways_at(b"<a>\n<b>\n</a>", 2) == []
