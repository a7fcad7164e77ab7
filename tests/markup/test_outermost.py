"""The outermost elements of generated XML, cut from its text."""

from __future__ import annotations

import pytest

from unscaffold.markup import outermost


@pytest.mark.parametrize(
    "elements",
    [
        [],
        [("Rule", '<Rule Identifier="A"/>')],
        [("Rule", '<Rule Identifier="A"><Entry/></Rule>'), ("Rule", '<Rule Identifier="B"/>')],
        [("Menu", "<Menu><Menu><Menu/></Menu><Menu></Menu></Menu>"), ("Menu", "<Menu/>")],
        [("Menu", "<Menu><MenuItem/></Menu>"), ("MenuItem", "<MenuItem><Menu/></MenuItem>")],
        [("a.b", "<a.b>/&gt;</a.b>"), ("aXb", "<aXb/>")],
    ],
)
def test_generated_xml_is_cut_into_its_elements(elements: list[tuple[str, str]]) -> None:
    assert [one[:2] for one in outermost("".join(xml for _, xml in elements))] == elements


def test_the_identifier_is_that_of_the_element_itself() -> None:
    told = ['<A B="C" Identifier="&lt;D&gt; &amp;"/>', '<A><B Identifier="C"/></A>', '<A OtherIdentifier="B"/>']
    assert [one.identifier for xml in told for one in outermost(xml)] == ["<D> &", "", ""]
    assert next(outermost(told[0])).key == ("A", "<d> &")
