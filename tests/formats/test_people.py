"""The formats for people: a line a finding, and the lines of the files with a region underlined."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commandline.test_printing import harmless
from formats.samples import ANYTHING, FINDINGS, INFO, OTHER, TEXTS, finding, reported
from unscaffold.findings import Edit, Region, Related
from unscaffold.formats import Look, Reported, render
from unscaffold.formats.cells import cells, cut
from unscaffold.formats.text import message

if TYPE_CHECKING:
    from pathlib import Path

SOME = settings(max_examples=50, deadline=None)


def full(folder: Path, text: str, region: Region, *related: Related, **more: Any) -> str:
    """Return what is shown of a finding in a file with a text."""
    (folder / region.file).write_bytes(text.encode(more.pop("encoding", "utf-8")))
    look = more.pop("look", Look())
    return render(
        "full", reported(finding(INFO, region, *related, values={"value": "it"}, **more), root=folder, look=look)
    )


def lines_of(shown: str) -> str:
    """Return the lines of the file in what is shown of a finding."""
    return "".join(f"{line}\n" for line in shown.splitlines()[3:-1])


# A line a finding


def test_text_is_a_line_a_finding() -> None:
    assert (
        render("text", reported(*FINDINGS))
        == """\
Conf/a b.xml:2:3: error J301 the job 'A' runs like Conf/c.xml:1:1; needed at Conf/c.xml:3:1
Conf/a b.xml:3:1: warning U203 Agent is written {so}: x; did you mean 'X'?
Conf/c.xml:1:1: info J302 nobody runs it
"""
    )


def test_the_severity_is_in_colour() -> None:
    shown = render("text", reported(FINDINGS[2], look=Look(colour=True)))
    assert shown == "Conf/c.xml:1:1: \x1b[34m\x1b[1minfo\x1b[0m J302 nobody runs it\n"


# The lines of the files


def test_full_shows_the_region_what_is_related_and_what_mends_it(tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_text("<b>\n  <c/>\n", "utf-8")
    (tmp_path / "a.xml").write_text("<x>\n  <y a='1'/>\n", "utf-8")
    found = finding(
        OTHER,
        Region("a.xml", 2, 6, 2, 11),
        Related("other", Region("b.xml", 2, 3, 2, 7)),
        Related("needed at", Region("b.xml", 1, 1, 1, 4)),
        values={"job": "A"},
        meant="B",
        generated='Job[@Identifier="A"]',
        edit=Edit(Region("a.xml", 2, 9, 2, 10), "2"),
    )
    assert (
        render("full", reported(found, root=tmp_path))
        == """\
error[J301] the job 'A' runs like b.xml:2:3; needed at b.xml:1:1
 --> a.xml:2:6
  |
2 |   <y a='1'/>
  |      ^^^^^
 --> b.xml:2:3
  |
2 |   <c/>
  |   ----
 --> b.xml:1:1: needed at
  |
1 | <b>
  | ---
  |
  = why: Two of a kind.
  = generated: Job[@Identifier="A"]
  = help: did you mean 'B'?
  = help: write it so
2 -   <y a='1'/>
2 +   <y a='2'/>

"""
    )


@pytest.mark.parametrize(
    ("text", "region", "shown"),
    [
        pytest.param("\ta\tb", (1, 2, 1, 4), "1 |     a    b\n  |     ^^^^^\n", id="tabs"),
        pytest.param("日本 x", (1, 4, 1, 5), "1 | 日本 x\n  |      ^\n", id="wide before it"),
        pytest.param("日本 x", (1, 2, 1, 3), "1 | 日本 x\n  |   ^^\n", id="wide"),
        pytest.param("e\u0301 x", (1, 4, 1, 5), "1 | e\u0301 x\n  |   ^\n", id="marks"),
        pytest.param("\x1b[31m x", (1, 7, 1, 8), "1 | \\x1b[31m x\n  |          ^\n", id="controls"),
        pytest.param("a", (1, 2, 1, 2), "1 | a\n  |  ^\n", id="empty, at the end"),
        pytest.param("", (1, 1, 1, 1), "1 |\n  | ^\n", id="empty, in nothing"),
        pytest.param("a\r\nb\rc", (3, 1, 3, 2), "3 | c\n  | ^\n", id="line ends"),
        pytest.param(
            "<a\n  b=''\n  c=''>",
            (1, 1, 3, 8),
            "1 | <a\n  | ^^\n2 |   b=''\n  |   ^^^^\n3 |   c=''>\n  |   ^^^^^\n",
            id="lines",
        ),
        pytest.param(
            "<a\n b\n c\n d\n e>",
            (1, 1, 5, 4),
            "1 | <a\n  | ^^\n2 |  b\n  |  ^\n...\n5 |  e>\n  |  ^^\n",
            id="many lines",
        ),
    ],
)
def test_the_region_is_underlined(text: str, region: tuple[int, int, int, int], shown: str, tmp_path: Path) -> None:
    assert lines_of(full(tmp_path, text, Region("a.xml", *region))) == shown


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "windows-1252", "iso-8859-15"])
def test_a_file_is_read_in_its_own_encoding(encoding: str, tmp_path: Path) -> None:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>' if encoding[0] in "wi" else ""
    shown = full(tmp_path, f"{declaration}\n<ü é='€'/>", Region("a.xml", 2, 4, 2, 9), encoding=encoding)
    assert lines_of(shown) == "2 | <ü é='€'/>\n  |    ^^^^^\n"


@pytest.mark.parametrize(
    ("written", "region"),
    [
        (None, Region("gone.xml", 1, 1, 1, 2)),
        (b"\xff\xfe\xff", Region("a.xml", 1, 1, 1, 2)),
        (b"<a>", Region("a.xml", 2, 1, 2, 1)),
        (b"<a>", Region("a.xml", 1, 5, 1, 5)),
        (b"<a>", Region("a\0.xml")),
        (b"<a>", Region(".")),
    ],
)
def test_what_cannot_be_shown_is_left_out(written: bytes | None, region: Region, tmp_path: Path) -> None:
    if written:
        (tmp_path / "a.xml").write_bytes(written)
    shown = render("full", reported(finding(INFO, region, values={"value": "it"}), root=tmp_path))
    assert shown.splitlines()[:2] == ["info[J302] nobody runs it", f" --> {region}".replace("\0", "\\x00")]
    assert " |" not in shown


def test_a_long_line_is_cut_around_the_region(tmp_path: Path) -> None:
    text = f"{'a' * 500}<b/>{'c' * 500}"
    shown = lines_of(full(tmp_path, text, Region("a.xml", 1, 501, 1, 505), look=Look(width=60)))
    assert shown == f"1 | …{'a' * 25}<b/>{'c' * 25}…\n  | {' ' * 26}^^^^\n"
    shown = lines_of(full(tmp_path, text, Region("a.xml", 1, 101, 1, 900), look=Look(width=60)))
    assert shown == f"1 | …{'a' * 16}{'a' * 38}…\n  | {' ' * 17}{'^' * 38}\n"


def test_an_edit_that_takes_a_line_out(tmp_path: Path) -> None:
    edit = Edit(Region("a.xml", 1, 3, 2, 8), "")
    shown = full(tmp_path, "<a\n  b='1' c='2'>", Region("a.xml", 2, 3, 2, 8), edit=edit)
    assert shown.splitlines()[-5:] == ["  = help: remove it", "1 - <a", "2 -   b='1' c='2'>", "1 + <a c='2'>", ""]


def test_an_edit_of_many_lines_is_only_told(tmp_path: Path) -> None:
    shown = full(tmp_path, "<a/>", Region("a.xml"), edit=Edit(Region("a.xml"), "\n" * 7))
    assert shown.splitlines()[-2:] == ["  = help: write it so", ""]


def test_colours(tmp_path: Path) -> None:
    edit = Edit(Region("a.xml", 1, 2, 1, 3), "b")
    shown = full(tmp_path, "<a/>", Region("a.xml", 1, 2, 1, 3), edit=edit, look=Look(colour=True))
    assert shown.splitlines()[:5] == [
        "\x1b[34m\x1b[1minfo[J302]\x1b[0m nobody runs it",
        " \x1b[34m\x1b[1m-->\x1b[0m a.xml:1:2",
        "\x1b[34m\x1b[1m  |\x1b[0m",
        "\x1b[34m\x1b[1m1 |\x1b[0m <a/>",
        "\x1b[34m\x1b[1m  |\x1b[0m \x1b[34m\x1b[1m ^\x1b[0m",
    ]
    assert shown.splitlines()[-3:-1] == [
        "\x1b[34m\x1b[1m1\x1b[0m \x1b[31m- <a/>\x1b[0m",
        "\x1b[34m\x1b[1m1\x1b[0m \x1b[32m+ <b/>\x1b[0m",
    ]


def test_a_long_reason_is_wrapped(tmp_path: Path) -> None:
    rule = OTHER._replace(sentence="no", reason="word " * 20)
    shown = render("full", reported(finding(rule, Region("a.xml")), root=tmp_path, look=Look(width=60)))
    assert shown.splitlines()[3:-1] == [f"  = why: {'word ' * 9}word", f"         {'word ' * 9}word"]


@given(st.lists(st.one_of(TEXTS, st.just("word " * 9)), max_size=40).map("".join), st.data(), st.integers(40, 200))
def test_a_line_is_shown_within_its_width_and_does_nothing(line: str, data: st.DataObject, width: int) -> None:
    line = re.sub(r"[\r\n]", "", line)
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    shown = cut(line, start, end, width)
    assert cells(shown.text) <= width + 12
    assert harmless(f"| {shown.text}")
    assert shown.before + shown.marked <= cells(shown.text)


@SOME
@given(ANYTHING)
def test_whatever_was_found_is_shown_in_lines_that_do_nothing(told: Reported) -> None:
    text = render("text", told).split("\n")[:-1]
    assert len(text) == len(told.results)
    assert [line for line in [*text, *render("full", told).split("\n")] if not harmless(line)] == []
    assert [
        line for line, one in zip(text, told.results, strict=True) if not line.endswith(message(one.finding))
    ] == []
