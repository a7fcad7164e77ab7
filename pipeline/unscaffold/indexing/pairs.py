"""Which files have which numbers: of look-ups, of identifiers."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HALF = 32  # bits of a number, and of that of a file
_FILE = (1 << _HALF) - 1
# Pairs are sorted in so many parts, each of a range of numbers: together, they would take twice as long.
_PARTS = 256
_PART = (1 << 2 * _HALF) // _PARTS


class Pairs:
    """Pairs of a number and that of a file, both below 2**32; they are found once they are in order.

    Args:
        data: The bytes of such pairs in order, as `bytes` returned them.

    Raises:
        ValueError: They are no such bytes.
    """

    def __init__(self, data: bytes | memoryview = b"") -> None:
        self._values = array("Q")
        self._values.frombytes(data)

    def copy(self) -> Pairs:
        """Return the same pairs, to which others can be added."""
        other = Pairs()
        other._values = self._values[:]
        return other

    def add(self, numbers: Iterable[int], file: int) -> None:
        """Add pairs of a file."""
        self._values.extend([number << _HALF | file for number in numbers])

    def bytes(self) -> bytes:
        """Return the pairs in order, each once, as bytes."""
        parts: list[list[int]] = [[] for _ in range(_PARTS)]
        for value in self._values:
            parts[value // _PART].append(value)
        return b"".join(array("Q", sorted(set(part))).tobytes() for part in parts)

    def files(self, number: int) -> Iterator[int]:
        """Yield the files that have a number, of pairs in order."""
        at = bisect_left(self._values, number << _HALF)
        while at < len(self._values) and self._values[at] >> _HALF == number:
            yield self._values[at] & _FILE
            at += 1

    def numbers(self) -> dict[int, list[int]]:
        """Return the numbers of each file."""
        found: dict[int, list[int]] = {}
        for value in self._values:
            found.setdefault(value & _FILE, []).append(value >> _HALF)
        return found
