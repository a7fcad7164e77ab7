"""Input and output as git looks at them: by size, times and file number, and not read."""

from __future__ import annotations

import os
from hashlib import sha256
from stat import S_IFMT
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files import folders_of, walk, walk_contexts
from unscaffold.remembering.statuses import Status, Statuses, settled, status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
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


class Output(NamedTuple):
    """What files of an output look like, and what stands in the place of each folder on the way to them.

    A link is no file of ours, wherever it leads; nor is what is behind one.
    """

    files: dict[str, Status]
    folders: dict[str, tuple[int, int, int] | None]

    @property
    def ways(self) -> str:
        """A digest of the paths of the files, and of the folders."""
        said = repr(([*self.files], sorted(self.folders.items())))
        return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()

    def only(self, paths: Collection[str]) -> Output:
        """Return the same of some of the files."""
        folders = {folder for path in paths for folder in folders_of(path)}
        return Output(
            {path: self.files[path] for path in paths if path in self.files},
            {folder: self.folders[folder] for folder in folders if folder in self.folders},
        )


NOTHING_SEEN = Output({}, {})


def look_at_output(output: Path, written: Iterable[str], known: Output = NOTHING_SEEN) -> Output:
    """Look at files of an output.

    Args:
        output: The output folder.
        written: Their paths in it, with forward slashes.
        known: What need not be looked at.
    """
    folders = dict(known.folders)
    for file in written:
        for folder in folders_of(file):
            if folder not in folders:
                folders[folder] = _kind(f"{output}{os.sep}{folder}")
            if not folders[folder]:
                break  # and there is nothing behind it: a manifest may name what it likes
    return Output(
        {file: known.files.get(file) or status(f"{output}{os.sep}{file}", os.lstat) for file in written}, folders
    )


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
