"""A revision of a git repository as a folder, from its objects only: work tree and index stay as they are."""

from unscaffold.revisions.answers import Answer, Bounds
from unscaffold.revisions.checkout import Checkout, checkout
from unscaffold.revisions.git import ask
from unscaffold.revisions.laying_out import lay_out
from unscaffold.revisions.objects import Entry, entries, sizes
from unscaffold.revisions.remote import ask_remote
from unscaffold.revisions.repository import MERGE_BASE, digest_of

__all__ = [
    "MERGE_BASE",
    "Answer",
    "Bounds",
    "Checkout",
    "Entry",
    "ask",
    "ask_remote",
    "checkout",
    "digest_of",
    "entries",
    "lay_out",
    "sizes",
]
