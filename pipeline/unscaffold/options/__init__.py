"""What a run is told, and whom it tells how far it is."""

from unscaffold.options.progress import SILENT, Progress

__all__ = [
    "SILENT",
    "Progress",
]
