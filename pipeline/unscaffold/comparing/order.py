"""What stays in its order, where things are put in another one."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """Return the indices of as many different numbers as rise from one to the next."""
    if all(earlier < later for earlier, later in pairwise(numbers)):
        return [*range(len(numbers))]
    ends: list[int] = []  # the least number with which a selection of each length can end
    at: list[int] = []  # its index
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        at[length : length + 1] = [index]
    chosen: list[int] = []
    index = at[-1]
    while index >= 0:
        chosen.append(index)
        index = before[index]
    return chosen[::-1]
