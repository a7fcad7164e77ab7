"""The program that remembers: what one program has remembered, another one does not believe.

A program is known by its version and by what its files look like, as git knows the files of a work tree: to read
hundreds of them would take longer than all else that a run has to do where nothing has changed. A file that is
written again looks another one, for its times are the system clock's; only on Windows can a tool set them all back. A
program that is installed again is another one, though every byte may be the same: that costs a run its memory.
"""

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
from unscaffold.remembering.statuses import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWN = Path(__file__).parents[1]
_KINDS = (".py", ".xml", ".xsl")
_LOADED = time.time()  # when Python read the modules of this process, in seconds since 1970


@cache
def program() -> bytes:
    """Return the digest of the program that this process runs; the first run takes it, before it does anything else.

    If a file is newer than this process, or hardly older, nobody knows which program runs: the digest is then one
    that no other has.
    """
    digest, newest = _digest()
    return digest if newest < _LOADED - SETTLED else os.urandom(32)


def is_still_there() -> bool:
    """Return whether the program that this process runs is the one that is installed now."""
    return _digest()[0] == program()


def _digest() -> tuple[bytes, float]:
    """Return the digest of all that decides on what is made of a configuration, and when its newest file changed."""
    digest = sha256(sys.version.encode() + (_OWN / "__init__.py").read_bytes())  # which has the version
    newest = 0.0
    for path in _files():
        status = os.stat(path)  # noqa: PTH116 - there are hundreds, and to make a Path takes longer than to look
        seen = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
        digest.update(f"{path} {seen}\n".encode("utf-8", "surrogatepass"))
        newest = max(newest, status.st_mtime, status.st_ctime)
    return digest.digest(), newest


def _files() -> list[str]:
    """Return the modules, the stylesheets and their data files, and the libraries that make most of the rest."""
    own = sorted(path for root in (_OWN, xslt_folder()) for path in _files_of(root))
    libraries = filter(None, map(find_spec, ("saxonche", "lxml")))
    return [*own, *(library.origin for library in libraries if library.origin)]


def _files_of(own: Path) -> Iterator[str]:
    for folder, _, names in os.walk(own):
        yield from (f"{folder}{os.sep}{name}" for name in names if name.endswith(_KINDS))
