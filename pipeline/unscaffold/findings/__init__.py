"""What is wrong, and where: findings as data, and what cannot go on."""

from unscaffold.findings.finding import (
    HINTED,
    Failure,
    Finding,
    Guess,
    Place,
    Refusal,
    diagnose,
    did_you_mean,
    errors_of,
    hinted,
    in_order,
    strictly,
)
from unscaffold.findings.printing import is_seen, printable

__all__ = [
    "HINTED",
    "Failure",
    "Finding",
    "Guess",
    "Place",
    "Refusal",
    "diagnose",
    "did_you_mean",
    "errors_of",
    "hinted",
    "in_order",
    "is_seen",
    "printable",
    "strictly",
]
