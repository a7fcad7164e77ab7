from __future__ import annotations

import pytest

from unscaffold.markup import Span
from unscaffold.markup.positions import Fault, Prolog, fault, locate, prolog

DOCUMENT = """<?xml version="1.0"?>
<!-- é < --><r x=">">é<a/><b y='/>'>
  <!-- <c/> --><![CDATA[<c/>]]><?pi <c/> ?><c
    z="é&gt;"
  /><d></d ></b><a >
</a></r>
""".encode()
ELEMENTS = {
    (): (2, 13, DOCUMENT[DOCUMENT.index(b"<r") :].rstrip().decode()),
    (0,): (2, 23, "<a/>"),
    (1, 0): (3, 44, '<c\n    z="é&gt;"\n  />'),
    (1, 1): (5, 5, "<d></d >"),
    (2,): (5, 17, "<a >\n</a>"),
}


def test_locate_tells_line_column_and_bytes() -> None:
    spans = locate(DOCUMENT, 2)
    found = {way: (s.line, s.column, DOCUMENT[s.start : s.end].decode()) for way, s in spans.items()}
    assert {way: found[way] for way in ELEMENTS} == ELEMENTS


def test_locate_counts_a_windows_line_end_once() -> None:
    assert locate(b"<r>\r\n\r\n  <a/>\r\n</r>", 1)[0,] == Span(3, 3, 9, 13)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a/>", None),
        ("<a>\n  é<b></a>", ("</a> stands where <b> of line 2 is to be closed", 2, 9)),
        ("<a>\n <b/>\n <é>\n</b></a>", ("</b> stands where <é> of line 3 is to be closed", 4, 3)),
        (
            f"<{'a' * 99}></{'b' * 99}>",
            (f"</{'b' * 80}> stands where <{'a' * 80}> of line 1 is to be closed", 1, 104),
        ),
        ("<a>\n <b/>\n <c>", ("<c> of line 3 is not closed", 3, 5)),
        ("", ("no element found", 1, 1)),
        ("<a>&b;</a>", ("undefined entity", 1, 4)),
        ("<a/><b/>", ("junk after document element", 1, 5)),
        ("<a:b/>", None),
    ],
)
def test_fault_tells_what_is_wrong_and_where(text: str, expected: tuple[str, int, int] | None) -> None:
    found = fault(text.encode())
    assert (found and (found.reason, found.line, found.column)) == expected


_INVALID = "not well-formed (invalid token)"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('<a>\n<b c="1>\n<d e="1"/></b></a>', (3, 1, "above")),
        ('<a>\n<b c="1\n e="1"/></a>', (3, 5, "above")),
        ('<a b="1 c="2"/>', (1, 12, "before it")),
        ("<a b=1/>", (1, 6, "before it")),
    ],
)
def test_a_quote_that_is_missing_is_guessed(text: str, where: tuple[int, int, str]) -> None:
    found = fault(text.encode())
    assert found
    line, column, above = where
    assert (found.line, found.column) == (line, column)
    assert found.reason == f"{_INVALID}; perhaps a quote is missing {above}"


@pytest.mark.parametrize(
    "text",
    ['<a b="1"c="2"/>', '<a b="1"\n<c/></a>', "<a>it's 1 < 2</a>", "<a b='1='>&</a>", '<a>b="c=" < </a>', "a=<"],
)
def test_no_quote_is_said_to_be_missing_where_none_is(text: str) -> None:
    found = fault(text.encode())
    assert found
    assert found.reason == _INVALID


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- <!DOCTYPE a> -->\n<a x='1'>", Prolog("a", {"x": "1"}, None)),
        ("<?xml version='1.0'?>\n <!DOCTYPE a>\n<a/>", Prolog("a", {}, (2, 2))),
        ("<!-- é --><!DOCTYPE a SYSTEM 'b' [<!ENTITY c 'd'>]><a/>", Prolog("a", {}, (1, 11))),
    ],
)
def test_prolog_tells_the_root_and_the_document_type(text: str, expected: Prolog) -> None:
    assert prolog(text.encode()) == expected


@pytest.mark.parametrize("text", ["", "<!-- -->", "<!DOCTYPE a [<!ELEMENT a\u2070 ANY>]><a/>"])
def test_a_prolog_that_leads_to_no_root_is_a_fault(text: str) -> None:
    with pytest.raises(Fault):
        prolog(text.encode())
