"""What slices generated, by the digests of all that they were generated from."""

from __future__ import annotations

import json
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.remembering import recalled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unscaffold.findings import Finding

_DIGEST = 32  # bytes


class Result(NamedTuple):
    """What a slice generated, packed, and the warnings of it, with marks of the slice's document."""

    packed: bytes
    warnings: list[Finding]


class Results:
    """Results by their keys, as bytes: each is made when it is asked for.

    Args:
        keys: The keys, in order, one behind the other.
        ends: Where each result ends.
        values: The results, one behind the other.

    Raises:
        ValueError: They do not fit.
    """

    def __init__(self, keys: memoryview, ends: memoryview, values: memoryview) -> None:
        self._values = values
        self._ends = array("Q")
        self._ends.frombytes(ends)
        data = bytes(keys)
        self._numbers = {data[at : at + _DIGEST]: at // _DIGEST for at in range(0, len(data), _DIGEST)}
        if len(self._ends) != len(self._numbers) or [*self._ends[-1:]] != [len(values)][: len(self._ends)]:
            raise ValueError

    def get(self, key: bytes) -> Result | None:
        """Return the result of a key; None if there is none.

        Raises:
            OTHERWISE: It cannot be read.
        """
        number = self._numbers.get(key)
        if number is None:
            return None
        value = bytes(self._values[self._ends[number - 1] if number else 0 : self._ends[number]])
        warnings, packed = value.split(b"\n", 1)
        return Result(packed, [*map(recalled, json.loads(warnings))])

    def __bool__(self) -> bool:
        return bool(self._numbers)


def as_bytes(results: Mapping[bytes, Result]) -> tuple[bytes, bytes, bytes]:
    """Return the arguments of `Results` for some results."""
    keys = sorted(results)
    values = [json.dumps(results[key].warnings).encode() + b"\n" + results[key].packed for key in keys]
    return b"".join(keys), ends_of(values), b"".join(values)


def ends_of(values: Iterable[bytes]) -> bytes:
    """Return where each of some values ends that stand one behind the other, as bytes of an array of 64 bits."""
    return array("Q", accumulate(map(len, values))).tobytes()
