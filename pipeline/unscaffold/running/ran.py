"""A command that was run in a process of its own, within limits."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """What one run may take: `seconds` of time, and `memory`, in bytes, of its process with all that it starts."""

    seconds: float
    memory: int


class Ran(NamedTuple):
    """What came of a run.

    `code` is its exit code; `out` and `err` what it printed; `stopped` is "time" or "memory" if it took more than
    it may, and was ended, else empty; `seconds` how long it took, `peak` the most bytes of memory that were seen.
    """

    code: int
    out: bytes
    err: bytes
    stopped: str
    seconds: float
    peak: int
