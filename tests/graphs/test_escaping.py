"""Names in graphs: whatever they hold, they are text, and the graph is the same."""

from __future__ import annotations

import pytest
from hypothesis import given

from graphs.drawn import HOSTILE, job_graphs, overviews
from graphs.structures import of_dot, of_mermaid, structure
from unscaffold.graphs import as_dot, as_mermaid
from unscaffold.graphs.graph import Graph, Group, Node


@given(job_graphs() | overviews())
def test_mermaid_says_what_the_graph_says(graph: Graph) -> None:
    assert of_mermaid(as_mermaid(graph)) == structure(graph)


@given(job_graphs() | overviews())
def test_dot_says_what_the_graph_says(graph: Graph) -> None:
    assert of_dot(as_dot(graph)) == structure(graph)


def _alone(text: str) -> Graph:
    return Graph("", [Group("g0", text, [Node("t1", "task", (text,))])], [], is_ordered=True)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_syntax_is_text(text: str) -> None:
    graph = _alone(text)
    assert of_mermaid(as_mermaid(graph)) == of_dot(as_dot(graph)) == structure(graph)


@pytest.mark.parametrize(
    ("text", "mermaid", "dot"),
    [
        ("HR_Export, 1 é", "HR_Export, 1 é", "HR_Export, 1 é"),
        ("_a__b_", "#95;a#95;#95;b#95;", "_a__b_"),
        ("  a ", "#32;#32;a#32;", "  a "),
        ('a"b', "a#34;b", r"a\"b"),
        ("a\\", "a#92;", r"a\\"),
        ("a\nb", "a#92;#8288;nb", r"a\\nb"),
        ("&lt;", "#38;lt#59;", "&amp;lt;"),
        ("<b>", "#60;b#62;", "<b>"),
        ("1. end", "1#46; end", "1. end"),
        ("%%{", "#37;#37;#123;", "%%{"),
        ("\U0001d400", "#119808;", "\U0001d400"),
        ("x" * 200, "x" * 40 + "…" + "x" * 79, "x" * 40 + "…" + "x" * 79),
    ],
)
def test_how_a_name_is_written(text: str, mermaid: str, dot: str) -> None:
    assert f'    t1["{mermaid}"]\n' in as_mermaid(_alone(text))
    assert f'    t1 [shape=box label="{dot}"]\n' in as_dot(_alone(text))
