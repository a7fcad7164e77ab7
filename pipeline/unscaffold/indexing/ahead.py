"""Files that other processes read ahead of this one: what they hold is recalled as that of a former run is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from unscaffold.indexing.index import known_of
from unscaffold.reading import read_file

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence
    from pathlib import Path

    from unscaffold.generating import Pool
    from unscaffold.indexing.index import Known
    from unscaffold.reading import Reading, ToRead
    from unscaffold.remembering import Status
    from unscaffold.vocabulary import Choice

_SHARE = 100  # files that a process reads at a time: in 30 ms


class Ahead:
    """Files that are read in shares by other processes, while this one recalls those of earlier shares.

    Args:
        pool: The processes.
        to_read: The files, in the order in which they will be asked for; those of contexts are not read ahead.
        choice: The names of the elements that are to be expanded, and to be left.
        started: When the run started, in seconds since 1970.
    """

    def __init__(self, pool: Pool, to_read: ToRead, choice: Choice, started: float) -> None:
        files = [file for file in to_read.files if file not in to_read.elsewhere]
        shares = [files[at : at + _SHARE] for at in range(0, len(files), _SHARE)]
        self._share_of = {file: number for number, share in enumerate(shares) for file in share}
        self._answers = pool.done(partial(_read, to_read.folder, share, choice, started) for share in shares)
        self._share = -1
        self._known: dict[str, Known] = {}

    def status(self, file: str) -> Status | None:
        """Return the status of a file when it was read; None if nobody read it, or something is wrong with it.

        Raises:
            Failure: A process ended before its time.
        """
        while self._share < self._share_of.get(file, -1):
            self._share, self._known = self._share + 1, next(self._answers)
        return self._known[file].status if file in self._known else None

    def known(self, file: str) -> Known:
        """Return what is to be remembered of a file that has a status, the last that was asked for."""
        return self._known[file]


def _read(folder: Path, files: Sequence[str], choice: Choice, started: float) -> dict[str, Known]:
    """Return what is to be remembered of files in which nothing is wrong."""
    notes = _Notes(started)
    for file in files:
        read_file(folder, file, choice.expanded, choice.left, memory=notes)
    return notes.known


class _Notes:
    """Remembers nothing, and takes what is to be."""

    def __init__(self, started: float) -> None:
        self._started = started
        self.known: dict[str, Known] = {}

    def reading(self, _file: str, _path: str) -> None:
        """Return nothing."""

    def keep_reading(self, reading: Reading, seen: os.stat_result) -> None:
        """Take what a file holds."""
        if not reading.findings:
            self.known[reading.file] = known_of(reading, seen, self._started)
