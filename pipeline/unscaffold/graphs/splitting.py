"""A graph in parts: one for each connector, and as many more as its readers need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.graphs.part import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.graphs.graph import Arrow, Graph
    from unscaffold.graphs.part import Limit


class Parts:
    """The parts of a graph, by connector.

    A node stands in the parts of its connectors, or in that of what works on none. An arrow stands in the parts in
    which both its nodes do, else in the first of the node that it leads to, where the other one is shown as being
    outside. A part that is too large is cut in the order of its nodes.

    Args:
        graph: The graph.
        limit: What a part may have; None for anything.
    """

    def __init__(self, graph: Graph, limit: Limit | None) -> None:
        self._graph, self._limit = graph, limit
        self._places = {node.key: (number, node) for number, group in enumerate(graph.groups) for node in group.nodes}
        self._first = [node.key for node in graph.nodes if node.kind == "start"]
        self._connectors = {node.key: dict.fromkeys(node.connectors or ("",)) for node in graph.nodes}
        self._keys: dict[str, list[str]] = {}
        for node in graph.nodes:
            for connector in self._connectors[node.key] if node.is_own else ():
                self._keys.setdefault(connector, []).append(node.key)
        self._to: dict[tuple[str, str], list[Arrow | None]] = {}
        for arrow in graph.arrows:
            for connector in self._shared(arrow):
                self._to.setdefault((connector, arrow[1]), []).append(arrow)

    def _shared(self, arrow: Arrow) -> Iterable[str]:
        """Return the connectors in whose parts an arrow stands."""
        of_first, of_second = (self._connectors[key] for key in arrow)
        return [name for name in of_first if name in of_second] or [*of_second][:1]

    @property
    def connectors(self) -> list[str]:
        """The connectors that have a part; one may be empty, for what works on none."""
        return [*self._keys]

    def of(self, connector: str) -> list[Graph]:
        """Return the part of a connector as graphs: one, if it is not too large."""
        found = [*self._cut(connector)]
        about = f"connector {connector}" if connector else "without a connector"
        count = f" ({{}} of {len(found)})" if found[1:] else ""
        return [
            part.graph(f"{self._graph.title}, {about}{count.format(number)}") for number, part in enumerate(found, 1)
        ]

    def _cut(self, connector: str) -> Iterator[Part]:
        part = self._part()
        for key in self._keys[connector]:
            for arrow in self._to.get((connector, key), [None]):
                if not part.takes(key, arrow):
                    yield part
                    part = self._part()
                    part.takes(key, arrow)
        yield part

    def _part(self) -> Part:
        return Part(self._graph, self._places, self._first, self._limit)
