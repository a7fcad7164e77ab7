"""A graph as Mermaid, which GitHub, GitLab and many editors draw; "graph" is what the others understand, too.

What others wrote stands between quotes, with all that is neither letter nor digit as an entity of Mermaid's, such as
#34; for a quote: so it is no syntax of Mermaid's, no Markdown and no HTML, which are read there one after the other.
Mermaid then looks for a few more signs, behind whose first character stands one that is not seen and joins words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unscaffold.graphs.labels import shown
from unscaffold.graphs.part import Limit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.graphs.graph import Arrow, Graph, Group, Node

# What is neither letter nor digit, and nothing but itself to Mermaid and to Markdown, where it stands between others.
_PLAIN = re.compile(r"(?<=[^\W_])_(?=[^\W_])|(?<=\S) (?=\S)|[,…]")
# What Mermaid still obeys when it has read the entities: breaks, formulas, icons, and its own marks of entities.
_OBEYED = re.compile(r"\\(?=n)|\$(?=\$)|#(?=br#)|:(?=fa-)|ﬂ(?=°)|¶(?=ß)")
_JOINER = "\u2060"
_SHAPES = {"start": ("([", "])"), "task": ("[", "]"), "connector": ("[(", ")]"), "job": ("[", "]")}
_EDGES = 500  # Mermaid's own limits, maxEdges and maxTextSize, which no diagram can raise
_CHARACTERS = 50_000
_WIDE = '%%{init: {"flowchart": {"wrappingWidth": 500}}}%%'  # or identifiers break after their first characters
_FRAME = 200  # of these, for the lines that say nothing of a node, a group or an arrow


def as_mermaid(graph: Graph) -> str:
    """Return a graph as a graph of Mermaid's."""
    return "".join(f"{text}\n" for text in _lines(graph))


def fits(graph: Graph) -> bool:
    """Return whether a graph is small enough to be drawn where Mermaid's limits are what they are by default."""
    return graph.edges <= _EDGES and len(as_mermaid(graph)) <= _CHARACTERS


def limit() -> Limit:
    """Return what a part of a graph may have, to be as small as that."""
    return Limit(
        _EDGES,
        _CHARACTERS - _FRAME,
        lambda node: len(_node(node)) + len(_class(node)) + 2,
        lambda group: len(_box(group)) + len("\n  end\n") + len(_then(group, group)) + 1,
        lambda arrow: len(_arrow(arrow, "-->")) + 1,
    )


def _lines(graph: Graph) -> Iterator[str]:
    yield _WIDE
    yield "graph TB" if graph.is_ordered else "graph LR"
    for group in graph.groups:
        yield from _group(group)
    if graph.is_ordered:
        yield from (_then(*pair) for pair in zip(graph.groups, graph.groups[1:], strict=False))
    yield from (_arrow(arrow, "-->" if graph.is_ordered else "---") for arrow in graph.arrows)
    outside = [node for node in graph.nodes if node.is_outside]
    if outside:
        yield "  classDef outside stroke-dasharray:4"
        yield from map(_class, outside)


def _group(group: Group) -> Iterator[str]:
    if group.title:
        yield _box(group)
    yield from map(_node, group.nodes)
    if group.title:
        yield "  end"


def _box(group: Group) -> str:
    return f"  subgraph {group.key}[{_quoted([group.title])}]"


def _node(node: Node) -> str:
    before, after = _SHAPES[node.kind]
    return f"    {node.key}{before}{_quoted(node.lines)}{after}"


def _then(before: Group, after: Group) -> str:
    """Return the line between two groups, which begins or ends at the node where that is alone and has no box."""
    ends = (group.key if group.title else group.nodes[0].key for group in (before, after))
    return "  " + " -.-> ".join(ends)


def _arrow(arrow: Arrow, line: str) -> str:
    return f"  {arrow[0]} {line} {arrow[1]}"


def _class(node: Node) -> str:
    return f"  class {node.key} outside"


def _quoted(lines: Iterable[str]) -> str:
    idle = (_OBEYED.sub(rf"\g<0>{_JOINER}", shown(text)) for text in lines)
    return f'"{"<br/>".join(map(_escaped, idle))}"'


def _escaped(text: str) -> str:
    kept = {match.start() for match in _PLAIN.finditer(text)}
    return "".join(c if at in kept or _is_plain(c) else f"#{ord(c)};" for at, c in enumerate(text))


def _is_plain(character: str) -> bool:
    """Return whether a character is a letter or digit, and counts as one character in JavaScript, too."""
    return character.isalnum() and character <= "\uffff"
