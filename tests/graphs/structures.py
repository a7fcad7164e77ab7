"""What a graph says, and the same as Mermaid and DOT say it, read by their grammars as far as we write them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.graphs.labels import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unscaffold.graphs.graph import Graph

Node = tuple[str, str, list[str], bool]


class Structure(NamedTuple):
    """A graph: its groups with their titles and nodes, the lines between groups, the arrows."""

    is_ordered: bool
    groups: list[tuple[str, list[Node]]]
    then: list[tuple[str, str]]
    arrows: list[tuple[str, str]]


def structure(graph: Graph) -> Structure:
    """Return what a graph says; the nodes without a box count as one group, or, in order, as one each."""
    groups = [
        (
            shown(group.title),
            [(node.key, _SHAPE[node.kind], [*map(shown, node.lines)], node.is_outside) for node in group.nodes],
        )
        for group in graph.groups
    ]
    ends = [group.key if group.title else group.nodes[0].key for group in graph.groups]
    then = [*pairwise(ends)] if graph.is_ordered else []
    return Structure(graph.is_ordered, groups, then, graph.arrows)


_SHAPE = {"start": "oval", "task": "box", "job": "box", "connector": "cylinder"}
_BRACKETS = {"([": "oval", "[": "box", "[(": "cylinder"}
_CLOSING = {"([": "])", "[": "]", "[(": ")]"}
# All that may stand between quotes: entities, and what is nothing else to Mermaid, Markdown and HTML.
_PLAIN = r"[^\W_]|(?<=[^\W_])_(?=[^\W_])|(?<=[^\s\"]) (?=[^\s\"])|[,…]"
_TEXT = rf'"((?:{_PLAIN}|#\d+;|<br/>)*)"'


def _unquoted(text: str) -> list[str]:
    lines = [re.sub(r"#(\d+);", lambda match: chr(int(match[1])), one) for one in text.split("<br/>")]
    assert not re.search(r"\\n|\$\$|#br#|:fa-|ﬂ°|¶ß", "\n".join(lines))  # which Mermaid obeys in what it has read
    return [line.replace("\u2060", "") for line in lines]


def of_mermaid(text: str) -> Structure:
    """Read Mermaid."""
    first, second, *lines, last = text.split("\n")
    assert (first, last) == ('%%{init: {"flowchart": {"wrappingWidth": 500}}}%%', "")
    read = _Reader({"graph TB": True, "graph LR": False}[second])
    forms: dict[str, Callable[..., None]] = {
        r"  subgraph (g\d+)\[" + _TEXT + r"\]": lambda key, title: read.begin(key, *_unquoted(title)),
        r"  end": read.end,
        r"    ([jtc]\d+)(\(\[|\[\(|\[)" + _TEXT + r"(\]\)|\)\]|\])": lambda key, opening, lines, closing: (
            read.node(key, _BRACKETS[opening], _unquoted(lines)) if closing == _CLOSING[opening] else read.fail()
        ),
        r"  ([gjt]\d+) -\.-> ([gjt]\d+)": lambda *pair: read.then.append(pair),
        r"  ([jtc]\d+) (?:-->|---) ([jtc]\d+)": lambda *pair: read.arrows.append(pair),
        r"  classDef outside stroke-dasharray:4": lambda: None,
        r"  class ([jtc]\d+) outside": read.outside.add,
    }
    for line in lines:
        _read(line, forms)
    return read.structure()


def of_dot(text: str) -> Structure:
    """Read a digraph of DOT."""
    quoted = r'"((?:[^"\\]|\\.)*)"'
    first, second, *lines, last, after = text.split("\n")
    assert re.fullmatch(rf"digraph {quoted} \{{", first)
    assert (last, after) == ("}", "")
    read = _Reader({"  rankdir=TB": True, "  rankdir=LR": False}[second])

    def then(one: str, other: str, boxes: str) -> None:
        tail, head = re.search(r"ltail=cluster_(g\d+)", boxes), re.search(r"lhead=cluster_(g\d+)", boxes)
        read.then.append((tail[1] if tail else one, head[1] if head else other))

    forms: dict[str, Callable[..., None]] = {
        r"  compound=true newrank=true": lambda: None,
        r'  node \[fontname="sans-serif"\]': lambda: None,
        r'  graph \[fontname="sans-serif" style=rounded\]': lambda: None,
        r"  subgraph cluster_(g\d+) \{": read.begin,
        rf"    label={quoted}": lambda title: read.name(*_of_dot(title)),
        r"    \{ rank=same(?: [jt]\d+)+ \}": lambda: None,
        r"  \}": read.end,
        rf"    ([jtc]\d+) \[shape=(\w+) label={quoted}( style=dashed)?\]": lambda key, shape, lines, dashed: (
            read.node(key, shape, _of_dot(lines), dashed=bool(dashed))
        ),
        r"  ([jt]\d+) -> ([jt]\d+) \[style=dotted ([^\]]*)\]": then,
        r"  ([jtc]\d+) -> ([jtc]\d+)(?: \[dir=none\])?": lambda *pair: read.arrows.append(pair),
    }
    for line in lines:
        _read(line, forms)
    return read.structure()


def _of_dot(text: str) -> list[str]:
    lines = [""]
    for escaped, character in re.findall(r"\\(.)|(&amp;|[^\\&])", text):
        if escaped == "n":
            lines.append("")
        else:
            assert escaped in {"", "\\", '"'}
            lines[-1] += escaped or character.replace("&amp;", "&")
    return lines


def _read(line: str, forms: dict[str, Callable[..., None]]) -> None:
    found = [(match, act) for form, act in forms.items() if (match := re.fullmatch(form, line))]
    assert len(found) == 1, line
    match, act = found[0]
    act(*match.groups())


class _Reader:
    def __init__(self, is_ordered: bool) -> None:
        self.is_ordered = is_ordered
        self.then: list[tuple[str, str]] = []
        self.arrows: list[tuple[str, str]] = []
        self.outside: set[str] = set()
        self._groups: list[tuple[str, list[Node]]] = []
        self._is_open = False

    def begin(self, _key: str, title: str = "") -> None:
        assert not self._is_open
        self._groups.append((title, []))
        self._is_open = True

    def name(self, title: str) -> None:
        self._groups[-1] = title, self._groups[-1][1]

    def end(self) -> None:
        assert self._is_open
        self._is_open = False

    def node(self, key: str, shape: str, lines: Iterable[str], *, dashed: bool = False) -> None:
        bare = not self._is_open and (self.is_ordered or not self._groups or bool(self._groups[-1][0]))
        if bare:
            self._groups.append(("", []))
        self._groups[-1][1].append((key, shape, [*lines], dashed))

    def fail(self) -> None:
        raise AssertionError

    def structure(self) -> Structure:
        groups = [
            (title, [(key, shape, lines, dashed or key in self.outside) for key, shape, lines, dashed in nodes])
            for title, nodes in self._groups
        ]
        return Structure(self.is_ordered, groups, self.then, self.arrows)
