"""From marks to regions."""

from __future__ import annotations

from unscaffold.findings import NAME, VALUE, WITH_SPACE, Mark, Region
from unscaffold.markup import regions

DOCUMENT = """<A>
  <B One = "1"
     Two='"2"'/>
  <B><C Two=" One='x'" One="y"/></B>
</A>"""


def located(*marks: Mark, document: str = DOCUMENT) -> list[tuple[int, ...]]:
    found = regions("A.xml", document.encode(), marks)
    assert [region.file for region in found.values()] == ["A.xml"] * len(marks)
    return [(region.line, region.column, region.end_line, region.end_column) for region in found.values()]


def test_elements_are_their_start_tags() -> None:
    assert located(Mark(()), Mark((0,)), Mark((1,)), Mark((1, 0))) == [
        (1, 1, 1, 4),
        (2, 3, 3, 17),
        (4, 3, 4, 6),
        (4, 6, 4, 33),
    ]


def test_attributes_are_whole_or_their_names_or_their_values_or_with_the_space_before() -> None:
    one, two = (0,), (1, 0)
    marks = [Mark(one, "Two"), Mark(one, "Two", VALUE), Mark(one, "Two", WITH_SPACE), Mark(one, "One", VALUE)]
    assert located(*marks, Mark(two, "One"), Mark(one, "One", NAME), Mark(two, "Two", NAME)) == [
        (3, 6, 3, 15),
        (3, 11, 3, 14),
        (2, 15, 3, 15),
        (2, 13, 2, 14),
        (4, 24, 4, 31),
        (2, 6, 2, 9),
        (4, 9, 4, 12),
    ]


def test_an_attribute_that_is_not_there_is_the_tag_and_an_element_the_start_of_the_file() -> None:
    assert located(Mark((1, 0), "Three", VALUE), Mark((7,), "One"), Mark((1, 0, 0))) == [
        (4, 6, 4, 33),
        (1, 1, 1, 1),
        (1, 1, 1, 1),
    ]


def test_a_document_that_expat_does_not_take_has_no_places() -> None:
    assert located(Mark((0,)), document="<A><\u0132/></A>") == [(1, 1, 1, 1)]
    assert Region("A.xml") == regions("A.xml", b"<A", [Mark(())])[Mark(())]
