from __future__ import annotations

import pytest

from unscaffold.markup import Insertion, Style, characters, splice, styles, text_of, with_lines
from unscaffold.markup.positions import locate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<r>\n  <a/>\n</r>", Style("  ", "  ", "\n", "")),
        ("<r>\r\n\t<a/>\r\n</r>", Style("\t", "\t", "\r\n", "")),
        ("<r>\n    <x/><a/>\n</r>", Style("    ", "    ", "\n", "")),
        ("<r>\n<a/>\n   <x/>\n</r>", Style("", "   ", "\n", "")),
        ("<r><a/>\r\n</r>", Style("", "  ", "\r\n", "")),
        ("<r><a/></r>", Style("", "  ", "\n", "")),
        ("<u:r xmlns:u='u'>\n <u:a/></u:r>", Style(" ", " ", "\n", "u")),
        (f"<r>\n{' ' * 100}<a/></r>", Style(" " * 100, " " * 100)),
        (f"<r>\n{' ' * 101}<a/></r>", Style()),  # else as many would begin each line of what is generated
        (f"<r>\n{' ' * 101}<a/>\n\t<x/></r>", Style()),
    ],
)
def test_the_style_is_that_of_the_place(text: str, expected: Style) -> None:
    way = (1,) if "/><a" in text else (0,)
    assert list(styles(text.encode(), [locate(text.encode(), len(way))[way]])) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<r><a/>\n  <b/><c/>\r\n<d/>\r\t<u:e/></r>",
            [
                Style("", "  ", "\n"),
                Style("  ", "  ", "\n"),
                Style("  ", "  ", "\n"),
                Style("", "  ", "\r\n"),
                Style("\t", "\t", "\r", "u"),
            ],
        ),
        ("\n<r><a/><b/></r>", [Style(), Style()]),
        (" <r><a/><b/>\r</r>", [Style(" ", " ", "\r"), Style(" ", " ", "\r")]),
    ],
)
def test_each_place_of_a_file_has_its_style(text: str, expected: list[Style]) -> None:
    spans = [span for way, span in locate(text.replace("u:", "u_").encode(), 1).items() if way]
    assert list(styles(text.encode(), spans)) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_many_elements_of_one_line_are_replaced(encoding: str) -> None:
    element = "<a é=''/>"
    text = f'<?xml version="1.0" encoding="{encoding}"?><r>{element * 50_000}</r>'
    data = text.encode(encoding)
    source = characters(data)
    spans = sorted(span for way, span in locate(source.utf8, 1).items() if way)
    insertions = [
        Insertion(span, text_of("<é/>", style)) for span, style in zip(spans, styles(source.utf8, spans), strict=True)
    ]
    assert splice(data, source, insertions) == text.replace(element, "<é />").encode(encoding)


XML = '<Job Name="é &lt; &gt;"><Task><Depends/></Task><Step></Step><Text>a &lt; b</Text></Job><Task/>'


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            Style(margin="  "),
            [
                '<Job Name="é &lt; &gt;">',
                "    <Task>",
                "      <Depends />",
                "    </Task>",
                "    <Step></Step>",
                "    <Text>a &lt; b</Text>",
                "  </Job>",
                "  <Task />",
            ],
        ),
        (
            Style("\t", "\t", "\r\n", "u"),
            [
                '<u:Job Name="é &lt; &gt;">',
                "\t\t<u:Task>",
                "\t\t\t<u:Depends />",
                "\t\t</u:Task>",
                "\t\t<u:Step></u:Step>",
                "\t\t<u:Text>a &lt; b</u:Text>",
                "\t</u:Job>",
                "\t<u:Task />",
            ],
        ),
    ],
)
def test_text_is_laid_out_as_its_place_is(style: Style, expected: list[str]) -> None:
    assert text_of(XML, style) == style.line_end.join(expected)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_splicing_changes_nothing_outside(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>\r\n<é ><a>œ</a>\té<b\n/></é>\n\n'
    data = text.encode(encoding)
    source = characters(data)
    spans = locate(source.utf8, 1)
    insertions = [Insertion(spans[(0,)], "<A é='1'/>"), Insertion(spans[(1,)], "")]
    expected = text.replace("<a>œ</a>", "<A é='1'/>").replace("<b\n/>", "")
    assert splice(data, source, insertions) == expected.encode(encoding)


@pytest.mark.parametrize("prefix", ["", "u"])
def test_text_loses_nothing_but_space_between_elements(prefix: str) -> None:
    xml = (
        "a<Job>b<!-- <c>> --><T><![CDATA[<d>>]]>e</T>f\n <T/> \n<?g <h> ?>\u00a0<o:T o:j='k'> l</o:T></Job>m<!--n-->"
    )
    lines = [
        "a<Job>b",
        "  <!-- <c>> -->",
        "  <T><![CDATA[<d>>]]>e</T>f\n ",
        "  <T />",
        "  <?g <h> ?>\u00a0",
        "  <o:T o:j='k'> l</o:T>",
        "</Job>m",
        "<!--n-->",
    ]
    expected = "\n".join(lines)
    if prefix:
        expected = expected.replace("Job>", "u:Job>").replace("<T", "<u:T").replace("</T", "</u:T")
    assert text_of(xml, Style(prefix=prefix)) == expected


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<r>\n  <a/>\n</r>", "<r>\n</r>"),
        ("<r>\r\n\t<a>\r\n\t</a> \t\r\n</r>", "<r>\r\n</r>"),
        ("<r>\r<a/>\r</r>", "<r>\r</r>"),
        ("<r>\n  <a/> <a/><a/>\n</r>", "<r>\n</r>"),
        ("<r>\n  <a/>\n  <a/>\n</r>", "<r>\n</r>"),
        ("<r>\n  <a/> <!-- b -->\n</r>", "<r>\n   <!-- b -->\n</r>"),
        ("<r>\n  <b/> <a/> <a/>\n</r>", "<r>\n  <b/>  \n</r>"),
        ("<r><a/></r>", "<r></r>"),
        ("<r>\n  <a/></r>", "<r>\n  </r>"),
        ("<r>\n  x <a/>\n</r>", "<r>\n  x \n</r>"),
    ],
)
def test_what_is_taken_out_takes_a_line_of_its_own_with_it(text: str, left: str) -> None:
    data = text.encode()
    found = locate(data, 1)
    taken = [span for span in found.values() if data.startswith(b"<a", span.start)]
    places = [Insertion(span, "") for span in with_lines(data, taken)]
    assert splice(data, characters(data), places).decode() == left
