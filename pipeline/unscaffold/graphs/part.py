"""A part of a graph, as it grows node by node and arrow by arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.graphs.graph import Graph, Group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from unscaffold.graphs.graph import Arrow, Node

    Places = Mapping[str, tuple[int, Node]]  # the number of its group, and a node, by its key


class Limit(NamedTuple):
    """What one graph may have at most, and what makes it as large as it is.

    Attributes:
        edges: Lines between nodes or groups.
        size: Characters.
        node: How many characters a node takes at most.
        group: How many characters a group takes at most, with the line to the next one.
        arrow: How many characters an arrow takes at most.
    """

    edges: int
    size: int
    node: Callable[[Node], int]
    group: Callable[[Group], int]
    arrow: Callable[[Arrow], int]


class Part:
    """A part of a graph.

    Args:
        graph: The graph.
        places: Where its nodes are.
        first: Those nodes that stand in each part.
        limit: What it may have; None for anything.
    """

    def __init__(self, graph: Graph, places: Places, first: Iterable[str], limit: Limit | None) -> None:
        self._graph, self._places, self._limit = graph, places, limit
        self._keys: set[str] = set()
        self._own: set[str] = set()
        self._groups: set[int] = set()
        self._arrows: list[Arrow] = []
        self._size = 0
        self._add({*first}, None)

    def takes(self, key: str, arrow: Arrow | None) -> bool:
        """Add a node, which belongs to this part, and an arrow to it; return False if there is no room for them.

        There always is for the first node, and one arrow.
        """
        keys = {key, *(arrow or ())} - self._keys
        if self._own and not self._has_room(keys, arrow):
            return False
        self._add(keys, arrow)
        self._own.add(key)
        return True

    def _has_room(self, keys: set[str], arrow: Arrow | None) -> bool:
        if self._limit is None:
            return True
        between = len(self._groups | self._groups_of(keys)) - 1
        edges = len(self._arrows) + bool(arrow) + between
        size = self._size + self._cost(keys, arrow, self._limit)
        return edges <= self._limit.edges and size <= self._limit.size

    def _add(self, keys: set[str], arrow: Arrow | None) -> None:
        self._size += self._cost(keys, arrow, self._limit) if self._limit else 0
        self._keys |= keys
        self._groups |= self._groups_of(keys)
        self._arrows += [arrow] if arrow else []

    def _groups_of(self, keys: Iterable[str]) -> set[int]:
        return {self._places[key][0] for key in keys}

    def _cost(self, keys: set[str], arrow: Arrow | None, limit: Limit) -> int:
        nodes = sum(limit.node(self._places[key][1]) for key in keys)
        boxes = sum(limit.group(self._graph.groups[number]) for number in self._groups_of(keys) - self._groups)
        return nodes + boxes + (limit.arrow(arrow) if arrow else 0)

    def graph(self, title: str) -> Graph:
        """Return the part as a graph of its own.

        Args:
            title: What it is called.
        """
        inside: dict[int, list[Node]] = {number: [] for number in sorted(self._groups)}
        for key in sorted(self._keys, key=self._order):
            number, node = self._places[key]
            inside[number].append(node._replace(is_outside=node.is_own and key not in self._own))
        groups = [self._graph.groups[number]._replace(nodes=nodes) for number, nodes in inside.items()]
        return Graph(title, groups, self._arrows, self._graph.is_ordered)

    def _order(self, key: str) -> tuple[int, int]:
        """Return where a node stands among those of its kind, by the number in its key."""
        return self._places[key][0], int(key[1:])
