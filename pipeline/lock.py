"""Keeps two runs off one output folder."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from pipeline.diagnostics import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = ".unscaffold.lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other runs off a folder, which is made if it does not exist. The lock ends with its process.

    Raises:
        Failure: Another run is at work on it, or it cannot be written to.
    """
    path = folder / LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b")
    except OSError as error:
        raise Failure(f"{folder} cannot be written to: {error.strerror}") from None
    with file:
        if not (_acquire(file.fileno()) and _is_there(path, file.fileno())):
            raise Failure(f"another run is writing to {folder}; try again when it has finished")
        try:
            yield
        finally:
            with suppress(OSError):  # Windows does not remove an open file; the next run takes it over
                path.unlink()


def _is_there(path: Path, descriptor: int) -> bool:
    """Return whether a file is still at its path: a lock on one that its last owner removed keeps nobody off."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _acquire(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _acquire(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
