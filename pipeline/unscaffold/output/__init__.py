"""The output folder as it is: its manifest, its lock, what in it is ours, and what is to change."""

from unscaffold.output.changes import Changes, Wanted, in_order
from unscaffold.output.lock import LOCK, locked
from unscaffold.output.manifest import MANIFEST, is_own
from unscaffold.output.tree import Tree

__all__ = [
    "LOCK",
    "MANIFEST",
    "Changes",
    "Tree",
    "Wanted",
    "in_order",
    "is_own",
    "locked",
]
