"""A configuration expanded in memory: read, sliced, generated, checked, edited."""

from unscaffold.expanding.engine import Request, expand_both, expand_in_memory, expand_remembering, expand_unselected
from unscaffold.expanding.expansion import Expanded, Expansion

__all__ = [
    "Expanded",
    "Expansion",
    "Request",
    "expand_both",
    "expand_in_memory",
    "expand_remembering",
    "expand_unselected",
]
