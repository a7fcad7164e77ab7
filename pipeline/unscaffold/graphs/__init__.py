"""The jobs of a configuration as graphs, and these as Mermaid and DOT."""

from unscaffold.graphs.dot import as_dot
from unscaffold.graphs.draw import Wanted, draw
from unscaffold.graphs.graph import Graph
from unscaffold.graphs.mermaid import as_mermaid

__all__ = [
    "Graph",
    "Wanted",
    "as_dot",
    "as_mermaid",
    "draw",
]
