"""The use cases of statements for auditors: what a run made, from what and by what, as in-toto and SLSA have it."""

from unscaffold.attesting.attested import Attested, Commit
from unscaffold.attesting.checking import verify
from unscaffold.attesting.commit import commit_of, time_of_commit
from unscaffold.attesting.making import attest, keep_outside, started_on

__all__ = [
    "Attested",
    "Commit",
    "attest",
    "commit_of",
    "keep_outside",
    "started_on",
    "time_of_commit",
    "verify",
]
