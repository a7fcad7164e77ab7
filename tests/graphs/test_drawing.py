"""Graphs as the real tools draw them: Mermaid in a browser, with the limits of GitHub, and Graphviz."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from graphs.drawn import HOSTILE
from graphs.tools import drawn_by_graphviz, drawn_by_mermaid
from processors import ROOT
from unscaffold.graphs import Wanted, as_dot, as_mermaid, draw
from unscaffold.graphs.graph import Graph, Group, Node
from unscaffold.graphs.labels import shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FIRST = '%%{init: {"flowchart": {"wrappingWidth": 500}}}%%\n'  # which Mermaid takes off before it counts
CONTOSO = ROOT / "samples" / "contoso" / "Conf"


def squeezed(texts: Iterable[str]) -> str:
    """Return lines without spaces, which SVG and HTML show in their own ways."""
    return "".join("".join(text.split()) for text in texts)


def nodes(graph: Graph) -> dict[str, str]:
    return {node.key: squeezed(map(shown, node.lines)) for node in graph.nodes}


def groups(graph: Graph) -> dict[str, str]:
    return {group.key: squeezed([shown(group.title)]) for group in graph.groups if group.title}


def read(texts: dict[str, str]) -> dict[str, str]:
    return {key: squeezed([text]).replace("\u2060", "") for key, text in texts.items()}


def as_graphviz_has_them(graph: Graph) -> list[str]:
    firsts = [group.nodes[0].key for group in graph.groups]
    then = pairwise(firsts) if graph.is_ordered else ()
    return sorted({f"{one}->{other}" for one, other in (*then, *graph.arrows)})


def as_mermaid_has_them(graph: Graph) -> list[str]:
    ends = [group.key if group.title else group.nodes[0].key for group in graph.groups]
    then = pairwise(ends) if graph.is_ordered else ()
    return sorted(f"L_{one}_{other}_0" for one, other in (*then, *graph.arrows))


def hostile() -> Graph:
    """Return a graph whose tasks, levels and connectors all have hostile names."""
    start = Group("g0", "", [Node("j0", "start", (*HOSTILE[:3],))])
    levels = [
        Group(f"g{number}", name, [Node(f"t{number}", "task", (name, "Task", name), is_outside=number % 2 == 0)])
        for number, name in enumerate(HOSTILE, 1)
    ]
    arrows = [(f"t{number}", f"t{number + 2}") for number in range(1, len(HOSTILE) - 1)]
    return Graph("\n".join(HOSTILE), [start, *levels], arrows, is_ordered=True)


@pytest.fixture(scope="module")
def drawn_graphs() -> list[Graph]:
    """Return the overview of a sample, some of its jobs, one in parts, and a hostile graph."""
    overview, *jobs = draw(CONTOSO, Wanted(each=True)).graphs
    some = [job for job in jobs if job.title in {"HR_Complete", "InitializationJob", "AD_VirtualJob"}]
    parts = draw(CONTOSO, Wanted("Local_Synchronize_Complete", is_split=True)).graphs
    return [overview, *some, *parts, hostile()]


def test_mermaid_draws_each_text_and_each_line(drawn_graphs: list[Graph], tmp_path: Path) -> None:
    drawn = drawn_by_mermaid([as_mermaid(graph) for graph in drawn_graphs], tmp_path)
    assert [one.failure for one in drawn] == [""] * len(drawn_graphs)
    assert [read(one.nodes) for one in drawn] == [*map(nodes, drawn_graphs)]
    assert [read(one.groups) for one in drawn] == [*map(groups, drawn_graphs)]
    assert [sorted(one.edges) for one in drawn] == [*map(as_mermaid_has_them, drawn_graphs)]
    assert {element for one in drawn for element in one.elements} == {"br", "div", "p", "span"}
    assert sum(one.links for one in drawn) == 0


def test_graphviz_draws_each_text_and_each_line(drawn_graphs: list[Graph]) -> None:
    drawn = drawn_by_graphviz("".join(map(as_dot, drawn_graphs)))
    assert [read(one.nodes) for one in drawn] == [*map(nodes, drawn_graphs)]
    assert [read(one.groups) for one in drawn] == [*map(groups, drawn_graphs)]
    assert [sorted(one.edges) for one in drawn] == [*map(as_graphviz_has_them, drawn_graphs)]


def test_mermaid_refuses_what_is_taken_to_be_too_large(tmp_path: Path) -> None:
    tasks = [Node(f"t{number}", "task", ("E",)) for number in range(60)]
    pairs = [(one.key, other.key) for one in tasks[:30] for other in tasks[30:]]
    graphs = [Graph("", [Group("g0", "", tasks)], pairs[:count], is_ordered=False) for count in (500, 501)]
    small = as_mermaid(graphs[0])
    rest = 50_000 - len(small.removeprefix(FIRST))
    padded = [f"{small}  x{'x' * (rest - 4 + more)}\n" for more in (0, 1)]
    most, edges, full, characters = drawn_by_mermaid([*map(as_mermaid, graphs), *padded], tmp_path)
    assert (most.failure, len(most.edges), full.failure, len(full.edges)) == ("", 500, "", 500)
    assert "Edge limit exceeded" in edges.failure
    assert [*characters.nodes.values()] == ["Maximum text size in diagram exceeded"]
