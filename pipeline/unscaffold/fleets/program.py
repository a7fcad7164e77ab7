"""The program that a process runs, known by what is in its files: on every machine that has the same, it is the same.

What a run remembers is bound to what files look like instead, which is quicker, and differs between machines.
"""

from __future__ import annotations

import os
import platform
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from unscaffold import __version__
from unscaffold.process import xslt_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWN = Path(__file__).parents[1]
_COMPILED = (".pyc", ".pyo")
_LIBRARIES = ("click", "cronsim", "lxml", "saxonche")  # what makes the rest of a result


class Program(NamedTuple):
    """What runs: its version, a digest of it with Python and the libraries that it uses, and Python's version."""

    version: str
    digest: str
    python: str


@cache
def program() -> Program:
    """Return the program that this process runs."""
    python = platform.python_version()
    digest = sha256(repr((__version__, python, [*map(_version, _LIBRARIES)])).encode())
    for root in (_OWN, xslt_folder()):
        for path in sorted(_files_of(root)):
            data = (root / path).read_bytes()
            digest.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogatepass") + data)
    return Program(__version__, digest.hexdigest(), python)


def _files_of(root: Path) -> Iterator[str]:
    for folder, _, names in os.walk(root):
        yield from (Path(folder, name).relative_to(root).as_posix() for name in names if not name.endswith(_COMPILED))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # it was put there by other means than an installer
        return ""
