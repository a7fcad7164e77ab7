"""A graph: nodes in groups, and arrows between nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["start", "task", "connector", "job"]
Arrow = tuple[str, str]


class Node(NamedTuple):
    """A node.

    Attributes:
        key: Its name among the nodes and groups of the graph: a letter and a number.
        kind: What it stands for; "start" is the job whose tasks are drawn.
        lines: What is written in it, as others wrote it.
        connectors: The connectors on which it works, or which it is: they decide where it stands in a graph that is
            split.
        is_outside: Whether it belongs to another part of a graph that is split.
    """

    key: str
    kind: Kind
    lines: tuple[str, ...]
    connectors: tuple[str, ...] = ()
    is_outside: bool = False

    @property
    def is_own(self) -> bool:
        """Whether it is what the graph is about: it stands in one part of a graph that is split, at least."""
        return self.kind in {"task", "job"}


class Group(NamedTuple):
    """Nodes that belong together: the tasks of a level, the jobs of an agent.

    Attributes:
        key: Its name among the nodes and groups of the graph.
        title: What is written on its box; empty if it has none.
        nodes: Its nodes; one at least.
    """

    key: str
    title: str
    nodes: list[Node]


class Graph(NamedTuple):
    """A graph.

    Attributes:
        title: What it is called, as others wrote it.
        groups: The groups of its nodes.
        arrows: The keys of two nodes each: a task, and one that waits for it; or a connector, and a job that works
            on it.
        is_ordered: Whether each group begins when the one before it has ended.
    """

    title: str
    groups: list[Group]
    arrows: list[Arrow]
    is_ordered: bool

    @property
    def nodes(self) -> Iterator[Node]:
        """Its nodes, group by group."""
        return (node for group in self.groups for node in group.nodes)

    @property
    def edges(self) -> int:
        """How many lines connect nodes or groups."""
        return len(self.arrows) + (len(self.groups) - 1 if self.is_ordered else 0)
