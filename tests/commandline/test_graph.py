"""The command `graph`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commandline.samples import CONNECTOR, END, JOBS, SETTINGS, START, Run, write

if TYPE_CHECKING:
    from collections.abc import Callable

HR = {"Conf/HR/Jobs.xml": JOBS, "Conf/HR/Connector.xml": CONNECTOR}
NIGHTLY = """\
%%{init: {"flowchart": {"wrappingWidth": 500}}}%%
graph TB
    j0(["HR_Nightly<br/>not scheduled<br/>agent Local"])
  subgraph g1["level 0"]
    t1["ExportTask<br/>…#95;Export"]
  end
  subgraph g2["level 1"]
    t2["SynchronizeTask<br/>…#95;Synchronize"]
  end
  j0 -.-> g1
  g1 -.-> g2
  t1 --> t2
"""
NIGHTLY_DOT = r"""digraph "HR_Nightly" {
  rankdir=TB
  compound=true newrank=true
  node [fontname="sans-serif"]
  graph [fontname="sans-serif" style=rounded]
    j0 [shape=oval label="HR_Nightly\nnot scheduled\nagent Local"]
  subgraph cluster_g1 {
    label="level 0"
    t1 [shape=box label="ExportTask\n…_Export"]
  }
  subgraph cluster_g2 {
    label="level 1"
    t2 [shape=box label="SynchronizeTask\n…_Synchronize"]
  }
  j0 -> t1 [style=dotted lhead=cluster_g1]
  t1 -> t2 [style=dotted ltail=cluster_g1 lhead=cluster_g2]
  t1 -> t2
}
"""
OVERVIEW = """\
%%{init: {"flowchart": {"wrappingWidth": 500}}}%%
graph LR
    c1[("HR")]
  subgraph g1["agent Local"]
    j1["HR_Fast<br/>not scheduled<br/>4 tasks"]
    j2["HR_Nightly<br/>not scheduled<br/>2 tasks"]
  end
  c1 --- j1
  c1 --- j2
"""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["hr_nightly"], NIGHTLY),
        (["HR/Jobs.xml:5"], NIGHTLY),
        (["HR_Nightly", "--markdown"], f"```mermaid\n{NIGHTLY}```\n"),
        (["HR_Nightly", "--format", "dot"], NIGHTLY_DOT),
        ([], OVERVIEW),
        (["--connector", "HR"], OVERVIEW),
    ],
)
def test_graph(arguments: list[str], expected: str, unscaffold: Callable[..., Run]) -> None:
    write(HR)
    assert unscaffold("graph", "Conf", *arguments) == (0, expected, "")


def test_several_graphs_are_a_page_of_markdown_or_a_file_of_dot(unscaffold: Callable[..., Run]) -> None:
    write(HR)
    page = unscaffold("graph", "Conf", "--all", "--markdown")
    assert (page.code, page.err) == (0, "")
    assert page.out.startswith(f"## `Jobs by connector`\n\n```mermaid\n{OVERVIEW}```\n\n## `HR_Fast`\n\n```mermaid\n")
    assert page.out.endswith(f"```\n\n## `HR_Nightly`\n\n```mermaid\n{NIGHTLY}```\n")
    dot = unscaffold("graph", "Conf", "--all", "--format", "dot")
    assert dot.out.count("digraph ") == 3
    assert dot.out.endswith(NIGHTLY_DOT)


WAYS = "say --markdown for a page of them, --connector NAME for a part, or --format dot"
INSIDE = f"{Path('Conf/out.md')} would be a part of the configuration"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--all"], f"error: these are 3 graphs, and Mermaid has one in a file; {WAYS}\n"),
        (["HR_Nightly", "--all"], "Error: name a JOB, or say --all, not both\n"),
        (["--markdown", "--format", "dot"], "Error: --markdown is for Mermaid only; no forge draws DOT\n"),
        (["--split", "--connector", "HR"], "Error: say --split or --connector, not both\n"),
        (
            ["--connector", "HRs"],
            "error: nothing that is to be drawn works on a connector 'HRs'; did you mean 'HR'?\n  HR\n",
        ),
        (["-o", "Conf/out.md"], f"error: {INSIDE}; name a file outside of Conf\n"),
    ],
)
def test_what_cannot_be_drawn_is_refused(arguments: list[str], sentence: str, unscaffold: Callable[..., Run]) -> None:
    write(HR)
    run = unscaffold("graph", "Conf", *arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err.endswith(sentence)


def test_graph_into_a_file(unscaffold: Callable[..., Run]) -> None:
    write(HR)
    assert unscaffold("graph", "Conf", "HR_Nightly", "-o", "graph.mmd") == (0, "", "")
    assert Path("graph.mmd").read_bytes() == NIGHTLY.encode()


def test_titles_are_text(unscaffold: Callable[..., Run]) -> None:
    job = '<Job Identifier="`a`&#10;## b|&lt;i>"><CleanDataBase Identifier="C"/></Job><Job/>'
    write({"Conf/Jobs.xml": f"{START}{job}{END}"})
    page = unscaffold("graph", "Conf", "--all", "--markdown").out
    assert [line for line in page.splitlines() if line.startswith("#")] == [
        "## `Jobs by connector`",
        "## <code>&#96;a&#96;&#92;n&#35;&#35;&#32;b&#124;&#60;i&#62;</code>",
        "## (no name)",
    ]


def test_without_jobs_the_graph_is_empty(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Settings.xml": SETTINGS})
    empty = '%%{init: {"flowchart": {"wrappingWidth": 500}}}%%\ngraph LR\n'
    assert unscaffold("graph", "Conf") == (0, empty, "")
    assert unscaffold("graph", "Conf", "--split", "--markdown") == (0, f"```mermaid\n{empty}```\n", "")


def test_errors_are_told_and_what_is_there_is_drawn(unscaffold: Callable[..., Run]) -> None:
    write({**HR, "Conf/Bad.xml": f'{START}<CreateConnectorSynchroComplete Connector="RH"/>{END}'})
    run = unscaffold("graph", "Conf")
    assert (run.code, run.out) == (1, OVERVIEW)
    assert run.err.count("\n") == 1
    assert "error U310" in run.err
