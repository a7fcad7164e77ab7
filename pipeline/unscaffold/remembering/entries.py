"""What a run remembers for the next one, in the user's cache folder. Losing it costs time and nothing else.

`UNSCAFFOLD_CACHE` names another folder; `off`, or nothing, turns this off. Nothing of it belongs into an output
folder, which is under version control. An entry is bound to the program that made it: to another one, it does not
exist.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unscaffold.files import content, is_regular, is_temporary, replace, resolved, status_of
from unscaffold.process import xslt_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_OURS = re.compile(r"unscaffold-[0-9a-f]{32}\.(?:run|generated)")
_FORGOTTEN = 90 * 86400.0  # seconds after which what no run has written any more is removed


def cache_folder() -> Path | None:
    """Return the cache folder; None if nothing is to be remembered."""
    named = os.environ.get("UNSCAFFOLD_CACHE")
    if named is not None:
        return None if named in {"", "off"} else Path(named)  # an empty variable is none on Windows
    system = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else os.environ.get("XDG_CACHE_HOME")
    with suppress(RuntimeError):
        return (Path(system) if system else Path.home() / ".cache") / "unscaffold"
    return None


class Entry:
    """A thing that is remembered.

    Args:
        kind: What it is, in a word.
        about: The file or folder that it is remembered of.
    """

    def __init__(self, kind: str, about: Path) -> None:
        cache = cache_folder()
        name = sha256(os.fsencode(resolved(about))).hexdigest()[:32]
        self._file = cache / f"unscaffold-{name}.{kind}" if cache else None

    @property
    def is_kept(self) -> bool:
        """Whether it is remembered what is written."""
        return self._file is not None

    def read(self) -> Any:
        """Return what was written last; None if it is not there, not whole, or another program's."""
        if self._file is None:
            return None
        try:
            digest, text = (content(self._file) or b"").split(b"\n", 1)
        except (OSError, ValueError):
            return None
        return json.loads(text) if digest == _seal(self._file.name, text) else None

    def write(self, value: object) -> None:
        """Remember a value that JSON can hold, whole or not at all; forget what was written months ago."""
        if self._file is None:
            return
        text = json.dumps(value).encode()
        with suppress(OSError):
            if _digest() != _PROGRAM:
                return  # who knows which program made it
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace(self._file, _seal(self._file.name, text) + b"\n" + text, 0o600)
            _forget(self._file.parent)


def _forget(cache: Path) -> None:
    for file in cache.iterdir():
        if _OURS.fullmatch(file.name) or is_temporary(file.name):
            status = status_of(file)
            if status and is_regular(status) and status.st_mtime < time.time() - _FORGOTTEN:
                file.unlink()


def _seal(name: str, text: bytes) -> bytes:
    """Return what an entry begins with: it binds its text to the program and to the place, so to its kind."""
    return sha256(_PROGRAM + name.encode() + text).hexdigest().encode()


def _digest() -> bytes:
    """Return the digest of all that decides on what is made of a configuration, as it is now."""
    digest = sha256(sys.version.encode())
    for file in _files():
        digest.update(f"{file}\n".encode("utf-8", "surrogatepass") + file.read_bytes())
    for library in map(find_spec, ("saxonche", "lxml")):  # too large to be read
        if library and library.origin:
            status = os.stat(library.origin)  # noqa: PTH116 - the name is a string
            digest.update(f"{library.origin} {status.st_size} {status.st_mtime_ns}".encode("utf-8", "surrogatepass"))
    return digest.digest()


def _files() -> Iterator[Path]:
    for own in (Path(__file__).parents[1], xslt_folder()):
        yield from (path for path in sorted(own.rglob("*.*")) if path.suffix in {".py", ".xml", ".xsl"})


# The program that this process runs: it was loaded with this module, and not when it is asked for.
_PROGRAM = _digest()
