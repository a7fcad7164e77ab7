"""Generated elements, adjusted by elements of the same kind and identifier that are written by hand."""

from unscaffold.adjusting.adjust import Adjusted, adjust
from unscaffold.adjusting.adjustment import Adjustment
from unscaffold.adjusting.gone import adding_region, may_call

__all__ = [
    "Adjusted",
    "Adjustment",
    "adding_region",
    "adjust",
    "may_call",
]
