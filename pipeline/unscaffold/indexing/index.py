"""The index of a configuration folder: what its files held, looked up and generated when a run had read all of them.

It is written as a whole and never changed: what later runs find otherwise, a run's own entry has (see `news`).
"""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from unscaffold.indexing.encoding import kept
from unscaffold.indexing.pairs import Pairs
from unscaffold.indexing.reach import Reach, reach_of
from unscaffold.indexing.results import Result, Results, as_bytes, ends_of
from unscaffold.indexing.texts import Texts
from unscaffold.reading import lookups
from unscaffold.remembering import Status, Statuses, apart, joined, settled, status_of

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping, Sequence

    from unscaffold.findings import Finding
    from unscaffold.reading import Reading

_DIGEST = 32  # bytes
_INT = array("I").itemsize
_KINDS = 4  # of numbers that a file has


class Known(NamedTuple):
    """What is remembered of a file.

    `digest` is that of its bytes, in hexadecimal; `reading` is what `encoding.kept` returned, `numbers` are those of
    what it holds, and `generated` are the numbers of the identifiers that were generated in it.
    """

    status: Status
    digest: str
    reading: str
    numbers: lookups.Numbers
    generated: Sequence[int]

    @property
    def identifiers(self) -> list[int]:
        """The numbers of the identifiers that stand or were generated in it."""
        return [*self.numbers.identified, *self.generated]


def known_of(reading: Reading, seen: os.stat_result, started: float) -> Known:
    """Return what is to be remembered of a file in which nothing is wrong.

    Args:
        reading: What it holds, before anything is changed of it.
        seen: How it looked before it was read.
        started: When the run started, in seconds since 1970.
    """
    status = settled(status_of(seen), started)
    return Known(status, reading.digest, kept(reading), lookups.numbers_of(reading), ())


@dataclass
class Draft:
    """An index under way: all lists have an item for each file."""

    files: dict[str, int] = field(default_factory=dict)
    statuses: Statuses = field(default_factory=Statuses)
    digests: list[str] = field(default_factory=list)
    readings: Texts = field(default_factory=Texts)
    numbers: list[lookups.Numbers] = field(default_factory=list)
    asked: Pairs = field(default_factory=Pairs)
    generated: Pairs = field(default_factory=Pairs)
    results: dict[bytes, Result] = field(default_factory=dict)

    def add(self, file: str, known: Known) -> None:
        """Add a file; what is asked for its scaffoldings and generated in it comes later."""
        self.files[file] = len(self.files)
        self.statuses.append(known.status)
        self.digests.append(known.digest)
        self.readings.append(known.reading)
        self.numbers.append(known.numbers)

    def known(self) -> Iterator[tuple[str, Known]]:
        """Yield what is to be remembered of each file."""
        generated = self.generated.numbers()
        for file, at in self.files.items():
            own = (self.statuses[at], self.digests[at], self.readings[at], self.numbers[at])
            yield file, Known(*own, generated.get(at, []))

    def bytes(self, reach: Reach, findings: Mapping[str, list[Finding]]) -> bytes:
        """Return the index as bytes.

        Args:
            reach: How far a change of a file reaches.
            findings: What was found, by the files in which it lies, located and not selected.
        """
        generated = self.generated.numbers()
        provided, asked, identifiers = Pairs(), self.asked.copy(), self.generated.copy()
        values = []
        for at, numbers in enumerate(self.numbers):
            provided.add(numbers.provided, at)
            asked.add(numbers.asked, at)
            identifiers.add(numbers.identified, at)
            values.append(_value(numbers, generated.get(at, [])))
        reading_ends, readings = self.readings.bytes()
        keys, ends, results = as_bytes(self.results)
        return joined(
            {"files": [*self.files], "reach": reach},
            {
                "statuses": self.statuses.bytes(),
                "digests": bytes.fromhex("".join(self.digests)),
                "ends": ends_of(values),
                "values": b"".join(values),
                "reading ends": reading_ends,
                "readings": readings,
                "provided": provided.bytes(),
                "asked": asked.bytes(),
                "identifiers": identifiers.bytes(),
                "found": json.dumps(findings).encode(),
                "keys": keys,
                "result ends": ends,
                "results": results,
            },
        )


def _value(numbers: lookups.Numbers, generated: Sequence[int]) -> bytes:
    """Return the numbers of a file: how many there are of each kind, and those."""
    kinds = [*numbers, array("I", generated)]
    counts = array("I", map(len, kinds))
    return b"".join([counts.tobytes(), *(own.tobytes() for own in kinds)])


def _numbers(value: bytes) -> Iterator[array[int]]:
    """Yield the numbers of each kind."""
    counts = array("I", value[: _KINDS * _INT])
    for start, end in pairwise(accumulate(counts, initial=_KINDS)):
        yield array("I", value[start * _INT : end * _INT])


class Index:
    """An index, as it was written.

    Args:
        data: Its bytes.

    Raises:
        OTHERWISE: It is none.
    """

    def __init__(self, data: bytes) -> None:
        header, sections = apart(data)
        self.reach = reach_of(header["reach"])
        self.files: list[str] = header["files"]
        self._numbers = {file: number for number, file in enumerate(self.files)}
        self._statuses = Statuses.of(sections["statuses"])
        self._digests = sections["digests"]
        self._ends = array("Q")
        self._ends.frombytes(sections["ends"])
        self._values = sections["values"]
        self._readings = Texts(sections["reading ends"], sections["readings"])
        if not len(self._statuses) == len(self._ends) == len(self.files) == len(self._digests) // _DIGEST:
            raise ValueError
        self._sections = sections
        self._pairs: dict[str, Pairs] = {}
        self.results = Results(sections["keys"], sections["result ends"], sections["results"])

    def __contains__(self, file: str) -> bool:
        return file in self._numbers

    def status(self, file: str) -> Status:
        """Return the status of a file."""
        return self._statuses[self._numbers[file]]

    def known(self, file: str) -> Known:
        """Return what is remembered of a file.

        Raises:
            OTHERWISE: It cannot be read.
        """
        number = self._numbers[file]
        value = bytes(self._values[self._ends[number - 1] if number else 0 : self._ends[number]])
        digest = bytes(self._digests[number * _DIGEST : (number + 1) * _DIGEST]).hex()
        *own, generated = _numbers(value)
        return Known(self._statuses[number], digest, self._readings[number], lookups.Numbers(*own), generated)

    def having(self, what: str, number: int) -> Iterator[str]:
        """Yield the files that have a number.

        Args:
            what: "provided" or "asked", of a look-up; "identifiers", of an identifier.
            number: The number.
        """
        if what not in self._pairs:
            self._pairs[what] = Pairs(self._sections[what])
        for file in self._pairs[what].files(number):
            yield self.files[file]

    @property
    def found(self) -> dict[str, list[Any]]:
        """What was found in files, by their names, as JSON keeps it."""
        return json.loads(bytes(self._sections["found"]))  # type: ignore[no-any-return]
