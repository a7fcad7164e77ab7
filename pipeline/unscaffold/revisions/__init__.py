"""A revision of a git repository as a folder, from its objects only: work tree and index stay as they are."""

from unscaffold.revisions.checkout import Checkout, checkout
from unscaffold.revisions.git import ask
from unscaffold.revisions.objects import entries
from unscaffold.revisions.repository import MERGE_BASE

__all__ = [
    "MERGE_BASE",
    "Checkout",
    "ask",
    "checkout",
    "entries",
]
