"""Stylesheets of somebody's own: what they say is shown at its place, and what they generate is looked at."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from sources import XSLT
from unscaffold import Options, expand, expand_in_memory
from unscaffold.commandline import main
from unscaffold.findings import Edit, Failure, Region
from unscaffold.markup import NAMESPACE
from unscaffold.options import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(__file__).parents[2]
_DECLARATION = """\
<scaffolding xmlns="urn:unscaffold:declaration" name="Own" scope="nothing">
  <attribute name="To" type="string"/>
  <argument name="AddTask"/>
</scaffolding>
"""


def _stylesheets(folder: Path, body: str) -> tuple[Path]:
    folder.mkdir(exist_ok=True)
    (folder / "Own.xml").write_text(_DECLARATION, encoding="utf-8")
    (folder / "Own.xsl").write_text(
        f"""\
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="{NAMESPACE}" xmlns:c="{NAMESPACE}" xmlns:d="urn:unscaffold:declaration"
    xmlns:e="urn:unscaffold:error" xmlns:m="urn:unscaffold:mode" xmlns:o="urn:other"
    xpath-default-namespace="{NAMESPACE}" exclude-result-prefixes="#all">
  <xsl:template match="Own" mode="m:declaration" as="element(d:scaffolding)">
    <xsl:sequence select="doc('Own.xml')/*"/>
  </xsl:template>
  <xsl:template match="Own" mode="m:scaffolding">{body}</xsl:template>
</xsl:stylesheet>
""",
        encoding="utf-8",
    )
    return (folder,)


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    folder = tmp_path / "Conf"
    folder.mkdir()
    texts = {"A.xml": '  <Own To="one"/>\n  <Own To="two"/>\n', "B.xml": "  <CleanDatabaseJob/>\n  <Own/>\n"}
    for name, text in texts.items():
        whole = f'<ConfigurationFile xmlns="{NAMESPACE}">\n{text}</ConfigurationFile>\n'
        (folder / name).write_text(whole, encoding="utf-8")
    return folder


def _said(conf: Path, body: str, options: Options = DEFAULTS) -> list[str]:
    options = replace(options, stylesheets=_stylesheets(conf.parent / "own", body))
    return [str(found) for found in expand_in_memory(conf, options).findings]


def _generated(conf: Path, body: str) -> str:
    options = Options(stylesheets=_stylesheets(conf.parent / "own", body))
    return expand_in_memory(conf, options).expanded[0].xml


def _refusal(conf: Path, body: str) -> str:
    with pytest.raises(Failure) as failure:
        _said(conf, body)
    return str(failure.value)


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("to {@To}", "to one"),
        ("a &lt; b\n   c", "a < b c"),
        ("", "nothing"),
        ("<b>hi</b>", f'<b xmlns="{NAMESPACE}">hi</b>'),
        ("<b xmlns=''>hi</b> and <c xmlns=''/>", "<b>hi</b> and <c/>"),
        ("<finding xmlns='' severity='dire' path='/'/>", '<finding severity="dire" path="/"/>'),
    ],
)
def test_a_message_is_shown_at_its_scaffolding(message: str, text: str, conf: Path) -> None:
    body = f"<xsl:if test=\"@To = 'one'\"><xsl:message>{message}</xsl:message></xsl:if><Job Identifier='{{@To}}'/>"
    assert _said(conf, body) == [f"A.xml:2:3: note U501 its stylesheet says: {text}"]


CASE = "".join(
    f"<value name='{name}' value='{value}'/>"
    for name, value in {"attribute": "To", "value": "one", "kind": "Own", "declared": "On&amp;e"}.items()
)


@pytest.mark.parametrize(
    ("values", "edit"),
    [("", None), (CASE, Edit(Region("A.xml", 2, 12, 2, 15), "On&#38;e"))],
    ids=["without its value", "with its value"],
)
def test_a_finding_of_ones_own_by_a_rule_of_ours_is_mended_if_that_is_certain(
    values: str, edit: Edit | None, conf: Path
) -> None:
    finding = f"<finding xmlns='' rule='case' severity='warning' path='{{path(@To)}}'>{values}</finding>"
    body = f"<xsl:if test=\"@To = 'one'\"><xsl:message>{finding}</xsl:message></xsl:if>"
    options = Options(stylesheets=_stylesheets(conf.parent / "own", body))
    assert [found.edit for found in expand_in_memory(conf, options).findings] == [edit]


def test_what_is_of_no_family_is_expanded_whatever_is_asked_for(conf: Path) -> None:
    own = _stylesheets(conf.parent / "own", "")
    for family, names in (("jobs", ["Own", "Own", "CleanDatabaseJob", "Own"]), ("rights", ["Own", "Own", "Own"])):
        expansion = expand_in_memory(conf, Options(stylesheets=own, only=(family,)))
        assert [one.scaffolding.name for one in expansion.expanded] == names
    declaration = own[0] / "Own.xml"
    declaration.write_text(_DECLARATION.replace("scope=", 'family="rights" scope='), encoding="utf-8")
    expansion = expand_in_memory(conf, Options(stylesheets=own, only=("jobs",)))
    assert [one.scaffolding.name for one in expansion.expanded] == ["CleanDatabaseJob"]


def test_a_scaffolding_of_which_something_is_found_fails_whatever_is_related_to_it(conf: Path) -> None:
    finding = (
        "<finding xmlns='' code='O1' severity='error' path='{path(@To)}'>"
        "<related role='beside' path='{path(following-sibling::c:Own)}'/></finding>"
    )
    body = f"<xsl:if test=\"@To = 'one'\"><xsl:message>{finding}</xsl:message></xsl:if><Job Identifier='{{@To}}'/>"
    options = Options(stylesheets=_stylesheets(conf.parent / "own", body))
    expanded = expand_in_memory(conf, options).expanded
    assert [(one.scaffolding.attributes.get("To"), one.failed) for one in expanded] == [
        ("one", True),
        ("two", False),
        (None, False),
        (None, False),
    ]


_CHATTY = "<xsl:message>b {@To}</xsl:message><xsl:message>a</xsl:message><xsl:message>a</xsl:message>"
_TALK = [
    f"{place}: note U501 its stylesheet says: {text}"
    for place, to in (("A.xml:2:3", " one"), ("A.xml:3:3", " two"), ("B.xml:3:3", ""))
    for text in (f"b{to}", "a", "a")
]


@pytest.mark.parametrize(
    "options", [DEFAULTS, Options(strict=True), Options(workers=2)], ids=["usual", "strict", "workers"]
)
def test_messages_are_all_shown_in_their_order_and_are_no_errors(options: Options, conf: Path) -> None:
    assert _said(conf, _CHATTY, options) == _TALK


def test_a_message_is_printed_once_and_not_if_quiet(conf: Path, tmp_path: Path) -> None:
    (own,) = _stylesheets(tmp_path / "own", "<xsl:message>hi</xsl:message>")
    arguments = ["expand", str(conf), "-o", str(tmp_path / "Out"), "--stylesheets", str(own)]
    first = CliRunner().invoke(main, [*arguments, "--strict"])
    assert (first.exit_code, first.stderr.count("note U501 its stylesheet says: hi\n")) == (0, 3)
    assert first.stderr.splitlines()[-1].startswith("4 scaffoldings expanded, 2 files written, 0 unchanged (")
    assert CliRunner().invoke(main, [*arguments, "--quiet"]).stderr == ""


def test_messages_do_not_count_as_warnings(conf: Path, tmp_path: Path) -> None:
    (conf / "C.xml").write_text(f'<ConfigurationFile xmlns="{NAMESPACE}"><Own From=""/></ConfigurationFile>')
    (own,) = _stylesheets(tmp_path / "own", "<xsl:message>hi</xsl:message>")
    result = CliRunner().invoke(main, ["expand", str(conf), "--diff", "--stylesheets", str(own)])
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (1, "1 error: nothing was compared")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("<xsl:message terminate='yes'>no {@To}</xsl:message>", "its stylesheet stops: no two"),
        (
            "<xsl:message>a</xsl:message><xsl:message terminate='yes'/>",
            "its stylesheet stops: it says nothing (before, it says: a)",
        ),
        (
            "<xsl:message>a</xsl:message><xsl:message>b</xsl:message><xsl:message terminate='yes'>no</xsl:message>",
            "its stylesheet stops: no (before, it says: a; b)",
        ),
    ],
)
def test_a_message_that_terminates_stops_the_run(body: str, sentence: str, conf: Path) -> None:
    where = conf / "A.xml:3:3"
    assert _refusal(conf, f"<xsl:if test=\"@To = 'two'\">{body}</xsl:if>") == f"{where}: {sentence}"


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_a_stylesheet_is_told_with_its_scaffolding(workers: int, conf: Path) -> None:
    body = "<xsl:message>{@To}</xsl:message><Job Identifier='{if (@To = \"two\") then error() else ()}'/>"
    with pytest.raises(Failure) as failure:
        _said(conf, body, Options(workers=workers))
    assert str(failure.value).startswith(f"{conf / 'A.xml'}:3:3: a stylesheet fails: ")
    assert str(failure.value).endswith(" (before, it says: two)")
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<Job><xsl:comment>c</xsl:comment></Job>", "a comment"),
        ("<xsl:comment>c</xsl:comment>", "a comment"),
        (
            "<xsl:processing-instruction name='p'> Identifier=\"</xsl:processing-instruction>",
            "a processing instruction",
        ),
        ("<Job>text<A/></Job>", "text beside the elements of Job"),
        ("<Job><A/>text</Job>", "text beside the elements of Job"),
        ("text", "text outside of an element"),
        ("<xsl:sequence select='1, 2'/>", "text outside of an element"),
        ("<xsl:sequence select='@To'/>", "the attribute To outside of an element"),
        ("<o:Job/>", "the element Job of another namespace"),
        ("<Job><A xmlns=''/></Job>", "the element A of another namespace"),
        ("<Job o:nil='true'/>", "the attribute nil of a namespace"),
        (
            "<Job xsi:nil='true' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'/>",
            "the attribute nil of a namespace",
        ),
        ("<Job xml:lang='en'/>", "the attribute lang of a namespace"),
        ("<ConfigurationFile/>", "ConfigurationFile within another one"),
        ("<Job><ConfigurationFile/></Job>", "ConfigurationFile within another one"),
    ],
)
def test_what_has_no_place_in_a_configuration_is_refused(body: str, fault: str, conf: Path) -> None:
    sentence = f"its stylesheet generates {fault}, which has no place in a configuration"
    assert _refusal(conf, body) == f"{conf / 'A.xml'}:2:3: {sentence}"


def test_what_cannot_be_read_is_refused(conf: Path) -> None:
    deep = f"{'<A>' * 300}{'</A>' * 300}"
    start = "a stylesheet generates what cannot be read as XML: "
    assert _refusal(conf, deep).startswith(f"{start}it has more than 256 elements in each other")
    map_ = "<xsl:value-of select=\"'&lt;'\" disable-output-escaping='yes'/>"
    assert _refusal(conf, map_).startswith(start)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<Job>\n  <A>\n <B/></A>\n</Job>", "<Job><A><B/></A></Job>"),
        ("<xsl:text>\n</xsl:text><Job/><xsl:text> </xsl:text>", "<Job/>"),
        ("<c:Job><c:A c='\"&lt;&gt;&#10;'/></c:Job>", '<Job><A c="&quot;&lt;&gt;&#10;"/></Job>'),
        ("<Job> <xsl:text> text </xsl:text></Job>", "<Job>  text </Job>"),
        ("<A> Identifier=\"</A><Job Identifier='J'/>", '<A> Identifier="</A><Job Identifier="J"/>'),
        ("", ""),
    ],
)
def test_what_may_be_generated_is_written_plainly(body: str, expected: str, conf: Path) -> None:
    (conf / "A.xml").write_text(f'<ConfigurationFile xmlns="{NAMESPACE}"><Own/></ConfigurationFile>')
    (conf / "B.xml").unlink()
    body = body.replace("<Job> <xsl:text>", "<Job><xsl:text> </xsl:text><xsl:text>")
    assert _generated(conf, body) == expected


def test_a_finding_stands_where_it_was_found(conf: Path) -> None:
    found = (
        "<xsl:message select=\"e:finding('empty', {}, map{{'value': '', 'attribute': 'To', 'element': 'Own'}})\"/>"
    )
    sentence = "U309 To of Own is empty; give it a value or remove it"
    assert _said(conf, found.replace("{}", "@To/..").replace("{{", "{").replace("}}", "}"))[0] == (
        f"A.xml:2:3: error {sentence}"
    )
    assert _refusal(conf, found.replace("{}", "root(.)").replace("{{", "{").replace("}}", "}")) == (
        f"{conf / 'A.xml'}:2:3: its stylesheet finds, at no element that it was given: {sentence[5:]}"
    )


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """Serve an empty document, and note what is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<a/>")

    with HTTPServer(("127.0.0.1", 0), Handler) as serving:
        Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}", asked
        serving.shutdown()


@pytest.mark.parametrize("call", ["doc", "unparsed-text"])
def test_nothing_is_asked_of_the_network(call: str, conf: Path, server: tuple[str, list[str]]) -> None:
    address, asked = server
    (own,) = _stylesheets(conf.parent / "own", f"<Job Identifier=\"{{{call}('{address}/a')}}\"/>")
    # In a process of its own, for one that waits in Saxon serves nobody.
    command = [sys.executable, "-m", "unscaffold", "expand", str(conf), "--diff", "--stylesheets", str(own)]
    run = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (asked, run.returncode) == ([], 2)
    assert run.stderr.startswith(f"error: {conf / 'A.xml'}:2:3: a stylesheet fails: ")


def test_arguments_with_attributes_of_a_namespace_are_no_matter(tmp_path: Path) -> None:
    (tmp_path / "Conf").mkdir()
    (tmp_path / "Conf" / "A.xml").write_text(
        f'<ConfigurationFile xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        '  <CleanDatabaseJob>\n    <AddTask xsi:nil="1" Task="X" TaskToCompareWith="CleanDatabase" After="true"/>\n'
        '  </CleanDatabaseJob>\n  <CleanDataBase Identifier="X"/>\n</ConfigurationFile>\n'
    )
    expand(tmp_path / "Conf", tmp_path / "Out")
    assert "xsi:nil" not in (tmp_path / "Out" / "A.xml").read_text("utf-8")


def test_arguments_that_a_stylesheet_makes_are_applied(conf: Path) -> None:
    job = "<Job Identifier='J{@To}'><FooTask Identifier='J{@To}_F' Level='0'/>{}</Job>"
    added = "<AddTask Task='Foo' TaskToCompareWith='Foo' {}/>"
    body = job.replace("{}", added.format("After='true'"))
    assert _generated(conf, body) == (
        '<Job Identifier="Jone"><FooTask Identifier="Jone_F" Level="0"/>'
        '<FooTask Identifier="Jone_F_Copy1" Level="1"/></Job>'
    )
    sentence = 'AddTask needs exactly one of Before="true" and After="true"; it has neither'
    text = (conf / "A.xml").read_text(encoding="utf-8")
    own = added.format("Before='true'")
    (conf / "A.xml").write_text(text.replace('"one"/>', f'"one">{own}</Own>'), encoding="utf-8")
    (conf / "B.xml").unlink()
    both = job.replace("{}", "<xsl:copy-of select='AddTask'/>" + added.format(""))
    assert _said(conf, both) == [f"A.xml:2:3: error U401 {sentence}", f"A.xml:3:3: error U401 {sentence}"]


def test_two_of_one_identifier_in_one_result_collide(conf: Path) -> None:
    (conf / "B.xml").unlink()
    task = "<FooTask Identifier='J{@To}_F'/>"
    sentence = "exists already at A.xml:2:3; give one of the two another identifier, or remove it"
    assert _said(conf, f"<xsl:if test=\"@To = 'one'\"><Job Identifier='J'>{task}{task}</Job></xsl:if>") == [
        f"A.xml:2:3: error U202 the generated task 'Jone_F' {sentence}"
    ]


_CONNECTOR_JOBS = f"""\
<ConfigurationFile xmlns="{NAMESPACE}">
  <Agent Identifier="Local"/>
  <Connector Identifier="HR"/>
  <Connection Identifier="File" Connector="HR" Package="Usercube.CSV@0000001"/>
  <EntityAssociationMapping Identifier="Links" Connector="HR"/>
  <{{}} JobIdentifier="Nightly"/>
</ConfigurationFile>
"""


def _job(folder: Path, element: str, *stylesheets: Path) -> str:
    (folder / "A.xml").write_text(_CONNECTOR_JOBS.format(element), encoding="utf-8")
    report = expand_in_memory(folder, Options(stylesheets=stylesheets))
    assert [str(found) for found in report.findings] == []
    return report.expanded[0].xml


@pytest.mark.parametrize("mode", ["Complete", "Incremental"])
@pytest.mark.parametrize(("job", "attribute"), [("connector", 'Connector="HR"'), ("agent", 'Agent="Local"')])
def test_a_declaration_may_ask_for_a_job_that_is_there(job: str, mode: str, attribute: str, tmp_path: Path) -> None:
    (own,) = _stylesheets(tmp_path / "own", "")
    text = (XSLT / "scaffoldings" / f"Create{job.title()}Synchro{mode}.xml").read_text(encoding="utf-8")
    (own / "Own.xml").write_text(re.sub(r' name="Create\w+"', ' name="Own"', text), encoding="utf-8")
    stylesheet = (own / "Own.xsl").read_text(encoding="utf-8")
    template = '  <xsl:template match="Own" mode="m:scaffolding"></xsl:template>\n'
    (own / "Own.xsl").write_text(stylesheet.replace(template, ""), encoding="utf-8")
    (tmp_path / "Conf").mkdir()
    expected = _job(tmp_path / "Conf", f"Create{job.title()}Synchro{mode} {attribute}")
    assert "ExportTask" in expected
    assert _job(tmp_path / "Conf", f"Own {attribute}", own) == expected
    (own / "Own.xsl").write_text(stylesheet.replace("></xsl:template>", "><Job/></xsl:template>"), encoding="utf-8")
    assert _job(tmp_path / "Conf", f"Own {attribute}", own) == "<Job/>"
