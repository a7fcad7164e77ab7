"""Input and output as git looks at them: by size, times and file number, and not read."""

from __future__ import annotations

import os
from hashlib import sha256
from stat import S_IFMT
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files import folders_of, walk, walk_contexts
from unscaffold.remembering.statuses import Status, Statuses, settled, status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


class Seen(NamedTuple):
    """What a run sees before it reads anything: the statuses of files by path.

    `files` are those of the configuration, relative to its folder; `further` what else is read, files of contexts and
    the baseline; `odd` tells, as text, what was found while walking.
    """

    files: dict[str, Status]
    further: dict[str, Status]
    odd: list[str]

    def settled(self, started: float) -> Seen:
        """Return the same without the statuses of files that had only just changed when a run started."""
        files, further = (
            {path: settled(one, started) for path, one in own.items()} for own in (self.files, self.further)
        )
        return Seen(files, further, self.odd)

    @property
    def digest(self) -> str:
        """A digest of all of it."""
        return _digest(self.files, self.digest_of_further)

    @property
    def digest_of_further(self) -> str:
        """A digest of all but the configuration's files."""
        return _digest(self.further, "\0".join(self.odd))


def look(folder: Path, contexts: Sequence[Path], further: Iterable[str]) -> Seen:
    """Look at what a run reads.

    Args:
        folder: The configuration folder.
        contexts: The folders of further configuration.
        further: The paths of further files.

    Raises:
        Failure: A folder is missing, or cannot be listed.
    """
    files, links = walk(folder)
    found = walk_contexts(folder, contexts)
    links += [link for context in found for link in context.findings]
    paths = [*(file for context in found for file in context.files), *further]
    return Seen(
        {file: status(f"{folder}{os.sep}{file}") for file in files},
        {path: status(path) for path in paths},
        [*map(str, links)],
    )


def look_at_output(output: Path, written: Iterable[str]) -> tuple[Statuses, str]:
    """Return the statuses of files of an output, and a digest of their paths and of the folders on the way to them.

    A link is no file of ours, wherever it leads; nor is what is behind one.

    Args:
        output: The output folder.
        written: Paths in it, with forward slashes.
    """
    folders: dict[str, tuple[int, int, int] | None] = {}
    for file in written:
        for folder in folders_of(file):
            if folder not in folders:
                folders[folder] = _kind(f"{output}{os.sep}{folder}")
            if not folders[folder]:
                break  # and there is nothing behind it: a manifest may name what it likes
    statuses = Statuses(status(f"{output}{os.sep}{file}", os.lstat) for file in written)
    return statuses, sha256(repr((written, folders)).encode("utf-8", "surrogatepass")).hexdigest()


def _kind(path: str) -> tuple[int, int, int] | None:
    """Return what kind of thing is at a path, and which one; None if nothing is."""
    try:
        seen = os.lstat(path)
    except OSError:
        return None
    return S_IFMT(seen.st_mode), seen.st_dev, seen.st_ino


def _digest(files: Mapping[str, Status], more: str) -> str:
    digest = sha256("\0".join([*files, more]).encode("utf-8", "surrogatepass"))
    digest.update(Statuses(files.values()).bytes())
    return digest.hexdigest()
