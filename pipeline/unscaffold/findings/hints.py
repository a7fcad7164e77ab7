"""What may have been meant by a name that nobody declares."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unscaffold.findings.finding import Finding

# Further names, without what is no letter or digit and in lower case, each with the candidate that it is a name of.
Names: TypeAlias = "Mapping[str, str]"

HINTED = 20  # so many errors and so many warnings get a hint, which compares a value with all that is declared
_ALIKE = 0.6  # how alike two names must be, of 1, for the one to be meant by the other
_LONGEST = 100  # letters of a name for which a hint is looked for, or which may be one
_TELLING = 4  # letters that a further name must have to be looked for within a value
_TRIED = 5  # names within a value that are tried, the longest first: each is looked for in all that is declared
_WORD = re.compile(r"[^\W_]+")
# Steps that a hint may take. For two names of n letters, difflib takes n * n * n at worst: 1,000,000 for n = 100.
_EFFORT = 50_000_000


def hinted(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings with what was meant, looked for in as many errors and as many warnings as people read."""
    left = Counter({"error": HINTED, "warning": HINTED})
    for found in findings:
        if found.guess is None:
            yield found
            continue
        guess = found.guess
        meant = nearest(guess.value, *guess.candidates, names=guess.names) if left[found.severity] > 0 else None
        left[found.severity] -= 1
        yield found._replace(meant=meant, guess=None)


def did_you_mean(name: str) -> str:
    """Return the end of a sentence that asks whether a name was meant; empty if there is none."""
    return f"; did you mean '{name}'?" if name else ""


def nearest(value: str, *candidates: Iterable[str], names: Sequence[Names] = ()) -> str:
    """Return the candidate that is nearest to a value; empty if none is near.

    Args:
        value: What was written.
        candidates: What may have been meant. One whose further name the value is, or contains, is nearest, then one
            whose further name has a word of it; else the one with the most letters in common.
        names: The further names of candidates.
    """
    if len(value) > _LONGEST:
        return ""
    return _by_name(value, candidates, names) or _by_letters(value, *candidates)


def names_of(pairs: Iterable[tuple[str, str]]) -> Names:
    """Return, by each further name as hints compare it, the first candidate of that name.

    Args:
        pairs: Further names, each with its candidate.
    """
    names: dict[str, str] = {}
    for name, candidate in pairs:
        folded = _folded(name) if len(name) <= _LONGEST else ""
        if folded:
            names.setdefault(folded, candidate)
    return names


def _folded(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _by_name(value: str, candidates: Sequence[Iterable[str]], names: Sequence[Names]) -> str:
    folded = _folded(value)
    for known in names:
        if folded in known:
            return known[folded]
    contained = {name: known[name] for known in names for name in known if len(name) >= _TELLING and name in folded}
    declared = [(one, _folded(one)) for one in chain(*candidates)] if contained else []
    for name in sorted(contained, key=lambda name: (-len(name), name))[:_TRIED]:
        # What stands in other identifiers, too, such as the vendor's name, does not tell them apart.
        if not any(name in own for one, own in declared if one != contained[name]):
            return contained[name]
    return _by_word(value, candidates, names)


def _by_word(value: str, candidates: Sequence[Iterable[str]], names: Sequence[Names]) -> str:
    """Return the only candidate in whose names a word of a value stands: `Entra` is one of `Microsoft Entra ID`."""
    words = {word for word in map(_folded, _WORD.findall(value)) if len(word) >= _TELLING and not word.isdecimal()}
    for word in sorted(words, key=lambda word: (-len(word), word))[:_TRIED]:
        meant = {known[name] for known in names for name in known if word in name}
        others = (one for one in chain(*candidates) if one not in meant)
        if len(meant) == 1 and not any(word in _folded(one) for one in others):
            return meant.pop()
    return ""


def _by_letters(value: str, *candidates: Iterable[str]) -> str:
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
