"""The program that remembers: what one program has remembered, another one does not believe."""

from __future__ import annotations

import os
import sys
import time
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.process import xslt_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = (".py", ".xml", ".xsl")
_LOADED = time.time()  # when Python read the modules of this process, in seconds since 1970


@cache
def program() -> bytes:
    """Return the digest of the program that this process runs; the first run takes it, before it does anything else.

    If a file is newer than this process, nobody knows which program runs: the digest is then one that no other has.
    """
    digest, newest = _digest()
    return digest if newest < _LOADED else os.urandom(32)


def is_still_there() -> bool:
    """Return whether the program that this process runs is the one that is installed now."""
    return _digest()[0] == program()


def _digest() -> tuple[bytes, float]:
    """Return the digest of all that decides on what is made of a configuration, and when its newest file changed."""
    digest = sha256(sys.version.encode())
    newest = 0.0
    for path in _files():
        with open(path, "rb") as file:  # noqa: PTH123 - there are a hundred, and a Path takes as long as to read one
            digest.update(f"{path}\n".encode("utf-8", "surrogatepass") + file.read())
            status = os.fstat(file.fileno())
        newest = max(newest, status.st_mtime, status.st_ctime)
    for library in map(find_spec, ("saxonche", "lxml")):  # too large to be read
        if library and library.origin:
            status = os.stat(library.origin)  # noqa: PTH116 - the name is a string
            digest.update(f"{library.origin} {status.st_size} {status.st_mtime_ns}".encode("utf-8", "surrogatepass"))
    return digest.digest(), newest


def _files() -> list[str]:
    """Return the modules, the stylesheets and their data files."""
    return sorted(path for own in (Path(__file__).parents[1], xslt_folder()) for path in _files_of(own))


def _files_of(own: Path) -> Iterator[str]:
    for folder, _, names in os.walk(own):
        yield from (f"{folder}{os.sep}{name}" for name in names if name.endswith(_KINDS))
