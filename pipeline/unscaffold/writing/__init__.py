"""The writing: what differs in an output folder from what is wanted, and how it is made so."""

from unscaffold.writing.applying import apply
from unscaffold.writing.comparison import compare

__all__ = [
    "apply",
    "compare",
]
