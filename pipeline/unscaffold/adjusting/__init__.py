"""Generated elements, adjusted by elements of the same kind and identifier that are written by hand."""

from unscaffold.adjusting.adjust import Adjusted, adjust
from unscaffold.adjusting.adjustment import REPLACE, Adjustment
from unscaffold.adjusting.matching import makes_pieces

__all__ = [
    "REPLACE",
    "Adjusted",
    "Adjustment",
    "adjust",
    "makes_pieces",
]
