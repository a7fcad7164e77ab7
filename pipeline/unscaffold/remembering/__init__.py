"""What a run leaves for the next one, in the user's cache folder."""

from unscaffold.remembering.entries import cache_folder
from unscaffold.remembering.generated import Store
from unscaffold.remembering.unchanged import Memory, Outcome

__all__ = [
    "Memory",
    "Outcome",
    "Store",
    "cache_folder",
]
