"""The standard streams of a process that is ours: closed, full or broken, they cost no traceback and no output.

What is said on stderr may be lost, and stops nothing. Data that cannot be written to stdout ends the run.
"""

from __future__ import annotations

import os
import sys
from errno import EAGAIN, EINVAL, EPIPE
from io import BufferedIOBase, FileIO, TextIOWrapper
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable

_OF_DATA = "utf-8"  # the encoding of all that goes to a file or a program, wherever that is
_CANNOT_WRITE = 2  # the exit code of a run that could not be
BROKEN = 141  # what a shell says of a program that a broken pipe ended


def open_closed() -> None:
    """Open the standard streams that are closed: else the next file that is opened becomes one of them."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            # For reading only, so that to write to the stream still fails, as it does where it is closed.
            os.set_inheritable(os.open(os.devnull, os.O_RDONLY), True)


def prepare(refuse: Callable[[str], None]) -> None:
    """Prepare the standard streams of this process.

    Args:
        refuse: Says why data cannot be written to stdout, which then ends the run.
    """

    def fail(error: OSError) -> None:
        if not _has_had_enough(error):
            refuse(f"standard output: {error.strerror}")
        raise SystemExit(BROKEN if _has_had_enough(error) else _CANNOT_WRITE)

    open_closed()
    sys.stdout = _prepared(sys.stdout, 1, fail, None if sys.stdout and sys.stdout.isatty() else _OF_DATA)
    sys.stderr = _prepared(sys.stderr, 2, lambda _: None)


class _Bytes(BufferedIOBase):
    """Writes at once, so that nothing is left for Python to fail at when it ends."""

    def __init__(self, raw: Any, fail: Callable[[OSError], None]) -> None:
        self._raw, self._fail = raw, fail

    def write(self, data: Any) -> int:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[_written(self._raw, rest) :]
        except OSError as error:
            self._fail(error)
        return len(data)

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return bool(self._raw.isatty())

    def fileno(self) -> int:
        return int(self._raw.fileno())


def _written(raw: Any, data: memoryview) -> int:
    count = raw.write(data)
    if count is None:  # Python's way to say that the stream is not one to wait for
        raise BlockingIOError(EAGAIN, os.strerror(EAGAIN))
    return int(count)


def _prepared(
    stream: TextIO | None, descriptor: int, fail: Callable[[OSError], None], encoding: str | None = None
) -> TextIO:
    raw: Any = getattr(stream.buffer, "raw", stream.buffer) if stream else FileIO(descriptor, "w", closefd=False)
    encoding = encoding or (stream.encoding if stream else "utf-8")
    # A console may lack the letters of a name.
    return TextIOWrapper(_Bytes(raw, fail), encoding, "backslashreplace", write_through=True)  # type: ignore[type-var]


def _has_had_enough(error: OSError) -> bool:
    """Return whether whoever reads what we write has closed the pipe, as `head` does."""
    return error.errno == (EINVAL if sys.platform == "win32" else EPIPE) or isinstance(error, BrokenPipeError)
