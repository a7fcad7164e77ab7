"""Comments that ignore findings: of which element, of which rules, and what is said of those without an effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold import check, expand_in_memory
from unscaffold.findings import Ignored
from unscaffold.markup import NAMESPACE
from unscaffold.options import Options

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("few_rules")
AGENT = '<Agent Identifier="Local" URI=""/>'
J214 = '<FulfillTask Identifier="{}"/>'  # names nothing that it fulfills
J215 = '<ExportTask Identifier="{}" Agent="Local"/>'  # names no connection


def ignore(codes: str) -> str:
    return f"<!-- unscaffold: ignore {codes} because it is so -->"


def document(*content: str, head: str = "") -> str:
    return "\n".join([f'{head}<ConfigurationFile xmlns="{NAMESPACE}">', AGENT, *content, "</ConfigurationFile>"])


def told(folder: Path, *content: str, head: str = "", options: Options | None = None) -> list[str]:
    """Return what `check` tells of a file: line and code of each finding."""
    (folder / "A.xml").write_text(document(*content, head=head), "utf-8")
    found = check(folder, options or Options()).findings
    return [f"{one.region.line} {one.code}" for one in found if one.code in {"J214", "J215"} or one.code[:2] == "U7"]


def test_a_comment_is_for_the_element_that_follows_and_for_no_other(tmp_path: Path) -> None:
    content = (J214.format("A"), ignore("J214"), J214.format("B"), J214.format("C"))
    assert told(tmp_path, *content) == ["3 J214", "6 J214"]
    assert check(tmp_path).ignored == Ignored(comments=1)


def test_several_comments_stand_above_each_other_and_one_has_several_codes(tmp_path: Path) -> None:
    job = f'<Job Identifier="J">{J214.format("A")}{J215.format("B")}</Job>'
    assert told(tmp_path, ignore("J215"), "<!-- as agreed -->", ignore("j214"), job) == []
    assert told(tmp_path, ignore("J214,J215"), job) == []
    assert told(tmp_path, ignore("J214 J215"), job) == []
    assert told(tmp_path, job) == ["3 J214", "3 J215"]


def test_a_comment_in_an_element_is_for_what_follows_there(tmp_path: Path) -> None:
    job = f'<Job Identifier="J">\n{J214.format("A")}\n{ignore("J214")}\n{J214.format("B")}\n</Job>'
    assert told(tmp_path, job) == ["4 J214"]


def test_of_comments_around_each_other_the_innermost_has_the_effect(tmp_path: Path) -> None:
    job = f'<Job Identifier="J">{ignore("J214")}{J214.format("A")}</Job>'
    assert told(tmp_path, ignore("J214"), job) == ["3 U706"]
    assert told(tmp_path, ignore("J214"), ignore("J214"), J214.format("A")) == ["4 U706"]


def test_a_comment_before_the_root_is_for_the_file(tmp_path: Path) -> None:
    (tmp_path / "B.xml").write_text(document(J214.format("Other")), "utf-8")
    content = (J214.format("A"), f'<Job Identifier="J">{J214.format("B")}</Job>')
    head = f'<?xml version="1.0"?>{ignore("J214")}'
    assert told(tmp_path, *content, head=head) == ["3 J214"]
    assert check(tmp_path).ignored == Ignored(comments=2)


CONNECTOR = (
    '<Connector Identifier="HR"/><Connection Identifier="File" Connector="HR" Package="Usercube.CSV@0000001"/>'
    '<EntityAssociationMapping Identifier="Links" Connector="HR"/>'
)
OFTEN = '<CronTabExpression CronTab="*/15 * * * *"/>'


def scaffolding(*content: str) -> str:
    return "\n".join(
        [
            '<CreateConnectorSynchroComplete Connector="HR" OldAlgorithm="true">',
            *content,
            "</CreateConnectorSynchroComplete>",
        ]
    )


def often(folder: Path, *content: str) -> list[tuple[int, str]]:
    """Return what is told of a scaffolding whose job runs too often, of what it does not know, and of comments."""
    (folder / "A.xml").write_text(document(CONNECTOR, *content), "utf-8")
    found = check(folder).findings
    return [(one.region.line, one.code) for one in found if one.code.startswith(("J1", "U3", "U7"))]


def test_a_scaffolding_s_comment_covers_what_it_generates_and_an_argument_s_what_that_causes(tmp_path: Path) -> None:
    broken = often(tmp_path, scaffolding(OFTEN))
    assert {line for line, _ in broken} == {4, 5}
    codes, of_argument = sorted({code for _, code in broken}), sorted({code for line, code in broken if line == 5})
    assert often(tmp_path, ignore(", ".join(codes)), scaffolding(OFTEN)) == []
    left = often(tmp_path, scaffolding(ignore(", ".join(of_argument)), OFTEN))
    assert left == [(line, code) for line, code in broken if line == 4]


def test_expand_says_nothing_of_rules_that_it_does_not_ask(tmp_path: Path) -> None:
    words = "J203, J999, no-such-rule, U313, U999"
    (tmp_path / "A.xml").write_text(document(ignore(words), J215.format("A")), "utf-8")
    found = [str(one).partition(" warning ")[2] for one in expand_in_memory(tmp_path).findings]
    lists = "which is no code of a rule; write a whole code, such as J203; unscaffold rule lists them"
    assert found == [
        f"U703 the comment ignores 'U999', {lists}",
        "U706 the comment ignores U313, which is not found here any more; take that out",
    ]
    found = [str(one).partition(" warning ")[2] for one in check(tmp_path).findings if one.code == "U703"]
    assert found == [f"U703 the comment ignores 'J999' (and 2 more), {lists}"]


@pytest.mark.parametrize(
    "options",
    [
        Options(select=("U",)),
        Options(ignore=("J214",)),
        Options(ignore_in=(("*.xml", ("J2",)),)),
        Options(ignore=("U706",)),
    ],
)
def test_nothing_is_said_of_comments_on_rules_that_are_not_selected(options: Options, tmp_path: Path) -> None:
    assert told(tmp_path, ignore("J214"), J215.format("A"), options=options)[-1:] != ["3 U706"]


def test_the_code_of_the_rule_that_is_named_is_the_example(tmp_path: Path) -> None:
    (tmp_path / "A.xml").write_text(document(ignore("fulfill-nothing"), J214.format("A")), "utf-8")
    (found,) = (one for one in check(tmp_path).findings if one.code == "U703")
    assert "'fulfill-nothing', which is no code of a rule; write a whole code, such as J214;" in found.sentence


def test_an_error_of_the_expansion_is_not_ignored_and_keeps_comments_from_being_called_idle(tmp_path: Path) -> None:
    wrong = '<CreateConnectorSynchroComplete Connector="Nowhere"/>'
    head = ignore("U310, J214")
    (tmp_path / "A.xml").write_text(document(ignore("U310"), wrong, head=head), "utf-8")
    found = check(tmp_path).findings
    assert [(one.region.line, one.code, one.severity) for one in found if one.code != "U319"] == [
        (1, "U704", "warning"),
        (3, "U704", "warning"),
        (4, "U310", "error"),
    ]


def test_an_error_of_a_rule_is_ignored(tmp_path: Path) -> None:
    assert told(tmp_path, ignore("J214"), J214.format("A"), options=Options(strict=True)) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_comments_are_found_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    head = '<?xml version="1.0" encoding="iso-8859-1"?>' if encoding == "iso-8859-1" else ""
    text = document(ignore("J214").replace("it is so", "c'est arrêté"), J214.format("é"), head=head)
    (tmp_path / "A.xml").write_bytes(text.encode(encoding))
    assert check(tmp_path).ignored == Ignored(comments=1)


def test_what_is_no_comment_ignores_nothing(tmp_path: Path) -> None:
    text = f"<A><![CDATA[{ignore('J214')}]]></A>"
    attribute = f"<A B='{ignore('J214').replace('<', '&lt;')}'/>"
    assert told(tmp_path, text, attribute, J214.format("A")) == ["5 J214"]


def test_comments_of_a_context_are_not_heeded(tmp_path: Path) -> None:
    for folder, comment in (("Conf", "J214"), ("Context", "U999")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "A.xml").write_text(document(ignore(comment), J214.format(folder)), "utf-8")
    found = check(tmp_path / "Conf", Options(context=(tmp_path / "Context",)))
    assert [one.code for one in found.findings if one.code.startswith("U7")] == []
    assert found.ignored == Ignored(comments=1)


def test_a_comment_may_ignore_what_is_said_of_comments(tmp_path: Path) -> None:
    head = ignore("U701, U706")
    assert told(tmp_path, "<!-- unscaffold: see the page of the team -->", ignore("J203"), AGENT, head=head) == []


def test_ten_thousand_comments(tmp_path: Path) -> None:
    tasks = [f"{ignore('J214, J215')}{J214.format(number)}" for number in range(5_000)]
    expected = ["3 U706"] * 4_999 + ["4 U706"] + [f"{line} U706" for line in range(4, 5_004)]
    assert told(tmp_path, ignore("J214") * 5_000, *tasks) == expected
