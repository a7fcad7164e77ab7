"""Which lines of a file are different: those between lines that both sides have once, in the same order.

difflib would find fewer, in a time that grows with the square of the lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.comparing import longest_rising

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LINE_END = re.compile(rb"\r\n|\r|\n")


class Lines(NamedTuple):
    """Numbers of lines, from 1, each run of them as its first and its last one."""

    runs: tuple[tuple[int, int], ...]

    def within(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return the runs of these lines that lie between two lines, cut off there."""
        begin = bisect_left(self.runs, first, key=lambda run: run[1])
        found = []
        for start, end in self.runs[begin:]:
            if start > last:
                break
            found.append((max(start, first), min(end, last)))
        return found


EVERY = Lines(((1, 1 << 60),))


def changed_lines(old: bytes | None, new: bytes | None) -> tuple[Lines, Lines]:
    """Return which lines of both sides of a file the other one does not have; line ends are not compared.

    Args:
        old: The file in UTF-8; None where there is none.
        new: It on the new side.
    """
    if old is None or new is None:
        return EVERY, EVERY
    ours, theirs = _LINE_END.split(old), _LINE_END.split(new)
    gone, come = [], []
    for before, after in _gaps(ours, theirs):
        gone.append(before)
        come.append(after)
    return Lines(_runs(gone)), Lines(_runs(come))


def _runs(ranges: Iterable[range]) -> tuple[tuple[int, int], ...]:
    return tuple((lines.start + 1, lines.stop) for lines in ranges if lines)


def _gaps(old: Sequence[bytes], new: Sequence[bytes]) -> Iterator[tuple[range, range]]:
    """Yield the lines between those that are the same, on both sides."""
    anchors = [(-1, -1), *_anchors(old, new), (len(old), len(new))]
    for (before, after), (end, other_end) in pairwise(anchors):
        start, other = before + 1, after + 1
        while start < end and other < other_end and old[start] == new[other]:
            start, other = start + 1, other + 1
        while start < end and other < other_end and old[end - 1] == new[other_end - 1]:
            end, other_end = end - 1, other_end - 1  # noqa: PLW2901 - the gap becomes smaller
        yield range(start, end), range(other, other_end)


def _anchors(old: Sequence[bytes], new: Sequence[bytes]) -> list[tuple[int, int]]:
    """Return the lines that stand once on both sides, as many as are in the same order."""
    at = {line: number for number, line in enumerate(new)}
    counts, others = Counter(old), Counter(new)
    pairs = [(number, at[line]) for number, line in enumerate(old) if counts[line] == 1 and others.get(line) == 1]
    return [pairs[index] for index in longest_rising([after for _, after in pairs])]
