"""The use case `verify`: what a configuration becomes, compared with what the product has generated from it."""

from unscaffold.verifying.difference import CLASSES, STATUSES, Difference, Outcome, Said, Verified
from unscaffold.verifying.verify import Verification, verify

__all__ = [
    "CLASSES",
    "STATUSES",
    "Difference",
    "Outcome",
    "Said",
    "Verification",
    "Verified",
    "verify",
]
