"""From a `Configuration` to slices: a scaffolding with just the elements it needs."""

from unscaffold.slicing.slices import Slice, slice_of, union

__all__ = [
    "Slice",
    "slice_of",
    "union",
]
