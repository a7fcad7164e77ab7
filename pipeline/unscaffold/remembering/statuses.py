"""What files look like from outside, by which git, too, sees whether one has changed: sizes, times and numbers."""

from __future__ import annotations

import os
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# When a file was modified and when changed, in nanoseconds, its bytes, its number: that of no other, nor as it was.
Status = tuple[int, int, int, int]

# Seconds. A file written so recently may be written again and have the same times: FAT counts in steps of 2 s.
SETTLED = 2.0
GONE: Status = (0, 0, 0, 0)
UNKNOWN: Status = (1, 0, 0, 0)  # a file that has changed a moment ago, and looks like no other one
_WIDTH = len(GONE)
_SECOND = 1_000_000_000
_ALL = (1 << 64) - 1


def status(path: str, look_at: Callable[[str], os.stat_result] = os.stat) -> Status:
    """Return the status of what is at a path, `GONE` if nothing is.

    Args:
        path: The path.
        look_at: What looks: at a link itself, or at what is behind it.
    """
    try:
        return status_of(look_at(path))
    except OSError:
        return GONE


def status_of(seen: os.stat_result) -> Status:
    """Return a status as it is remembered."""
    return seen.st_mtime_ns & _ALL, seen.st_ctime_ns & _ALL, seen.st_size & _ALL, seen.st_ino & _ALL


def settled(seen: Status, started: float) -> Status:
    """Return a status; `UNKNOWN` if the file had only just changed when a run started, in seconds since 1970."""
    return seen if max(seen[:2]) <= (started - SETTLED) * _SECOND else UNKNOWN


class Statuses:
    """The statuses of files, in the order in which they were added."""

    def __init__(self, statuses: Iterable[Status] = ()) -> None:
        self._values = array("Q")
        for one in statuses:
            self._values.extend(one)

    @classmethod
    def of(cls, data: bytes | memoryview) -> Statuses:
        """Return those of which these are the bytes.

        Raises:
            ValueError: They are no such bytes.
        """
        made = cls()
        made._values.frombytes(data)
        if len(made) * _WIDTH != len(made._values):
            raise ValueError
        return made

    def bytes(self) -> bytes:
        """Return them as bytes."""
        return self._values.tobytes()

    def __len__(self) -> int:
        return len(self._values) // _WIDTH

    def __getitem__(self, number: int) -> Status:
        first, second, third, fourth = self._values[number * _WIDTH : (number + 1) * _WIDTH]
        return first, second, third, fourth

    def append(self, one: Status) -> None:
        """Add a status."""
        self._values.extend(one)
