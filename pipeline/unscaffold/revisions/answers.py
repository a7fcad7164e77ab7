"""What git answers, within the time and the size that an answer may take."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from tempfile import TemporaryFile
from time import monotonic
from typing import IO, TYPE_CHECKING, NamedTuple

from unscaffold.findings import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_PRINTED = 128 << 20  # bytes: a tree that is made to be listed without end fills no memory
_SAID = 64 << 10  # bytes of complaints that are looked at
_GLANCE = 0.5  # seconds between two looks


class Answer(NamedTuple):
    """What git said: its exit code, what it printed, and the first line of what it complained of."""

    code: int
    out: bytes
    complaint: str


class Bounds(NamedTuple):
    """What git may take: `seconds`, and `size`, in bytes, of all files below `folder`, if there is one."""

    seconds: float
    folder: Path | None = None
    size: int = 0


def answer(
    words: Sequence[str | bytes], environment: Mapping[str, str], bounds: Bounds, *, apart: bool = False
) -> Answer:
    """Run a command line of git.

    Args:
        words: The command line.
        environment: The environment.
        bounds: What it may take.
        apart: Whether it has no terminal to ask anybody on, and ends with all that it started.

    Raises:
        TimeoutError: It has not answered in time.
        Failure: It prints or writes more than it may.
    """
    # Files and not pipes: what git has started may hold a pipe open, after git itself was ended.
    with TemporaryFile() as out, TemporaryFile() as complaints:
        process = subprocess.Popen(
            words,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=complaints,
            start_new_session=apart and sys.platform != "win32",
        )
        try:
            code = _ended(process, bounds, out)
            _check(bounds, out)
        finally:
            _end(process, apart=apart)
        lines = _content(complaints, _SAID).decode("utf-8", "backslashreplace").splitlines()
        return Answer(code, _content(out, _PRINTED), lines[0].removeprefix("fatal: ") if lines else "")


def _content(file: IO[bytes], most: int) -> bytes:
    file.seek(0)
    return file.read(most)


def _ended(process: subprocess.Popen[bytes], bounds: Bounds, out: IO[bytes]) -> int:
    """Wait for the end of git, and return its exit code."""
    end = monotonic() + bounds.seconds
    while True:
        with suppress(subprocess.TimeoutExpired):
            return process.wait(max(0, min(_GLANCE, end - monotonic())))
        if monotonic() >= end:
            raise TimeoutError
        _check(bounds, out)


def _check(bounds: Bounds, out: IO[bytes]) -> None:
    """Refuse what is more than it may be."""
    if os.fstat(out.fileno()).st_size > _PRINTED:
        raise Failure(f"git prints more than {_PRINTED >> 20} MB about the repository, and is not heard out")
    if bounds.folder and _size(bounds.folder) > bounds.size:
        raise Failure(f"the repository has more than {bounds.size >> 20} MB, and is not fetched")


def _size(folder: Path) -> int:
    size = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):  # git has removed it meanwhile
                size += os.lstat(os.path.join(parent, name)).st_size  # noqa: PTH118 - there may be thousands
    return size


def _end(process: subprocess.Popen[bytes], *, apart: bool) -> None:
    if process.poll() is not None:
        return  # and what it left behind is meant to stay: a helper that keeps credentials for some minutes
    if apart and sys.platform != "win32":
        from os import killpg  # noqa: PLC0415 - Windows has none
        from signal import SIGKILL  # noqa: PLC0415 - as above

        with suppress(ProcessLookupError):
            killpg(process.pid, SIGKILL)
    else:
        process.kill()
    process.wait()
