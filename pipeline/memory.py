"""The short cut of a run that would change nothing: what everything looked like after the last one.

Input, output and program are looked at as git does, by size, times and file number, and not read. What is
remembered lies in the user's cache folder (`UNSCAFFOLD_CACHE` names another; empty, it turns this off): nothing
of it belongs into an output folder that is under version control. Losing it costs time and nothing else.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.diagnostics import Diagnostic, Place
from pipeline.folder import walk
from pipeline.output import MANIFEST
from pipeline.resources import xslt_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

# A file that was written as recently may be written again without its times showing it: some count in 2 seconds.
_SETTLED = 2.0
_OURS = re.compile(r"[0-9a-f]{32}(\.generated)?\.(json|[0-9]+)")
_FORGOTTEN = 90 * 86400.0  # seconds after which what no run has written any more is removed


class Outcome(NamedTuple):
    """What a run without errors reported: its warnings, and how many scaffoldings it expanded and left."""

    diagnostics: list[Diagnostic]
    expanded: int
    others: int


class Memory:
    """What is remembered of runs from one folder into another.

    Args:
        folder: The configuration folder.
        output: The output folder.
        options: What else decides on the output.
    """

    def __init__(self, folder: Path, output: Path, options: object) -> None:
        self._folder = folder
        self._output = output
        self._programs = programs()
        self._options = repr(options)
        self._started = time.time()
        self._before = ""
        name = sha256(os.fsencode(output.resolve())).hexdigest()[:32]
        cache = cache_folder()
        self._file = cache / f"{name}.json" if cache else None

    def recall(self) -> Outcome | None:
        """Return the outcome of the last run, if a run now would do nothing and report the same."""
        if self._file is None:
            return None
        self._before = self._look(self._input())
        with suppress(OSError, ValueError, KeyError, TypeError):
            remembered = json.loads(self._file.read_bytes())
            if remembered["input"] == self._before and remembered["output"] == self._look(self._written()):
                found = [Diagnostic(Place(*place), *rest) for place, *rest in remembered["diagnostics"]]
                return Outcome(found, remembered["expanded"], remembered["others"])
        return None

    def keep(self, outcome: Outcome) -> None:
        """Remember the outcome of a run that has just ended."""
        if self._file is None:
            return
        paths = self._input()
        newest = max((max(status.st_mtime, status.st_ctime) for status in map(_status, paths) if status), default=0)
        # What changed while the run was at it was perhaps not read as it is now.
        if newest > self._started - _SETTLED or self._look(paths) != self._before:
            return
        remembered = outcome._asdict() | {"input": self._before, "output": self._look(self._written())}
        with suppress(OSError):
            write(self._file, json.dumps(remembered))

    def _input(self) -> list[str]:
        found, links = walk(self._folder)
        return self._programs + list(map(str, links)) + [f"{self._folder}{os.sep}{file}" for file in found]

    def _written(self) -> list[str]:
        try:
            files = json.loads((self._output / MANIFEST).read_bytes())["files"]
        except FileNotFoundError:
            return []
        return [f"{self._output}{os.sep}{file}" for file in [MANIFEST, *files]]

    def _look(self, paths: Iterable[str]) -> str:
        digest = sha256(self._options.encode())
        for path in paths:
            status = _status(path)
            seen = status and (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
            digest.update(f"{path}\0{seen}\n".encode("utf-8", "surrogateescape"))
        return digest.hexdigest()


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116 - a Path a file would double the time
    except OSError:
        return None


def programs() -> list[str]:
    """Return our own files that decide on what is generated."""
    files = (path for folder in [Path(__file__).parent, xslt_folder()] for path in sorted(folder.rglob("*.*")))
    return [str(path) for path in files if path.suffix in {".py", ".xml", ".xsl"}]


def write(file: Path, text: str) -> None:
    """Write what is to be remembered, whole or not at all; remove what was for months.

    Raises:
        OSError: It cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_suffix(f".{os.getpid()}")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(file)
    for other in file.parent.iterdir():
        if _OURS.fullmatch(other.name) and other.stat().st_mtime < time.time() - _FORGOTTEN:
            other.unlink()


def cache_folder() -> Path | None:
    """Return the folder for what runs remember; None if they are not to."""
    named = os.environ.get("UNSCAFFOLD_CACHE")
    if named is not None:
        return Path(named) if named else None
    system = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else os.environ.get("XDG_CACHE_HOME")
    with suppress(RuntimeError):
        return (Path(system) if system else Path.home() / ".cache") / "unscaffold"
    return None
