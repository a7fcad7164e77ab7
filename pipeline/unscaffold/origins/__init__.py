"""Why everything is there that scaffoldings generate: rules, and the elements of the configuration that decided."""

from unscaffold.origins.origin import Decider, GeneratedElement, History, Missing, Origin, OriginRule
from unscaffold.origins.told import Origins, origins_of

__all__ = [
    "Decider",
    "GeneratedElement",
    "History",
    "Missing",
    "Origin",
    "OriginRule",
    "Origins",
    "origins_of",
]
