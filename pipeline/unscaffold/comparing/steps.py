"""Steps that run in another order, though none of them says a level: they run in the order in which they stand."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from unscaffold.comparing.meaning import meaning
from unscaffold.vocabulary import is_step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unscaffold.effective import Element

_NONE = meaning("Step", "Level", None)


def reordered(both: Iterable[tuple[Element, Element]], old: Element, new: Element) -> set[int]:
    """Return, by the ids of the new side, the fewest steps without a level that make another order.

    Args:
        both: The steps that are on both sides.
        old: The job on the old side.
        new: It on the new side.
    """
    before = {id(step): number for number, step in enumerate(old.children)}
    after = {id(step): number for number, step in enumerate(new.children)}
    without = [pair for pair in both if all(map(_has_no_level, pair))]
    without.sort(key=lambda pair: after[id(pair[1])])
    stays = _longest_rising([before[id(one)] for one, _ in without])
    return {id(other) for number, (_, other) in enumerate(without) if number not in stays}


def _has_no_level(step: Element) -> bool:
    return is_step(step.name) and meaning("Step", "Level", step.attributes.get("Level")) == _NONE


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the indices of a longest rising selection of different numbers."""
    if all(earlier < later for earlier, later in pairwise(numbers)):
        return {*range(len(numbers))}
    ends: list[int] = []  # the least number with which a selection of each length can end
    at: list[int] = []  # its index
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        at[length : length + 1] = [index]
    chosen: set[int] = set()
    index = at[-1]
    while index >= 0:
        chosen.add(index)
        index = before[index]
    return chosen
