"""Text that has to fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscaffold.reporting.fitting import fitted, width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ExportTask", "ExportTask"),
        ("HR_Complete_Export_HR_Complete_HRTitles", "HR_Comp…lete_HRTitles"),
        ("a\u202eb\n", "a\\u202eb\\n"),
        ("東京の人事システムとディレクトリ", "東京の…ディレクトリ"),
        ("", ""),
    ],
)
def test_text_is_shortened_in_the_middle_and_printable(text: str, shown: str) -> None:
    assert fitted(text, 20) == shown


@given(st.text(), st.integers(min_value=2, max_value=60))
def test_what_is_shown_fits(text: str, room: int) -> None:
    assert width(fitted(text, room)) <= room
