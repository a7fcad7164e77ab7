"""Graphs in parts: nothing is lost, and each part is as small as its readers need it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.drawn import job_graphs
from unscaffold.graphs import as_mermaid
from unscaffold.graphs.graph import Graph, Group, Node
from unscaffold.graphs.mermaid import fits, limit
from unscaffold.graphs.part import Limit
from unscaffold.graphs.splitting import Parts

FEW = Limit(4, 1000, lambda _: 100, lambda _: 10, lambda _: 1)


def parts_of(graph: Graph, most: Limit | None) -> list[Graph]:
    parts = Parts(graph, most)
    return [part for connector in parts.connectors for part in parts.of(connector)]


@given(job_graphs(), st.sampled_from([None, FEW, limit()]))
def test_every_task_and_every_arrow_stands_in_a_part(graph: Graph, most: Limit | None) -> None:
    parts = parts_of(graph, most)
    own = {node.key for part in parts for node in part.nodes if node.kind == "task" and not node.is_outside}
    assert own == {node.key for node in graph.nodes if node.kind == "task"}
    assert {arrow for part in parts for arrow in part.arrows} == {*graph.arrows}
    inside = {node.key: node for node in graph.nodes}
    for part in parts:
        keys = [node.key for node in part.nodes]
        assert [node._replace(is_outside=False) for node in part.nodes] == [inside[key] for key in keys]
        assert {end for arrow in part.arrows for end in arrow} <= {*keys}
        assert keys[0] == "j0"
        assert len({*part.arrows}) == len(part.arrows)


@given(job_graphs(most=20))
def test_no_part_has_more_than_the_limit_allows(graph: Graph) -> None:
    sizes = [
        (part.edges, sum(100 for _ in part.nodes) + 10 * len(part.groups) + len(part.arrows))
        for part in parts_of(graph, FEW)
    ]
    assert [one for one in sizes if one[0] > 4 or one[1] > 1000] == []


GRAPH = Graph(
    "J",
    [
        Group("g0", "", [Node("j0", "start", ("J",))]),
        Group("g1", "level 0", [Node("t1", "task", ("E",), ("AD",)), Node("t2", "task", ("E",), ("HR",))]),
        Group("g2", "level 1", [Node("t3", "task", ("S",), ("AD", "HR")), Node("t4", "task", ("S",), ("HR",))]),
        Group("g3", "level 2", [Node("t5", "task", ("F",)), Node("t6", "task", ("F",), ("SAP", "X"))]),
    ],
    [("t1", "t3"), ("t2", "t3"), ("t2", "t4"), ("t3", "t5"), ("t1", "t6")],
    is_ordered=True,
)


def told(graph: Graph) -> tuple[str, list[str], list[str]]:
    """Return the title of a part, the groups and nodes that it has, those outside in brackets, and its arrows."""
    nodes = [
        f"{group.key}: " + " ".join(f"({node.key})" if node.is_outside else node.key for node in group.nodes)
        for group in graph.groups
    ]
    return graph.title, nodes, [" > ".join(arrow) for arrow in graph.arrows]


def test_a_part_has_the_arrows_of_its_connector_or_those_of_no_other() -> None:
    assert [*map(told, parts_of(GRAPH, None))] == [
        ("J, connector AD", ["g0: j0", "g1: t1", "g2: t3"], ["t1 > t3"]),
        ("J, connector HR", ["g0: j0", "g1: t2", "g2: t3 t4"], ["t2 > t3", "t2 > t4"]),
        ("J, without a connector", ["g0: j0", "g2: (t3)", "g3: t5"], ["t3 > t5"]),
        ("J, connector SAP", ["g0: j0", "g1: (t1)", "g3: t6"], ["t1 > t6"]),
        ("J, connector X", ["g0: j0", "g3: t6"], []),
    ]


def test_a_part_that_is_too_large_is_cut() -> None:
    most = FEW._replace(edges=3)
    assert [told(part) for part in Parts(GRAPH, most).of("HR")] == [
        ("J, connector HR (1 of 2)", ["g0: j0", "g1: t2", "g2: t3"], ["t2 > t3"]),
        ("J, connector HR (2 of 2)", ["g0: j0", "g1: (t2)", "g2: t4"], ["t2 > t4"]),
    ]


def test_a_job_of_many_connectors_is_no_larger_in_parts() -> None:
    connectors = [Node(f"c{number}", "connector", (f"C{number}",), (f"C{number}",)) for number in range(1000)]
    job = Node("j1", "job", ("J",), tuple(f"C{number}" for number in range(1000)))
    arrows = [(one.key, job.key) for one in connectors]
    parts = parts_of(
        Graph("", [Group("g0", "", connectors), Group("g1", "", [job])], arrows, is_ordered=False), limit()
    )
    assert [(len([*part.nodes]), part.arrows) for part in parts] == [(2, [arrow]) for arrow in arrows]


def _large(tasks: int, arrows: int, name: str) -> Graph:
    """Return a graph whose second half waits for its first."""
    nodes = [Node(f"t{number}", "task", (name, name, name)) for number in range(tasks)]
    half = tasks // 2
    levels = [Group("g0", name, nodes[:half]), Group("g1", name, nodes[half:])]
    pairs = [(one.key, other.key) for one in nodes[:half] for other in nodes[half:]]
    return Graph("", levels, pairs[:arrows], is_ordered=True)


@pytest.mark.parametrize(
    ("graph", "is_small"),
    [
        (_large(50, 499, "a"), True),
        (_large(50, 500, "a"), False),
        (_large(1000, 1, "a" * 3), True),
        (_large(1000, 1, "a" * 30), False),
        (_large(20, 1, "<" * 1000), True),
        (_large(50, 1, "<" * 1000), False),
    ],
    ids=["499 arrows", "500 arrows", "1000 tasks", "long names", "few odd names", "odd names"],
)
def test_whatever_is_too_large_for_mermaid_is_not_when_it_is_split(graph: Graph, is_small: bool) -> None:
    assert fits(graph) == is_small
    parts = parts_of(graph, limit())
    assert [part for part in parts if part.edges > 500 or len(as_mermaid(part).encode("utf-16-le")) > 100_000] == []
    assert is_small or len(parts) > 1
    assert sum(len(part.arrows) for part in parts) == len(graph.arrows)
