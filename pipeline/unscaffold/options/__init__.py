"""What a run is told, and whom it tells how far it is."""

from unscaffold.options.options import DEFAULTS, LAYOUTS, SETTINGS, TARGETS, Layout, Options, Target
from unscaffold.options.progress import SILENT, Progress

__all__ = [
    "DEFAULTS",
    "LAYOUTS",
    "SETTINGS",
    "SILENT",
    "TARGETS",
    "Layout",
    "Options",
    "Progress",
    "Target",
]
