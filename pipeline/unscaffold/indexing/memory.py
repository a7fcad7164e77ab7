"""What runs on a configuration folder remember of it: what files hold, and what slices generated.

A file that looks as it did is not read again. A result is kept under the digest of all that it is made from: the
scaffolding with the elements it needs, and the version of the product.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from copy import copy
from hashlib import sha256
from typing import TYPE_CHECKING

from unscaffold.indexing.ahead import Ahead
from unscaffold.indexing.encoding import reading_of
from unscaffold.indexing.index import Draft, Index, known_of
from unscaffold.indexing.reach import Reach
from unscaffold.reading import lookups
from unscaffold.remembering import OTHERWISE, Entry, status_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from unscaffold.findings import Finding
    from unscaffold.generating import Pool
    from unscaffold.indexing.past import Past
    from unscaffold.indexing.results import Result
    from unscaffold.options import Options
    from unscaffold.reading import Declared, Reading, ToRead
    from unscaffold.slicing import Slice
    from unscaffold.vocabulary import Choice, Declaration

_MOSTLY = 0.9  # of what a run has asked for was remembered: then it is not worth to write all of it again


class Memory:
    """What is remembered of a configuration folder, and what a run adds to it.

    `index` is what was written of it, None if nothing was; `made` is what is to be written, and `reach` how far a
    change of that reaches.

    Args:
        folder: The configuration folder; None to remember nothing from one process to another.
        options: Those of the run.
        in_process: Whether to remember within this process, though there is no folder or no cache.
    """

    def __init__(self, folder: Path | None, options: Options, *, in_process: bool = False) -> None:
        # Nothing is remembered with further stylesheets: nobody knows what they read.
        entry = Entry("index", folder, _setting(options)) if folder and not options.stylesheets else None
        self._entry = entry if entry and entry.is_kept else None
        self._is_on = in_process or self._entry is not None
        self._target = options.target.encode()
        self._started = time.time()
        self._past: Past | None = None
        self._ahead: Ahead | None = None
        self.index = self._read()
        self.made = Draft()
        self.reach = Reach()
        self._recalled = 0
        self._elements: list[Declared] | None = None
        self._digest = sha256()

    def _read(self) -> Index | None:
        data = self._entry.read() if self._entry else None
        try:
            return Index(data) if data else None
        except OTHERWISE:
            return None

    @property
    def seal(self) -> str:
        """What tells the index from any other."""
        return self._entry.seal if self._entry else ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is remembered."""
        return self.index is None

    def also_for(self, options: Options) -> Memory:
        """Return the same for another run, which may be for another version; `keep` keeps the results of both."""
        other = copy(self)
        other._elements, other._target, other._entry = None, options.target.encode(), None
        return other

    def since(self, past: Past) -> Memory:
        """Return the same for a run that looks at no more than what has changed since the last one."""
        other = copy(self)
        other._past, other.made = past, Draft(results=self.made.results)
        return other

    def read_ahead(self, pool: Pool, to_read: ToRead, choice: Choice) -> None:
        """Let other processes read the files of a folder, if there are many, and nothing is remembered of them."""
        if self._entry and self.is_empty and pool.pays_for(len(to_read.files)):
            self._ahead = Ahead(pool, to_read, choice, self._started)

    def reading(self, file: str, path: str) -> Reading | None:
        """Return what a file holds, if it looks as when it was read; it is then as if it had been read.

        Args:
            file: Its path in the folder, or an absolute one.
            path: Where it is.
        """
        source = self._ahead or self._past or self.index
        if source is None or not self._entry:
            return None
        try:
            if source.status(file) != status_of(os.stat(path)):  # noqa: PTH116 - a Path a file would double the time
                return None
            known = source.known(file)
            reading = reading_of(file, known.digest, known.reading)
        except (OSError, *OTHERWISE):
            return None
        self._recalled += self._ahead is None
        self.made.add(file, known)
        return reading

    def keep_reading(self, reading: Reading, seen: os.stat_result) -> None:
        """Take what a file holds, before anything is changed of it; seen as it was before it was read."""
        if self._entry and not reading.findings:
            self.made.add(reading.file, known_of(reading, seen, self._started))

    def read(self, file: str) -> tuple[str, str] | None:
        """Return the digest and the contents, as kept, of a file that this run has read; None if it keeps nothing."""
        number = self.made.files.get(file)
        return None if number is None else (self.made.digests[number], self.made.readings[number])

    def ask(self, scaffolding: Declared, declaration: Declaration, asked: Iterable[int]) -> None:
        """Take what a scaffolding was generated from.

        Args:
            scaffolding: The scaffolding.
            declaration: What is declared of it.
            asked: The numbers of what was looked up for it.
        """
        number = self.made.files.get(scaffolding.file)
        if number is not None:
            self.made.asked.add(asked, number)
            self.made.asked.add(map(lookups.spelled, lookups.named_by(scaffolding, declaration)), number)

    def key(self, own: Slice) -> bytes:
        """Return the key of what a slice generates; empty if nothing is to be remembered."""
        if not self._is_on:
            return b""
        if own.elements is not self._elements:  # many scaffoldings need the whole configuration, which is one list
            self._elements = own.elements
            self._digest = sha256(self._target + own._replace(scaffoldings=[]).document().encode())
        digest = self._digest.copy()
        digest.update("".join(scaffolding.xml for scaffolding in own.scaffoldings).encode())
        return digest.digest()

    def get(self, key: bytes) -> Result | None:
        """Return a result as it was put."""
        known = self.made.results.get(key) or self._recall(key)
        if known:
            self.made.results[key] = known
        return known

    def _recall(self, key: bytes) -> Result | None:
        for results in (self._past.results if self._past else None, self.index.results if self.index else None):
            with suppress(*OTHERWISE):
                known = results.get(key) if results else None
                if known:
                    self._recalled += 1
                    return known
        return None

    def put(self, key: bytes, result: Result) -> None:
        """Take a result."""
        if key:
            self.made.results[key] = result

    def identify(self, identifiers: Mapping[str, Iterable[int]]) -> None:
        """Take the numbers of the identifiers of what was generated, by files."""
        for file, own in identifiers.items():
            if file in self.made.files:
                self.made.generated.add(own, self.made.files[file])

    def keep(self, reach: Reach, findings: Mapping[str, list[Finding]]) -> None:
        """Write the index.

        Args:
            reach: How far a change reaches.
            findings: What was found, by the files in which it lies, located and not selected; nothing, if no later
                run can follow.
        """
        self.reach = reach
        if self._entry:
            self._entry.write(self.made.bytes(reach, findings))

    @property
    def is_nearly_known(self) -> bool:
        """Whether the index has nearly all that the run has asked for."""
        return self._recalled > _MOSTLY * (len(self.made.files) + len(self.made.results))


def _setting(options: Options) -> str:
    """Return what decides on what files hold and what is generated, besides the folder and the program."""
    return repr((options.target, options.only, options.keep, options.context))
