"""The output folder: its manifest, its lock, what differs from what is wanted, and the writing."""

from unscaffold.writing.applying import apply
from unscaffold.writing.changes import Changes, Wanted
from unscaffold.writing.comparison import compare
from unscaffold.writing.lock import LOCK, locked
from unscaffold.writing.manifest import is_own
from unscaffold.writing.tree import Tree

__all__ = [
    "LOCK",
    "Changes",
    "Tree",
    "Wanted",
    "apply",
    "compare",
    "is_own",
    "locked",
]
