"""A revision in a temporary folder: only what a comparison reads of it, taken from git's objects."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.files import check_folder, resolved, temporary_folder
from unscaffold.findings import Failure
from unscaffold.options import SETTINGS
from unscaffold.revisions.laying_out import lay_out, of_a_run
from unscaffold.revisions.objects import Entry, entries
from unscaffold.revisions.repository import Commit, Repository, commit_of, repository_of
from unscaffold.revisions.unchanged import path_in, unchanged

if TYPE_CHECKING:
    from collections.abc import Iterator


class Checkout:
    """A revision, of which parts lie in a temporary folder.

    Args:
        repository: The repository.
        commit: The revision.
        folder: The temporary folder, which stands for the upmost one of the repository.

    `name` is what it is called in a sentence, `top` the upmost folder of the work tree. `unchanged` are the files of
    the configuration folder that are the same in the work tree, by their paths in it: they are read there.
    """

    def __init__(self, repository: Repository, commit: Commit, folder: Path) -> None:
        self.name = commit.name
        self.top = repository.top
        self.folder = folder
        self.unchanged: dict[str, Path] = {}
        self._commit, self._short = commit.digest, commit.short
        self._taken: set[bytes] = set()

    def way(self, path: Path) -> Path | None:
        """Return the way from the upmost folder to a path, be it here or there; None if it lies outside."""
        if path.is_relative_to(self.folder):
            return path.relative_to(self.folder)
        real = resolved(path)
        return real.relative_to(self.top) if real.is_relative_to(self.top) else None

    def named(self, path: Path) -> str:
        """Return a path of the temporary folder as git calls it: `REV:Conf/AD.xml`; any other one as it is."""
        return self.spoken(str(path))

    def spoken(self, sentence: str) -> str:
        """Return a sentence with paths of the temporary folder as git calls them."""
        name = f"{self._short}:"
        return sentence.replace(f"{self.folder}{os.sep}", name).replace(str(self.folder), name)

    def take(self, way: Path) -> Path | None:
        """Take a folder into the temporary one; return where it is there, or None if the revision does not have it.

        Args:
            way: The way to it from the upmost folder.

        Raises:
            Failure: What it holds cannot be had from the repository.
        """
        found = self._in(way)
        self._lay_out(found or [])
        return None if found is None else self.folder / way

    def take_changed(self, way: Path) -> Path | None:
        """Do the same with the configuration folder, but for what is the same in the work tree."""
        found = self._in(way)
        if found is None:
            return None
        self.unchanged = unchanged(found, self.top / way, _raw(way))
        self._lay_out([entry for entry in found if path_in(entry, _raw(way)) not in self.unchanged])
        (self.folder / way).mkdir(parents=True, exist_ok=True)
        return self.folder / way

    def _in(self, way: Path) -> list[Entry] | None:
        """Return the files of a folder that a run may read; None if the revision does not have it."""
        path = _raw(way)
        found = entries(self.top, self._commit, [path] if path else [])
        if any(entry.path == path for entry in found):
            raise Failure(f"{self.named(self.folder / way)} is no folder in that revision; compare two folders")
        return of_a_run(found, path) if found else None

    def take_settings(self, way: Path) -> None:
        """Take the settings files of a folder and of the folders around it."""
        paths = [os.fsencode((folder / SETTINGS).as_posix()) for folder in (way, *way.parents)]
        self._lay_out([entry for entry in entries(self.top, self._commit, paths) if entry.path in paths])

    def _lay_out(self, found: list[Entry]) -> None:
        left = [entry for entry in found if entry.path not in self._taken]
        self._taken.update(entry.path for entry in left)
        lay_out(self.top, left, self.folder, lambda path: self.named(self.folder / path))


@contextmanager
def checkout(conf: Path, revision: str) -> Iterator[tuple[Checkout, Path]]:
    """Take the configuration folder of a revision, and its settings files, into a temporary folder.

    What is the same in the work tree is left out, and read there.

    Args:
        conf: The configuration folder in the work tree.
        revision: A commit, branch or tag, as git reads it; `MERGE_BASE` for where HEAD left the default branch.

    Yields:
        What was taken, and where the configuration folder is in it.

    Raises:
        Failure: The folder lies in no repository with a work tree, the revision is none, or does not have the folder
            whole, or the system's temporary files lie in it. Of what is raised while it is there, the paths are told
            as git calls them.
    """
    check_folder(conf)
    repository = repository_of(conf)
    commit = commit_of(repository, revision)
    with temporary_folder(outside=conf) as temporary:
        taken = Checkout(repository, commit, temporary)
        try:
            yield taken, _conf(taken, resolved(conf).relative_to(repository.top), conf)
        except Failure as failure:
            raise Failure(taken.spoken(failure.sentence), map(taken.spoken, failure.lines)) from None


def _conf(taken: Checkout, way: Path, conf: Path) -> Path:
    """Take the configuration folder, and return where it is."""
    folder = taken.take_changed(way)
    if folder is None:
        raise Failure(f"{taken.named(taken.folder / way)} is no folder, so there is nothing to compare {conf} with")
    taken.take_settings(way)
    return folder


def _raw(way: Path) -> bytes:
    return b"" if way == Path() else os.fsencode(way.as_posix())
