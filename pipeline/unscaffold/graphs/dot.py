"""A graph in DOT, the language of Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.graphs.labels import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.graphs.graph import Graph, Group, Node

_SHAPES = {"start": "oval", "task": "box", "connector": "cylinder", "job": "box"}
# Between quotes, a backslash begins an escape sequence, and an ampersand an entity of HTML.
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "&": "&amp;"})


def as_dot(graph: Graph) -> str:
    """Return a graph as a digraph of DOT's."""
    return "".join(f"{text}\n" for text in _lines(graph))


def _lines(graph: Graph) -> Iterator[str]:
    yield f"digraph {_quoted([graph.title])} {{"
    yield f"  rankdir={'TB' if graph.is_ordered else 'LR'}"
    yield "  compound=true newrank=true"
    yield '  node [fontname="sans-serif"]'
    yield '  graph [fontname="sans-serif" style=rounded]'
    for group in graph.groups:
        yield from _group(group, is_rank=graph.is_ordered)
    if graph.is_ordered:
        yield from map(_then, graph.groups, graph.groups[1:])
    yield from (f"  {one} -> {other}{'' if graph.is_ordered else ' [dir=none]'}" for one, other in graph.arrows)
    yield "}"


def _group(group: Group, *, is_rank: bool) -> Iterator[str]:
    if group.title:
        yield f"  subgraph cluster_{group.key} {{"
        yield f"    label={_quoted([group.title])}"
    yield from map(_node, group.nodes)
    if is_rank and group.nodes[1:]:
        yield f"    {{ rank=same {' '.join(node.key for node in group.nodes)} }}"
    if group.title:
        yield "  }"


def _node(node: Node) -> str:
    dashed = " style=dashed" if node.is_outside else ""
    return f"    {node.key} [shape={_SHAPES[node.kind]} label={_quoted(node.lines)}{dashed}]"


def _then(before: Group, after: Group) -> str:
    """Return the line between two groups: from box to box, or to the node where that is alone and has no box."""
    boxes = [f"ltail=cluster_{before.key}"] if before.title else []
    boxes += [f"lhead=cluster_{after.key}"] if after.title else []
    return f"  {before.nodes[0].key} -> {after.nodes[0].key} [style=dotted {' '.join(boxes)}]"


def _quoted(lines: Iterable[str]) -> str:
    return '"' + r"\n".join(shown(text).translate(_ESCAPES) for text in lines) + '"'
