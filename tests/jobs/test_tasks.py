"""Jobs as text: their identifiers, and the one form that Saxon's and lxml's is brought into."""

from __future__ import annotations

import pytest

from unscaffold.jobs import identified
from unscaffold.jobs.tasks import level_of
from unscaffold.markup import parsed, serialized


@pytest.mark.parametrize(
    ("value", "identifier"),
    [
        ("a&#10;b&#133;", "a\nb\x85"),
        ("&#128512;&lt;&gt;&quot;&amp;lt;&amp;#10;", '😀<>"&lt;&#10;'),
        ("'plain'", "'plain'"),
    ],
)
def test_an_identifier_is_what_its_references_stand_for(value: str, identifier: str) -> None:
    xml = f'<Job A="" Identifier="{value}"/>'
    assert list(identified(xml)) == [("Job", identifier)]
    assert list(identified(serialized(parsed(xml)))) == [("Job", identifier)]


def test_text_is_no_identifier() -> None:
    xml = '<Job Identifier="a"><A> Identifier="</A><ExportTask Identifier="b"/><B>x Identifier="c</B></Job>'
    assert list(identified(xml)) == [("Job", "a"), ("ExportTask", "b")]


def test_what_is_written_again_is_as_saxon_writes_it() -> None:
    xml = '<Job Identifier="&#9;&#10;&#13;&#127;&#133;&#159;\xa0é&#8232;&gt;">&#13;&#133;&#8232;&gt;"</Job>'
    assert serialized(parsed(xml)) == xml


@pytest.mark.parametrize(
    ("level", "number"), [("7", 7), ("", 0), ("x", 0), ("-1", 0), ("٣", 0), ("²", 0), ("9" * 5_000, 0)]
)
def test_a_level_is_a_number_of_at_most_ten_digits(level: str, number: int) -> None:
    assert level_of(parsed(f'<FulfillTask Level="{level}"/>')[0]) == number
