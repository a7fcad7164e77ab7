"""The use case `expand`: from a configuration folder to an output folder."""

from unscaffold.folder_to_folder import run
from unscaffold.folder_to_folder.run import Report, expand, preview

__all__ = [
    "Report",
    "expand",
    "preview",
    "run",
]
