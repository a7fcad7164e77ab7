"""The use case `explain`: why an element is there, what an element decides, and what is missing."""

from unscaffold.explaining.explain import explain, missing
from unscaffold.explaining.explained import Explained, Explanation, Gone, Lack, Lacking, Source, Use
from unscaffold.explaining.labels import attribute_of, decider_label, label_of, name_of, telling, title_of

__all__ = [
    "Explained",
    "Explanation",
    "Gone",
    "Lack",
    "Lacking",
    "Source",
    "Use",
    "attribute_of",
    "decider_label",
    "explain",
    "label_of",
    "missing",
    "name_of",
    "telling",
    "title_of",
]
