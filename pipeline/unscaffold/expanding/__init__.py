"""A configuration expanded in memory: read, sliced, generated, checked, edited."""

from unscaffold.expanding.engine import Expanded, Expansion, expand_in_memory

__all__ = [
    "Expanded",
    "Expansion",
    "expand_in_memory",
]
