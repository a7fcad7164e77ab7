"""JSON that does nothing where it is printed."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from commandline.test_printing import ODD, harmless, texts
from unscaffold.process import json_text


def test_letters_stay_and_what_is_not_seen_is_escaped() -> None:
    assert (
        json_text({"é": "##[x]\n\x7f\u202e\udc80😀\U000e0001"}, None)
        == r'{"é": "\u0023#[x]\n\u007f\u202e\udc80😀\udb40\udc01"}'
    )
    assert json_text(["a"]) == '[\n  "a"\n]'


@given(st.lists(st.one_of(ODD, texts(st.characters()))))
def test_it_is_read_as_it_was_written_and_obeyed_by_nobody(values: list[str]) -> None:
    assert json.loads(json_text(values)) == json.loads(json.dumps(values))
    assert [line for line in json_text(values).split("\n") if not harmless(line)] == []
