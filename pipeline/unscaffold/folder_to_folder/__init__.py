"""The use case `expand`: from a configuration folder to an output folder."""

from unscaffold.folder_to_folder.layouts import as_folder, as_scaffoldings
from unscaffold.folder_to_folder.report import Report
from unscaffold.folder_to_folder.run import expand, preview
from unscaffold.folder_to_folder.stale import stale

__all__ = [
    "Report",
    "as_folder",
    "as_scaffoldings",
    "expand",
    "preview",
    "stale",
]
