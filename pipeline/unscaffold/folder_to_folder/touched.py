"""What a change of files touches: the look-ups that find something else now, or the same in another spelling."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from unscaffold.reading import lookups
from unscaffold.vocabulary import declaring

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unscaffold.reading import Declared, Reading

# Kinds of which one element has to do with all others: who is the only agent, which numbers languages have.
_OF_ALL = {"Agent", "Language"}


class Unclear(Exception):  # noqa: N818 - it is not an error: a run then looks at everything
    """It cannot be told what a change touches without looking at everything."""


def touched(old: Reading | None, new: Reading | None) -> tuple[set[int], list[Declared]]:
    """Return the numbers of the look-ups that a change of a file touches, and the elements that it changes.

    Args:
        old: What the file held; None if it was not there.
        new: What it holds; None if it is not there any more.

    Raises:
        Unclear: What has changed may have to do with anything.
    """
    if old and new and old.digest == new.digest:
        return set(), []
    if (new and new.findings) or _apart_from_elements(old) != _apart_from_elements(new):
        raise Unclear
    before, after = _differing(old.elements if old else [], new.elements if new else [])
    changed = [*before, *after]
    if any(one.mode or one.origin or one.name in _OF_ALL or one.name in declaring() for one in changed):
        raise Unclear
    spelled = lookups.spellings(before) ^ lookups.spellings(after)
    return lookups.provided(changed) | {*map(lookups.spelled, spelled)}, changed


def _apart_from_elements(reading: Reading | None) -> list[object]:
    """Return what a file holds that is neither an element to look up nor a scaffolding to expand."""
    if reading is None:
        return [[], [], [], [], [], [], []]
    lists = (reading.jobs, reading.suspects, reading.adjusters, reading.access_rules, reading.nested)
    return [reading.others, [one.text for one in reading.comments], *([*map(_said, own)] for own in lists)]


def _differing(old: Sequence[Declared], new: Sequence[Declared]) -> tuple[Sequence[Declared], Sequence[Declared]]:
    """Return what is different in two lists: all that stands between what they begin and what they end with."""
    start = _alike(old, new)
    old, new = old[start:], new[start:]
    end = _alike([*reversed(old)], [*reversed(new)])
    return old[: len(old) - end], new[: len(new) - end]


def _alike(old: Iterable[Declared], new: Iterable[Declared]) -> int:
    """Return with how many alike elements two lists begin."""
    pairs = zip(old, new, strict=False)
    return sum(1 for _ in takewhile(lambda pair: _said(pair[0]) == _said(pair[1]), pairs))


def _said(one: Declared) -> tuple[object, ...]:
    """Return all that an element says, wherever it stands in its file."""
    return one.name, [*one.attributes.items()], [*one.children], one.origin
