"""Text that has to fit into the box of a diagram."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscaffold.process import shortened
from unscaffold.reporting.letters import USUAL, width_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ExportTask", "ExportTask"),
        ("HR_Complete_Export_HR_Complete_HRTitles", "HR_Com…plete_HRTitles"),
        ("東京の人事システムとディレクトリ", "東京の…ディレクトリ"),
        ("", ""),
    ],
)
def test_text_is_shortened_by_how_wide_its_letters_are(text: str, shown: str) -> None:
    assert shortened(text, 20 * USUAL, width_of) == shown


@given(st.text(), st.integers(min_value=USUAL, max_value=60 * USUAL))
def test_what_is_shown_fits(text: str, room: int) -> None:
    assert width_of(shortened(text, room, width_of)) <= room
