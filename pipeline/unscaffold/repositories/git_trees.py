"""The files of a commit that was fetched, and of its submodules, from git's objects: there is no check-out."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from unscaffold.files import resolved
from unscaffold.findings import Failure
from unscaffold.repositories.fault import Fault
from unscaffold.repositories.git_sources import Ref, Remote, fetch
from unscaffold.repositories.modules import remote_of_module
from unscaffold.repositories.names import BYTES, FILES, is_astray, is_read
from unscaffold.repositories.urls import redacted
from unscaffold.revisions import Entry, ask, entries, lay_out, sizes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MODULES = 50  # of a repository, with those of its submodules
_OF_DISKS = {errno.ENOSPC, errno.EIO, errno.EROFS, errno.EMFILE, errno.ENFILE, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NOWHERE = "\0"  # a configuration folder that no path lies in
_ADVICE = "name a check-out, in which Git LFS has put the files, as source"


def made(folder: Path, *, bare: bool = True) -> Path:
    """Make an empty repository, without what the user's templates would put into it, and return its folder.

    Raises:
        Failure: There is no git, or it cannot make one.
    """
    folder.mkdir(parents=True)
    said = ask(folder, ["init", "--quiet", "--template=", *(["--bare"] if bare else [])])
    if said.code:
        raise Failure(f"git cannot make a repository in {folder}: {said.complaint}")
    return folder


class Trees:
    """Commits, laid out.

    Args:
        temporary: A folder for repositories of submodules.
        submodules: Whether these are fetched.
    """

    def __init__(self, temporary: Path, *, submodules: bool) -> None:
        self._temporary = temporary
        self._follows = submodules
        self._modules = self._files = self._bytes = 0

    def lay_out(self, remote: Remote, repository: Path, commit: str, top: Path, folder: str) -> None:
        """Write what a run may read of a commit.

        Args:
            remote: Where the repository is.
            repository: What was fetched of it.
            commit: The commit.
            top: Where to write; it stands for the upmost folder of the repository.
            folder: The path of the configuration folder in it, empty for all.

        Raises:
            Failure: A file cannot be had, or there are too many.
            Fault: A submodule cannot be had now.
        """
        found = [one for one in entries(repository, commit, []) if _is_wanted(one, folder)]
        files = [one for one in found if not one.is_submodule]
        for one in found:
            if is_astray(_path(one)):
                raise Failure(f"{remote.name} has the path {redacted(_path(one))}, which is none of a configuration")
        self._count(remote, repository, files)
        with _told_apart():
            lay_out(repository, files, top, lambda path: f"{remote.name}:{path}", _ADVICE)
        for one in found:
            if one.is_submodule:
                self._module(remote, repository, commit, top, folder, one)

    def _count(self, remote: Remote, repository: Path, files: list[Entry]) -> None:
        """Refuse too much: what is small as git packs it may be large."""
        self._files += len(files)
        if self._files <= FILES:
            by_digest = dict.fromkeys(one.digest for one in files)
            known = dict(zip(by_digest, sizes(repository, by_digest), strict=True))
            self._bytes += sum(known[one.digest] for one in files)
        if self._files > FILES or self._bytes > BYTES:
            raise Failure(
                f"{remote.name} has more than {FILES:,} files, or than {BYTES >> 20} MB; name a folder in it"
            )

    def _module(self, remote: Remote, repository: Path, commit: str, top: Path, folder: str, entry: Entry) -> None:
        path = _path(entry)
        if not self._follows:
            if _lies_in(path, folder):
                raise Failure(
                    f"{remote.name}:{redacted(path)} is a submodule, whose files are in another repository; say"
                    " submodules = true"
                )
            return
        self._modules += 1
        if self._modules > _MODULES:
            raise Failure(f"{remote.name} has more than {_MODULES} submodules; name a check-out as source")
        module = remote_of_module(remote, repository, commit, path)
        fetched = made(self._temporary / str(self._modules))
        digest = entry.digest.decode()
        fetch(module, Ref("", digest), fetched)
        self.lay_out(module, fetched, digest, _inside(top, path), _below(folder, path))


@contextmanager
def _told_apart() -> Iterator[None]:
    """Tell what a disk cannot do for now from what no file can be."""
    try:
        yield
    except Failure as failure:
        cause = failure.__context__
        if isinstance(cause, OSError) and cause.errno in _OF_DISKS:
            raise Fault(failure.sentence) from None
        raise


def _is_wanted(entry: Entry, folder: str) -> bool:
    path = _path(entry)
    return is_read(f"{path}/_.xml" if entry.is_submodule else path, folder)


def _path(entry: Entry) -> str:
    return os.fsdecode(entry.path)


def _lies_in(path: str, folder: str) -> bool:
    return not folder or f"{path}/".startswith(f"{folder}/") or f"{folder}/".startswith(f"{path}/")


def _below(folder: str, path: str) -> str:
    """Return the configuration folder as seen from a submodule: all of that, a folder in it, or none."""
    if not folder or path == folder or path.startswith(f"{folder}/"):
        return ""
    return folder[len(path) + 1 :] if folder.startswith(f"{path}/") else _NOWHERE


def _inside(top: Path, path: str) -> Path:
    """Make the folder of a submodule, and return it: there is nothing in it, nor is it behind a link of the commit.

    Else a file of the submodule could be written through a link that leads elsewhere.
    """
    place = top / path
    if resolved(place) != resolved(top) / path or os.path.lexists(place):
        raise Failure(f"the submodule {redacted(path)} lies where something else does; name a check-out as source")
    place.mkdir(parents=True)
    return place
