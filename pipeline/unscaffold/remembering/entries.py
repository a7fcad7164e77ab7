"""What a run remembers for the next one, in the user's cache folder. Losing it costs time and nothing else.

Nothing of it belongs into an output folder, which is under version control. An entry is bound to the program that
made it: to another one, it does not exist.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from unscaffold.files import content, is_regular, is_temporary, replace, resolved, status_of
from unscaffold.remembering.folder import cache_folder
from unscaffold.remembering.program import is_still_there, program

if TYPE_CHECKING:
    from pathlib import Path

_OURS = re.compile(r"unscaffold-[0-9a-f]{32}\.(?:run|index|check|generated)")  # "generated" was once
_FORGOTTEN = 90 * 86400.0  # seconds after which what no run has written any more is removed


class Entry:
    """A thing that is remembered; its `seal` tells what was read or written last from anything else.

    Args:
        kind: What it is, in a word.
        about: The file or folder that it is remembered of.
        setting: How it was made, if there are several ways.
    """

    def __init__(self, kind: str, about: Path, setting: str = "") -> None:
        cache = cache_folder()
        name = sha256(os.fsencode(resolved(about)) + setting.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        self._file = cache / f"unscaffold-{name}.{kind}" if cache else None
        self.seal = ""
        if self._file:
            program()  # before anything is made by it

    @property
    def is_kept(self) -> bool:
        """Whether there is a cache folder, and so anything is remembered."""
        return self._file is not None

    def read(self) -> bytes | None:
        """Return what was written last; None if it is not there, not whole, or another program's."""
        if self._file is None:
            return None
        try:
            digest, data = (content(self._file) or b"").split(b"\n", 1)
        except (OSError, ValueError):
            return None
        if digest != _seal(self._file.name, data):
            return None
        self.seal = digest.decode()
        return data

    def write(self, data: bytes) -> None:
        """Remember bytes, whole or not at all; forget what was written months ago."""
        if self._file is None:
            return
        self.seal = ""  # of what was there before: nothing goes with that any more, though it may stay
        with suppress(OSError):
            if not is_still_there():
                return  # the program was replaced during the run: nobody knows which of the two made the value
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            digest = _seal(self._file.name, data)
            replace(self._file, digest + b"\n" + data, 0o600)
            self.seal = digest.decode()
            _forget(self._file.parent)


def _forget(cache: Path) -> None:
    for file in cache.iterdir():
        if _OURS.fullmatch(file.name) or is_temporary(file.name):
            status = status_of(file)
            if status and is_regular(status) and status.st_mtime < time.time() - _FORGOTTEN:
                file.unlink()


def _seal(name: str, data: bytes) -> bytes:
    """Return what an entry begins with: it binds its bytes to the program and to the place, so to its kind."""
    digest = sha256(program() + name.encode())
    digest.update(data)
    return digest.hexdigest().encode()
