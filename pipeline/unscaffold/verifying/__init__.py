"""The use case `verify`: what a configuration becomes, compared with what the product has generated from it."""

from unscaffold.verifying.difference import Difference, Outcome, Said, Verified
from unscaffold.verifying.places import placed
from unscaffold.verifying.verify import verify

__all__ = [
    "Difference",
    "Outcome",
    "Said",
    "Verified",
    "placed",
    "verify",
]
