"""What may have been meant by a name that nobody declares."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.findings.finding import Finding

HINTED = 20  # so many errors and so many warnings get a hint, which compares a value with all that is declared
_ALIKE = 0.6  # how alike two names must be, of 1, for the one to be meant by the other
_LONGEST = 100  # letters of a name for which a hint is looked for, or which may be one
# Steps that a hint may take. For two names of n letters, difflib takes n * n * n at worst: 1,000,000 for n = 100.
_EFFORT = 50_000_000


def hinted(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings with what was meant, looked for in as many errors and as many warnings as people read."""
    left = Counter({"error": HINTED, "warning": HINTED})
    for found in findings:
        if found.guess is None:
            yield found
            continue
        meant = nearest(found.guess.value, *found.guess.candidates) if left[found.severity] > 0 else None
        left[found.severity] -= 1
        yield found._replace(meant=meant, guess=None)


def did_you_mean(name: str) -> str:
    """Return the end of a sentence that asks whether a name was meant; empty if there is none."""
    return f"; did you mean '{name}'?" if name else ""


def nearest(value: str, *candidates: Iterable[str]) -> str:
    """Return the candidate that is nearest to a value; empty if none is near."""
    if len(value) > _LONGEST:
        return ""
    from difflib import SequenceMatcher  # noqa: PLC0415 - most runs have nothing to guess

    best = (_ALIKE, "", "")
    effort = 0
    matcher = SequenceMatcher(b=value.lower())
    for candidate in chain(*candidates):
        if candidate == value or len(candidate) > _LONGEST:
            continue
        matcher.set_seq1(candidate.lower())
        # The first two are upper bounds of the third, and quicker.
        if matcher.real_quick_ratio() >= best[0] and matcher.quick_ratio() >= best[0]:
            effort += len(value) * len(candidate) * max(len(value), len(candidate))
            if effort > _EFFORT:
                break
            best = max(best, (matcher.ratio(), candidate.lower(), candidate))
    return best[2]
