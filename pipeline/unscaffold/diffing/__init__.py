"""The use case `diff`: what a change of a configuration does to what is generated."""

from unscaffold.diffing.causes import Cause
from unscaffold.diffing.diff import Diffed, diff

__all__ = [
    "Cause",
    "Diffed",
    "diff",
]
