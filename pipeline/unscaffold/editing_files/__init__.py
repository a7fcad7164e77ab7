"""Files edited where they stand: jobs that another XSLT processor generated, and what findings can mend."""

from unscaffold.editing_files.edited_files import edit_files, tasks_by_hand
from unscaffold.editing_files.mended_files import mended_files

__all__ = [
    "edit_files",
    "mended_files",
    "tasks_by_hand",
]
