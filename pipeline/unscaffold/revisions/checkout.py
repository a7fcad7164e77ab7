"""A revision in a temporary folder: only what a comparison reads of it, taken from git's objects."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from unscaffold.files import check_folder, resolved
from unscaffold.findings import Failure
from unscaffold.options import SETTINGS
from unscaffold.revisions.laying_out import lay_out, of_a_run
from unscaffold.revisions.objects import Entry, entries
from unscaffold.revisions.repository import Commit, Repository, commit_of, repository_of

if TYPE_CHECKING:
    from collections.abc import Iterator


class Checkout:
    """A revision, of which parts lie in a temporary folder.

    Args:
        repository: The repository.
        commit: The revision.
        folder: The temporary folder, which stands for the upmost one of the repository.

    `name` is what it is called in a sentence, `top` the upmost folder of the work tree.
    """

    def __init__(self, repository: Repository, commit: Commit, folder: Path) -> None:
        self.name = commit.name
        self.top = repository.top
        self.folder = folder
        self._commit = commit.digest
        self._taken: set[bytes] = set()

    def has(self, path: Path) -> bool:
        """Return whether a path of this machine lies in the work tree, so that the revision may have it, too."""
        return resolved(path).is_relative_to(self.top)

    def place(self, path: Path) -> Path:
        """Return where a path of the work tree is in the temporary folder, be it there or not."""
        return self.folder / resolved(path).relative_to(self.top)

    def named(self, path: Path) -> str:
        """Return a path of the temporary folder as git calls it: `REV:Conf/AD.xml`."""
        way = path.relative_to(self.folder).as_posix()
        return f"{self.name.split(',')[0]}:{'' if way == '.' else way}"

    def take(self, folder: Path) -> bool:
        """Take a folder into the temporary one; return whether the revision has it.

        Args:
            folder: Where it is, or would be, in the work tree.

        Raises:
            Failure: What it holds cannot be had from the repository.
        """
        way = self._way(folder)
        found = entries(self.top, self._commit, [way] if way else [])
        if any(entry.path == way for entry in found):
            raise Failure(f"{self.named(self.place(folder))} is no folder in that revision; compare two folders")
        self._lay_out(of_a_run(found, way))
        return bool(found)

    def take_settings(self, conf: Path) -> None:
        """Take the settings files of a configuration folder and of the folders around it."""
        way = resolved(conf).relative_to(self.top)
        paths = [os.fsencode((folder / SETTINGS).as_posix()) for folder in (way, *way.parents)]
        self._lay_out([entry for entry in entries(self.top, self._commit, paths) if entry.path in paths])

    def _way(self, path: Path) -> bytes:
        way = resolved(path).relative_to(self.top).as_posix()
        return b"" if way == "." else os.fsencode(way)

    def _lay_out(self, found: list[Entry]) -> None:
        left = [entry for entry in found if entry.path not in self._taken]
        self._taken.update(entry.path for entry in left)
        lay_out(self.top, left, self.folder, lambda path: f"{self.named(self.folder)}{path}")


@contextmanager
def checkout(conf: Path, revision: str) -> Iterator[Checkout]:
    """Take the configuration folder of a revision, and its settings files, into a temporary folder.

    Args:
        conf: The configuration folder in the work tree.
        revision: A commit, branch or tag, as git reads it; `MERGE_BASE` for where HEAD left the default branch.

    Raises:
        Failure: The folder lies in no repository with a work tree, the revision is none, or does not have the folder
            whole.
    """
    check_folder(conf)
    repository = repository_of(conf)
    commit = commit_of(repository, revision)
    with TemporaryDirectory(prefix="unscaffold-") as temporary:
        taken = Checkout(repository, commit, resolved(Path(temporary)))
        if not taken.take(conf):
            raise Failure(_missing(taken, conf))
        taken.take_settings(conf)
        yield taken


def _missing(taken: Checkout, conf: Path) -> str:
    return (
        f"{conf} is not in {taken.name}: {taken.named(taken.place(conf))} is no folder there;"
        " name a revision that has it, or compare two folders"
    )
