"""The formats that CI systems obey: GitHub's and Azure's commands, read as their agents read them, and Markdown."""

from __future__ import annotations

import re

from hypothesis import given, settings
from markdown_it import MarkdownIt

from commandline.test_printing import harmless
from formats.samples import ANYTHING, CASE, FINDINGS, INFO, OTHER, finding, reported
from unscaffold.findings import Finding, Region
from unscaffold.formats import FAIL_ON, Reported, github_outputs, github_summary, render
from unscaffold.formats.markdown import MOST, document
from unscaffold.formats.text import message
from unscaffold.process import printable

SOME = settings(max_examples=50, deadline=None)
THREE = reported(*FINDINGS, stale=["Out/x.xml"])
NONE = reported()
_GITHUB = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
_AZURE = {"%0D": "\r", "%0A": "\n", "%5D": "]", "%3B": ";", "%AZP25": "%"}


def unescaped(text: str, escapes: dict[str, str]) -> str:
    return re.sub("|".join(escapes), lambda found: escapes[found[0]], text)


def command_of_github(line: str) -> tuple[str, dict[str, str], str] | None:
    """Return the kind, the properties and the message of a command; None for a line that GitHub does not obey."""
    found = re.fullmatch(r"\s*::(\w+) ([^\n]*?)::([^\n]*)", line)
    if not found:
        assert harmless(line)
        return None
    assert harmless(f"{found[1]}{found[2]}{found[3]}")
    pairs = [pair.split("=", 1) for pair in found[2].split(",")]
    return found[1], {name: unescaped(value, _GITHUB) for name, value in pairs}, unescaped(found[3], _GITHUB)


def command_of_azure(line: str) -> tuple[str, dict[str, str], str] | None:
    """Return the name, the properties and the message of a command; None for a line that Azure does not obey."""
    found = re.search(r"##vso\[([\w.]+) ([^\]]*)\](.*)", line)
    if not found:
        assert harmless(line)
        return None
    assert harmless(f"{found[1]}{found[2]}{found[3]}")
    pairs = [pair.split("=", 1) for pair in found[2].split(";") if pair]
    return found[1], {name: unescaped(value, _AZURE) for name, value in pairs}, unescaped(found[3], _AZURE)


# GitHub


def test_github_has_a_command_a_finding_the_most_severe_first() -> None:
    assert (
        render("github", reported(*reversed(FINDINGS)))
        == """\
::error file=Conf/a b.xml,line=2,endLine=2,title=J301 other-job,col=3,endColumn=9::\
the job 'A' runs like Conf/c.xml:1:1; needed at Conf/c.xml:3:1
::warning file=Conf/a b.xml,line=3,endLine=4,title=U203 case::Agent is written {so}: x; did you mean 'X'?
::notice file=Conf/c.xml,line=1,endLine=1,title=J302 idle,col=1,endColumn=1::nobody runs it
"""
    )
    assert render("github", NONE) == ""


def test_what_is_beyond_githubs_ten_of_a_kind_is_counted_and_told_in_lines() -> None:
    many = [finding(INFO, Region("a.xml", number), values={"value": str(number)}) for number in range(1, 13)]
    lines = render("github", reported(*many, FINDINGS[0])).splitlines()
    assert [line.split()[0] for line in lines[:11]] == ["::error", *["::notice"] * 10]
    assert lines[11:] == [
        "2 more, for GitHub shows 10 annotations of a kind; the step summary has them, too:",
        "a.xml:11:1: info J302 nobody runs 11",
        "a.xml:12:1: info J302 nobody runs 12",
    ]


@SOME
@given(ANYTHING)
def test_github_is_told_what_was_found_and_nothing_else(told: Reported) -> None:
    text = render("github", told)
    found = [one for one in map(command_of_github, text.split("\n")[:-1]) if one]
    findings = [one.finding for one in told.results]
    assert {one[0] for one in found} <= {"error", "warning", "notice"}
    for _kind, properties, said in found:
        same = [
            one
            for one in findings
            if printable(one.region.file, "\r\n") == properties["file"] and message(one) == said
        ]
        assert properties["line"] in {str(one.region.line) for one in same}
        assert properties["title"] in {printable(f"{one.code} {one.rule.name}".rstrip()) for one in same}
    shown = sum(min(10, number) for number in (told.counts["error"], told.counts["warning"]))
    assert len(found) == shown + min(10, told.counts["info"] + told.counts["note"])


def test_outputs_of_a_step_say_whether_the_output_is_stale() -> None:
    assert github_outputs(THREE) == "changed=true\nfindings=3\n"
    assert github_outputs(NONE) == github_outputs(reported(stale=[])) == "changed=false\nfindings=0\n"


# Azure


def test_azure_has_an_issue_an_error_or_warning_and_a_line_for_the_rest() -> None:
    assert (
        render("azure", THREE)
        == """\
##vso[task.logissue type=error;sourcepath=Conf/a b.xml;linenumber=2;columnnumber=3;code=J301;]\
the job 'A' runs like Conf/c.xml:1:1; needed at Conf/c.xml:3:1
##vso[task.logissue type=warning;sourcepath=Conf/a b.xml;linenumber=3;columnnumber=1;code=U203;]\
Agent is written {so}: x; did you mean 'X'?
Conf/c.xml:1:1: info J302 nobody runs it
"""
    )
    assert render("azure", NONE) == ""


def test_a_step_of_azure_that_does_not_fail_has_issues_if_there_are_some() -> None:
    completed = "##vso[task.complete result=SucceededWithIssues;]\n"
    assert render("azure", reported(FINDINGS[1])).endswith(f"?\n{completed}")
    assert render("azure", reported(FINDINGS[0], fatal=FAIL_ON["never"])).endswith(f"\n{completed}")
    assert "task.complete" not in render("azure", reported(FINDINGS[1], fatal=FAIL_ON["warning"]))
    assert "task.complete" not in render("azure", reported(FINDINGS[2]))


@SOME
@given(ANYTHING)
def test_azure_is_told_what_was_found_and_nothing_else(told: Reported) -> None:
    lines = [command_of_azure(line) for line in render("azure", told).split("\n")[:-1]]
    issues = [one for one in lines if one and one[0] == "task.logissue"]
    expected = [one.finding for one in told.results if one.finding.severity in {"error", "warning"}]
    assert [(of["sourcepath"], of["type"], said) for _, of, said in issues] == [
        (printable(one.region.file, "\r\n"), one.severity, message(one)) for one in expected
    ]
    assert [one for one in lines if one and one not in issues] in (
        [],
        [("task.complete", {"result": "SucceededWithIssues"}, "")],
    )


# Markdown


def test_markdown_has_counts_and_findings_by_their_files() -> None:
    assert (
        render("markdown", THREE)
        == """\
<!-- unscaffold -->
## unscaffold: failed

| errors | warnings | for information |
|---|---|---|
| 1 | 1 | 1 |

### `Conf/a b.xml`

- **error** `J301`, line 2, column 3: `the job 'A' runs like Conf/c.xml:1:1; needed at Conf/c.xml:3:1`
- **warning** `U203`, line 3, column 1: `Agent is written {so}: x; did you mean 'X'?`

### `Conf/c.xml`

- **info** `J302`, line 1, column 1: `nobody runs it`
"""
    )
    assert render("markdown", NONE) == "<!-- unscaffold -->\n## unscaffold: passed\n\nNothing found.\n"


def test_a_comment_says_what_does_not_fit() -> None:
    many = [finding(OTHER, Region(f"{number}.xml"), values={"job": "ü" * 200}) for number in range(1000)]
    text = render("markdown", reported(*many))
    assert MOST - 1000 < len(text.encode()) <= MOST
    shown = text.count("**error**")
    assert text.endswith(f"`\n\n… and {1000 - shown} more, which do not fit in here\n")
    assert document(reported(*many), 50) == github_summary(reported(*many), -1) == ""
    assert "…" not in github_summary(reported(*many), 1_000_000)


@SOME
@given(ANYTHING)
def test_what_others_wrote_is_code_in_markdown_and_neither_markup_nor_link(told: Reported) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(render("markdown", told))
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "code_inline", "strong_open", "strong_close"}
    assert [token.content for token in tokens if token.type == "html_block"] == ["<!-- unscaffold -->\n"]
    codes = [child.content for child in inline if child.type == "code_inline"]
    assert [code for code in codes if not harmless(f"x{code}")] == []
    assert {written(one.finding) for one in told.results} <= {*map(squeezed, codes)}
    for child in inline:
        if child.type == "text":
            assert re.fullmatch(r"[\w ,:.]*", child.content)


def written(found: Finding) -> str:
    return squeezed(message(found))


def squeezed(text: str) -> str:
    """Return text without the spaces around it, which code in Markdown may have one more or less of."""
    return text.strip(" ")


def test_a_row_of_backticks_stands_between_longer_ones() -> None:
    found = finding(CASE, Region("`a``.xml"), values={"attribute": "`", "value": "x"})
    assert render("markdown", reported(found)).splitlines()[-3:] == [
        "### ``` `a``.xml ```",
        "",
        "- **warning** `U203`, line 1, column 1: `` ` is written {so}: x ``",
    ]
