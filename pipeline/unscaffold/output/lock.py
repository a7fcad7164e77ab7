"""Keeps two runs off one output folder."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from unscaffold.files import AS_IT_IS, is_regular, status_of
from unscaffold.findings import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = ".unscaffold.lock"
_HELD = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other runs off a folder, which is made if it does not exist. The lock ends with its process.

    Where the file system knows no locks, as some of a network do not, the file itself is the lock: it is there while
    a run is at work, and stays if that run is killed.

    Raises:
        Failure: Another run is at work on it, or it cannot be written to.
    """
    path = folder / LOCK
    is_made = not os.path.lexists(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, is_new = _opened(path)
    except OSError as error:
        raise Failure(f"{folder} cannot be written to: {error.strerror}") from None
    with os.fdopen(descriptor, "r+b") as file:
        try:
            is_ours = _acquire(file.fileno()) and _is_there(path, file.fileno())
        except OSError as error:
            if not is_new:
                advice = f"if there is none, remove {path}"
                raise Failure(f"another run is writing to {folder}; {advice} ({error.strerror})") from None
            is_ours = True
        if not is_ours:
            raise Failure(f"another run is writing to {folder}; try again when it has finished")
        try:
            yield
        finally:
            with suppress(OSError):  # Windows does not remove an open file; the next run takes it over
                path.unlink()
                if is_made:
                    folder.rmdir()  # it fails, as it should, if the run has written something


def _opened(path: Path) -> tuple[int, bool]:
    """Open the lock's file, and return whether it was made for that."""
    status = status_of(path)
    if status and not is_regular(status):
        raise Failure(f"{path} is not a regular file; move it elsewhere")
    with suppress(FileExistsError):
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | AS_IT_IS, 0o666), True
    return os.open(path, os.O_RDWR | os.O_CREAT | AS_IT_IS, 0o666), False


def _is_there(path: Path, descriptor: int) -> bool:
    """Return whether a file is still at its path: a lock on one that its last owner removed keeps nobody off."""
    status = status_of(path)
    return status is not None and os.path.samestat(status, os.fstat(descriptor))


def _acquire(descriptor: int) -> bool:
    """Return whether the lock is ours now.

    Raises:
        OSError: The file system knows no locks.
    """
    try:
        _lock(descriptor)
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise
    return True


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
