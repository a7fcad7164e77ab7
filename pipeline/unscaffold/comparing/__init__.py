"""Two effective configurations compared by what they mean: jobs, their tasks, access rules, rights and all else."""

from unscaffold.comparing.compare import compare
from unscaffold.comparing.difference import Comparison, Difference, ProfileRights, Said
from unscaffold.comparing.meaning import meaning
from unscaffold.comparing.order import longest_rising

__all__ = [
    "Comparison",
    "Difference",
    "ProfileRights",
    "Said",
    "compare",
    "longest_rising",
    "meaning",
]
