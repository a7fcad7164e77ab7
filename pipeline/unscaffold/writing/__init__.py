"""The output tree: its manifest, its lock, what differs from what is wanted, and the writing."""

from unscaffold.writing.lock import LOCK, locked
from unscaffold.writing.manifest import MANIFEST, is_own
from unscaffold.writing.tree import Changes, Planned, Tree

__all__ = [
    "LOCK",
    "MANIFEST",
    "Changes",
    "Planned",
    "Tree",
    "is_own",
    "locked",
]
