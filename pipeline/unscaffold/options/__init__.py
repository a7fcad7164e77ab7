"""What a run is told, and whom it tells how far it is."""

from unscaffold.options.options import (
    DEFAULTS,
    FAMILIES,
    LAYOUTS,
    SETTINGS,
    SEVERITIES,
    TARGETS,
    Layout,
    Options,
    Target,
)
from unscaffold.options.progress import SILENT, Progress

__all__ = [
    "DEFAULTS",
    "FAMILIES",
    "LAYOUTS",
    "SETTINGS",
    "SEVERITIES",
    "SILENT",
    "TARGETS",
    "Layout",
    "Options",
    "Progress",
    "Target",
]
