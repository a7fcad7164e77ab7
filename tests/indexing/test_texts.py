"""Texts are found by their numbers, packed or not yet."""

from __future__ import annotations

import pytest

from unscaffold.indexing.texts import Texts
from unscaffold.remembering import OTHERWISE


@pytest.mark.parametrize("count", [0, 1, 31, 32, 33, 100])
def test_texts_are_what_was_added(count: int) -> None:
    said = [f"text {number}, \N{LATIN SMALL LETTER E WITH ACUTE}" for number in range(count)]
    texts = Texts()
    for text in said:
        texts.append(text)
    again = Texts(*texts.bytes())
    for numbers in (range(count), reversed(range(count))):
        for number in numbers:
            assert (texts[number], again[number]) == (said[number], said[number])
    with pytest.raises(IndexError):
        again[count]


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(OTHERWISE):
        Texts(b"1234567", b"")
    with pytest.raises(OTHERWISE):
        Texts((9).to_bytes(8, "little"), b"no pack!!")[0]
