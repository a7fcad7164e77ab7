"""The use case `arguments`: the last step, in files that another XSLT processor generated."""

from unscaffold.editing_files import finishing

__all__ = [
    "finishing",
]
