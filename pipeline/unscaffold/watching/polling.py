"""Changes that are looked for, again and again, where the system does not tell of them: on networks, for instance."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from unscaffold.files import status_of
from unscaffold.watching.noticed import Noticed

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path


def polled(folders: Sequence[Path], seconds: float) -> Generator[bool, None, None]:
    """Yield again and again whether folders have changed since the last time, and do not go on changing.

    All that a status tells is compared: by times in whole seconds, a file that is saved twice in one looks the same.

    Args:
        folders: Folders, by absolute paths without links.
        seconds: How long to wait before they are looked at again.
    """
    noticed = Noticed(folders)
    told = before = _looks(folders, noticed)
    while True:
        yield told != before
        told = before
        time.sleep(seconds)
        now = _looks(folders, noticed)
        while now != before:
            before = now
            time.sleep(seconds)
            now = _looks(folders, noticed)


def _looks(folders: Sequence[Path], noticed: Noticed) -> set[tuple[str, int, int, int]]:
    """Return what looks different after any change that is to be noticed."""
    found = set()
    for folder in folders:
        for place, inner, files in os.walk(folder):
            inner[:] = [name for name in inner if not name.startswith(".")]
            for name in files:
                path = os.path.join(place, name)  # noqa: PTH118 - there may be thousands
                status = status_of(path) if noticed(None, path) else None
                if status:
                    found.add((path, status.st_ino, status.st_size, status.st_mtime_ns))
    return found
