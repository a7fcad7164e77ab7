"""What a character is printed as: one that shows as it is, and one that does something escaped."""

from __future__ import annotations

import pytest

from unscaffold.process import printable


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Ærøskøbing 東京 'x' \U0001f600", "Ærøskøbing 東京 'x' \U0001f600"),
        (r"C:\new\x1b", r"C:\new\x1b"),
        ("a\x1b[31m\x07\x7f", r"a\x1b[31m\x07\x7f"),
        ("\x9b31m \x9d0;title\x9c", r"\x9b31m \x9d0;title\x9c"),
        ("a\nb\r\nc\td", r"a\nb\r\nc\td"),
        ("a\x85b\u2028c\u2029d", r"a\x85b\u2028c\u2029d"),
        ("\u061c\u200e\u200f\u202a\u202e\u2066\u2069", r"\u061c\u200e\u200f\u202a\u202e\u2066\u2069"),
        ("\ufeff\u200b\u2060\xad\U000e0041", r"\ufeff\u200b\u2060\xad\U000e0041"),
        ("می\u200cخ क्\u200dष", "می\u200cخ क्\u200dष"),
        ("heure\xa0: \u3000", "heure\xa0: \u3000"),
        ("\udcc3\ud800", r"\udcc3\ud800"),
        ("::error::x", r"\x3a:error::x"),
        ("\u3000 ::x", "\u3000 \\x3a:x"),
        ("a::b: :", "a::b: :"),
        ("a ##[error]x", r"a \x23#[error]x"),
        ("###vso[task.x]##teamcity[y] ## [z]", r"#\x23#vso[task.x]\x23#teamcity[y] ## [z]"),
    ],
)
def test_what_does_something_is_escaped_and_names_are_not(text: str, printed: str) -> None:
    assert printable(text) == printed
