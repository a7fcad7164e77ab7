"""A configuration expanded in memory: read, sliced, generated, checked, edited."""

from unscaffold.expanding.engine import (
    Request,
    expand_both,
    expand_in_memory,
    expand_part,
    expand_remembering,
    expand_unselected,
    selected,
)
from unscaffold.expanding.expansion import Expanded, Expansion
from unscaffold.expanding.remembered import by_file, reach_of

__all__ = [
    "Expanded",
    "Expansion",
    "Request",
    "by_file",
    "expand_both",
    "expand_in_memory",
    "expand_part",
    "expand_remembering",
    "expand_unselected",
    "reach_of",
    "selected",
]
