"""URLs: what may be shown of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscaffold.repositories import redacted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://user:secret@h/p", "https://***@h/p"),
        ("git+https://token@h/p", "git+https://***@h/p"),
        ("ssh://git@h/p", "ssh://git@h/p"),
        ("git+ssh://git:secret@h/p", "git+ssh://git@h/p"),
        ("https://user:se/cret@h/p", "https://***@h/p"),
        ("https://user:s@cret@h/p", "https://***@h/p"),
        ("https://h:8080/p@v1", "https://h:8080/p@v1"),
        ("abfs://c@account/p?sv=1&sig=secret", "abfs://***@account/p?***"),
        ("zip::https://u:secret@h/a.zip", "zip::https://***@h/a.zip"),
        ("fatal: unable to access 'https://u:secret@h/p/': no", "fatal: unable to access 'https://***@h/p/': no"),
        ("https://u:secret@h/\x1b[1m\u202e", "https://***@h/\\x1b[1m\\u202e"),
        ("C:\\Conf and a@b", "C:\\Conf and a@b"),
    ],
)
def test_no_secret_of_a_url_is_shown(text: str, shown: str) -> None:
    assert redacted(text) == shown


_WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="/ '\"?#@\n\t\r", exclude_categories=("Z", "C")), min_size=4
)


@given(_WORDS.map(lambda word: f"s{word}"), st.sampled_from(["https", "ssh", "s3", "git+https"]))
def test_no_password_is_shown_whatever_it_is(secret: str, protocol: str) -> None:
    assert redacted(f"'{protocol}://user:{secret}x@host/path' is wrong").count(f"{secret}x") == 0
