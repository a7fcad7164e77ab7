"""Text that has to fit."""

from __future__ import annotations

import pytest

from unscaffold.commandline.tables import width_of
from unscaffold.process import shortened


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("abcdefgh", 8, "abcdefgh"),
        ("abcdefgh", 7, "ab…efgh"),
        ("abcdefgh", 1, "…"),
        ("日本語日本語", 8, "日…本語"),
        ("日本語日本語", 7, "日…本語"),
        ("日本語日本語", 2, "…"),
    ],
)
def test_a_text_is_cut_in_its_middle(text: str, width: int, short: str) -> None:
    assert shortened(text, width, width_of) == short
