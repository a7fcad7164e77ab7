"""A configuration that somebody edits: when something was saved, and what it was before."""

from unscaffold.watching.before import copied
from unscaffold.watching.edits import Watched, require, saves

__all__ = [
    "Watched",
    "copied",
    "require",
    "saves",
]
