"""The use case `explain`: why an element is there, what an element decides, and what is missing."""

from unscaffold.explaining.explain import explain, missing
from unscaffold.explaining.explained import Explained, Explanation, Gone, Lack, Lacking, Source, Use

__all__ = [
    "Explained",
    "Explanation",
    "Gone",
    "Lack",
    "Lacking",
    "Source",
    "Use",
    "explain",
    "missing",
]
