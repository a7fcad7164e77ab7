"""The output folder as it is: its manifest, its lock, what in it is ours, and what is to change."""

from unscaffold.output.changes import Changes, Wanted, in_order
from unscaffold.output.lock import LOCK, locked
from unscaffold.output.manifest import MANIFEST, Manifest, is_own, manifest_of, text_of
from unscaffold.output.tree import Tree

__all__ = [
    "LOCK",
    "MANIFEST",
    "Changes",
    "Manifest",
    "Tree",
    "Wanted",
    "in_order",
    "is_own",
    "locked",
    "manifest_of",
    "text_of",
]
