"""The use case `arguments`: the last step, in files that another XSLT processor generated."""

from unscaffold.editing_files.edited_files import edit_files, tasks_by_hand

__all__ = [
    "edit_files",
    "tasks_by_hand",
]
