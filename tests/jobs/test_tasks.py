"""Jobs as text: their identifiers, and the one form that Saxon's and lxml's is brought into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from unscaffold import expand_in_memory
from unscaffold.commandline import main
from unscaffold.jobs import identified, level_of
from unscaffold.markup import NAMESPACE, parsed, serialized

if TYPE_CHECKING:
    from pathlib import Path


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


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    """A generated job and one written by hand, each with a line break and a next line in its identifier."""
    scaffolding = '<CreateConnectorSynchroComplete Connector="C" JobIdentifier="a&#10;&#133;b"/>'
    (tmp_path / "Conf.xml").write_text(
        f"""\
<ConfigurationFile xmlns="{NAMESPACE}">
  <Agent Identifier="A" URI=""/>
  <Connector Identifier="C" Agent="A"/>
  {scaffolding}
  <Job Identifier="hand&#10;written"><FulfillTask Identifier="F" Level="{"9" * 5_000}"/></Job>
</ConfigurationFile>
""",
        encoding="utf-8",
    )
    return tmp_path


def test_a_job_whose_identifier_has_line_breaks_collides(conf: Path) -> None:
    copy = (conf / "Conf.xml").read_text("utf-8").replace("  <Agent", "  <Job Identifier='A&#xA;&#x85;b'/>\n  <Agent")
    (conf / "Conf.xml").write_text(copy, encoding="utf-8")
    (found,) = expand_in_memory(conf).errors
    assert (found.code, found.region.line) == ("U202", 5)


@pytest.mark.parametrize(
    ("job", "code", "last"),
    [("a\n\x85b", 0, ""), ("hand\nwritten", 0, ""), ("a&#10;b", 2, "error: the configuration has no job 'a&#10;b'")],
)
def test_steps_of_a_job_whose_identifier_has_line_breaks(job: str, code: int, last: str, conf: Path) -> None:
    result = CliRunner().invoke(main, ["steps", str(conf), job])
    assert (result.exit_code, result.stderr[: len(last)]) == (code, last)


def test_a_line_of_five_thousand_digits_is_none(conf: Path) -> None:
    result = CliRunner().invoke(main, ["slice", str(conf), f"Conf.xml:{'9' * 5_000}"])
    assert result.exit_code == 2
    where = f"{conf / 'Conf.xml'}:{'9' * 10}"
    assert result.stderr.startswith(f"error: {where} has no scaffolding; name one as FILE:LINE, of\n  Conf.xml:4  ")
    padded = CliRunner().invoke(main, ["slice", str(conf), f"Conf.xml:{'0' * 5_000}4"])
    assert padded.exit_code == 0
