"""The use cases of statements for auditors: what a run made, from what and by what, as in-toto and SLSA have it."""

from unscaffold.attesting.attested import Attested
from unscaffold.attesting.checking import verify
from unscaffold.attesting.making import attest, keep_outside, started_on

__all__ = [
    "Attested",
    "attest",
    "keep_outside",
    "started_on",
    "verify",
]
