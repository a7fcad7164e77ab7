"""What slices generated, remembered from one run to the next: Saxon takes nine tenths of a large run.

A result is kept under the digest of all that it is made from: the scaffolding with the elements it needs, and the
program. It lies in the user's cache folder, beside what `memory` keeps; losing it costs time and nothing else.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pipeline.memory import cache_folder, programs, write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pipeline.lookup import Slice


class Store:
    """The results of the last run on a configuration folder.

    Args:
        folder: The configuration folder; None to remember nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        cache = cache_folder() if folder else None
        name = sha256(os.fsencode(folder.resolve())).hexdigest()[:32] if folder else ""
        self._file = cache / f"{name}.generated.json" if cache else None
        self._program = _digest(programs()) if cache else ""
        self._results = self._read()
        self._used: dict[str, bytes] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is remembered."""
        return not self._results

    def key(self, own: Slice) -> str:
        """Return the key of what a slice generates; empty if nothing is to be remembered."""
        return sha256(f"{self._program}\n{own.document()}".encode()).hexdigest() if self._file else ""

    def get(self, key: str) -> bytes | None:
        """Return a result, compressed as it was put."""
        if key in self._results:
            self._used[key] = self._results[key]
        return self._used.get(key)

    def put(self, key: str, compressed: bytes) -> None:
        """Take a result."""
        if key:
            self._used[key] = compressed

    def keep(self) -> None:
        """Remember the results that were got or put, and no others."""
        if self._file is None or self._used.keys() == self._results.keys():
            return
        results = {key: b64encode(compressed).decode() for key, compressed in self._used.items()}
        with suppress(OSError):
            write(self._file, json.dumps({"program": self._program, "results": results}))

    def _read(self) -> dict[str, bytes]:
        if self._file is None:
            return {}
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            remembered = json.loads(self._file.read_bytes())
            if remembered["program"] == self._program:
                return {key: b64decode(result) for key, result in remembered["results"].items()}
        return {}


def _digest(files: Iterable[str]) -> str:
    digest = sha256()
    for file in files:
        with open(file, "rb") as program:  # noqa: PTH123 - as in memory
            digest.update(f"{file}\n".encode("utf-8", "surrogateescape") + program.read())
    saxon = find_spec("saxonche")
    if saxon and saxon.origin:  # too large to be read
        status = os.stat(saxon.origin)  # noqa: PTH116 - as in memory
        digest.update(f"{saxon.origin} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()
