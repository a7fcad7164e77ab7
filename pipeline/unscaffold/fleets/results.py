"""A folder of results: what came of each repository, and what had come of it in the run before.

There is a file for each repository, named by a digest: names are strangers'. It is whole at any moment, so that a run
that is killed leaves all that was done; the next one goes on with it, as if it were the same run. Losing the folder
costs time, and what there is to compare with.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from unscaffold.files import content, replace
from unscaffold.fleets.outcome import Outcome, Unchanged
from unscaffold.output import locked
from unscaffold.remembering import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_VERSION = 1  # of the files: another one is read as nothing
_RUN = "run.json"
_OTHERWISE = (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error)
_LENGTH = 32  # hexadecimal digits: 128 bits


class Visited(NamedTuple):
    """A repository with its outcome.

    `before` is that of the last run, None if there was none; `is_unchanged` if the outcome is still that of then.
    """

    now: Outcome
    before: Outcome | None = None
    is_unchanged: bool = False


class _Kept(NamedTuple):
    """What a file has: an outcome, the run that made it, and the outcome of the run before that."""

    run: str
    now: Outcome
    before: Outcome | None


def results_folder(file: Path, words: Sequence[str]) -> Path | None:
    """Return the folder of results if nobody names one; None if there is no cache folder.

    Args:
        file: The list of the repositories, by an absolute path.
        words: The command, with its flags.
    """
    cache = cache_folder()
    about = "\0".join([os.fspath(file), *words])
    return cache / "fleets" / _digest(about) if cache else None


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


@contextmanager
def opened(folder: Path, *, fresh: bool = False) -> Iterator[Results]:
    """Open a folder of results, which is made if it is not there, for one run at a time.

    Args:
        folder: The folder.
        fresh: Whether what is there is no reason to leave anything out.

    Raises:
        Failure: Another run uses it, or it cannot be written to.
        OSError: It cannot be written to.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(folder):
        yield Results(folder, fresh=fresh)


class Results:
    """The results in a folder, during a run."""

    def __init__(self, folder: Path, *, fresh: bool) -> None:
        self._folder = folder
        self._fresh = fresh
        last = self._last_run()
        is_resumed = bool(last) and not last.get("is_complete", True)
        self._run = str(last["run"]) if is_resumed else os.urandom(8).hex()
        self._unchanged: set[bytes] = set()  # digests of names: of 100,000, a few megabytes
        self._say(is_complete=False)

    def _last_run(self) -> dict[str, Any]:
        try:
            said = json.loads(content(self._folder / _RUN) or b"{}")
        except _OTHERWISE:
            return {}
        return said if isinstance(said, dict) and isinstance(said.get("run"), str) else {}

    def _say(self, *, is_complete: bool) -> None:
        said = {"version": _VERSION, "run": self._run, "is_complete": is_complete}
        replace(self._folder / _RUN, json.dumps(said).encode(), 0o600)

    def complete(self) -> None:
        """Keep that all repositories have been visited: the next run is another one."""
        self._say(is_complete=True)

    def known(self, name: str) -> str:
        """Return the digest of the outcome that a repository has; empty if it has none."""
        kept = None if self._fresh else self._read(name)
        return kept.now.digest if kept else ""

    def keep(self, came: Outcome | Unchanged) -> Visited | None:
        """Keep what came of a repository, and return it; if it is unchanged, that is there, unless it is gone.

        Raises:
            OSError: It cannot be written.
        """
        if isinstance(came, Unchanged):
            self._unchanged.add(bytes.fromhex(_digest(came.name)))
            return self._visited(came.name)
        kept = self._read(came.name)
        before = kept and (kept.before if kept.run == self._run else kept.now)
        said = {"version": _VERSION, "run": self._run, "now": came, "before": before}
        data = gzip.compress(json.dumps(said).encode(), compresslevel=1, mtime=0)
        replace(self._path(came.name), data, 0o600)
        return Visited(came, before)

    def visited(self, names: Iterable[str]) -> Iterator[Visited]:
        """Yield each repository that was visited, in the order of the names."""
        return filter(None, map(self._visited, names))

    def _visited(self, name: str) -> Visited | None:
        kept = self._read(name)
        if kept and kept.run == self._run:
            return Visited(kept.now, kept.before)
        if kept and bytes.fromhex(_digest(name)) in self._unchanged:
            return Visited(kept.now, kept.now, is_unchanged=True)
        return None

    def _path(self, name: str) -> Path:
        return self._folder / f"{_digest(name)}.json.gz"

    def _read(self, name: str) -> _Kept | None:
        """Return what is kept of a repository; None if nothing is, or not by this program."""
        try:
            said = json.loads(gzip.decompress(content(self._path(name)) or b""))
            if said["version"] != _VERSION:
                return None
            before = Outcome(*said["before"]) if said["before"] else None
            kept = _Kept(said["run"], Outcome(*said["now"]), before)
        except _OTHERWISE:
            return None
        return kept if kept.now.name == name else None
