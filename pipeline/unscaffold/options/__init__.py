"""What a run is told, and whom it tells how far it is."""

from unscaffold.options.options import (
    DEFAULTS,
    DIFFERENCES,
    FAMILIES,
    LAYOUTS,
    SETTINGS,
    SEVERITIES,
    TARGETS,
    DifferenceClass,
    Layout,
    Options,
    Target,
)
from unscaffold.options.progress import SILENT, Progress

__all__ = [
    "DEFAULTS",
    "DIFFERENCES",
    "FAMILIES",
    "LAYOUTS",
    "SETTINGS",
    "SEVERITIES",
    "SILENT",
    "TARGETS",
    "DifferenceClass",
    "Layout",
    "Options",
    "Progress",
    "Target",
]
