"""Comments that begin in a certain way: which are found, where they stand, and what follows them."""

from __future__ import annotations

import pytest

from unscaffold.findings import Region
from unscaffold.markup import Comment, comments


def found(text: str) -> list[Comment]:
    return comments("A.xml", text.encode(), "us:")


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("<!-- us: --><a/>", [()]),
        ("<?xml version='1.0'?>\n<!-- us: 1 -->\n<!-- them --><?pi?><!--us: 2-->\n<a/>", [(), ()]),
        ("<a><b/><!-- us: --><c/></a>", [(1,)]),
        ("<a><b><c/><c><!-- us: --><d/></c></b></a>", [(0, 1, 0)]),
        ("<a><b><!-- us: --></b><c/></a>", [None]),
        ("<a><!-- us: -->text<b/></a>", [None]),
        ("<a><!-- us: -->\u00a0<b/></a>", [None]),
        ("<a><!-- us: --><![CDATA[x]]><b/></a>", [None]),
        ("<a><!-- us: -->\r\n\t <b/></a>", [(0,)]),
        ("<a/><!-- us: -->", [None]),
        ("<a><![CDATA[<!-- us: -->]]><b c='&lt;!-- us: -->'/></a>", []),
        ("<a><!-- not us: --><b/></a>", []),
        ("<a><!-- US: --><b/></a>", []),
        ("<a><!-- us: --><b></a>", []),
    ],
)
def test_an_element_follows_if_nothing_else_does(text: str, ways: list[tuple[int, ...] | None]) -> None:
    assert [comment.way for comment in found(text)] == ways


def test_a_comment_has_its_region_and_its_text() -> None:
    text = "<é><!--é us: is text--><!--\n us:\r\n 1 --><b/> <!-- us: é 2--><c/>\r\n<!--us: 3\n--></é>"
    assert found(text) == [
        Comment(Region("A.xml", 1, 24, 3, 7), "us:\n 1", (0,)),
        Comment(Region("A.xml", 3, 12, 3, 27), "us: é 2", (1,)),
        Comment(Region("A.xml", 4, 1, 5, 4), "us: 3", None),
    ]


def test_many_of_an_element_are_each_found_once() -> None:
    told = found(f"<a>{'<!-- us: -->' * 20_000}<b/></a>")
    assert (len(told), {comment.way for comment in told}) == (20_000, {(0,)})
