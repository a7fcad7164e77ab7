"""Generated elements, adjusted by elements of the same kind and identifier that are written by hand."""

from unscaffold.adjusting.adjust import Adjusted, adjust
from unscaffold.adjusting.adjustment import Adjustment

__all__ = [
    "Adjusted",
    "Adjustment",
    "adjust",
]
