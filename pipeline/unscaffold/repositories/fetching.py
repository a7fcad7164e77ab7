"""A source on this machine: a folder in place, what a git repository has at a commit, or what a store has."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files import check_folder, resolved
from unscaffold.findings import Failure
from unscaffold.options import SETTINGS
from unscaffold.repositories.fault import Fault
from unscaffold.repositories.git_sources import Ref, base_of, fetch, ref_of, remote_of, split
from unscaffold.repositories.git_trees import Trees, made
from unscaffold.repositories.loading import load
from unscaffold.repositories.names import is_read
from unscaffold.repositories.stores import Store
from unscaffold.repositories.urls import is_git, is_url, redacted
from unscaffold.revisions import MERGE_BASE, ask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.repositories.git_sources import Remote
    from unscaffold.repositories.repository import Repository

_TOP = "files"


class Fetched(NamedTuple):
    """A source on this machine: `folder` is the configuration folder, `top` the upmost one of the source."""

    folder: Path
    top: Path


@contextmanager
def fetched(
    repository: Repository, temporary: Path | None = None, *, revision: str = "", base: str = ""
) -> Iterator[Fetched]:
    """Have the source of a repository on this machine: a folder as it stands, all else in a temporary folder.

    Nothing of a source is run, and no link in it is followed. A file of settings is looked for in the source only.

    Args:
        repository: The repository.
        temporary: The folder for temporary ones; None for that of the system.
        revision: The commit that is wanted of a git repository, as `state_of` told it; empty for what `ref` is now.
        base: The revision that `diff --base` compares with, or `MERGE_BASE`; empty for none. A git repository is then
            one with a work tree, so that `--base` finds it.

    Yields:
        Where it is, until the context ends.

    Raises:
        Failure: The source is none, or holds what cannot be had here.
        Fault: The network, a server or this machine does not do its work.
    """
    if not is_url(repository.source):
        folder = Path(repository.source, repository.folder)
        check_folder(folder)
        yield Fetched(folder, Path(repository.source))
        return
    with _temporary(temporary) as place:
        top = place / _TOP
        if is_git(repository.source):
            _of_git(repository, place, top, revision, base)
        else:
            _of_store(repository, top)
        folder = top / repository.folder
        if not folder.is_dir() or folder.resolve() != top.resolve() / repository.folder:
            source = redacted(repository.source)
            if not repository.folder:
                raise Failure(f"there are no files at {source}; name a folder that has some")
            raise Failure(f"{source} has no folder {repository.folder}; name one that it has")
        yield Fetched(folder, top)


@contextmanager
def _temporary(folder: Path | None) -> Iterator[Path]:
    """Make a temporary folder, in which the search for a file of settings ends."""
    try:
        made_for_it = TemporaryDirectory(prefix="unscaffold-", dir=folder, ignore_cleanup_errors=True)
        place = resolved(Path(made_for_it.name))
        (place / SETTINGS).touch()
    except OSError as error:
        raise Fault(f"no temporary folder can be made: {error.strerror}") from None
    with made_for_it:
        yield place


def _of_store(repository: Repository, top: Path) -> None:
    store = Store(repository.source)
    for _ in load(store, store.listed(lambda path: is_read(path, repository.folder)), top):
        pass


def _of_git(repository: Repository, place: Path, top: Path, revision: str, base: str) -> None:
    remote = remote_of(repository.source)
    ref = Ref(repository.ref or "HEAD", revision) if revision else ref_of(remote, repository.ref, place)
    objects = made(top, bare=False) if base else made(place / "repository")
    fetch(remote, ref, objects, 0 if base == MERGE_BASE else 1)
    if base:
        ask(objects, ["update-ref", "--no-deref", "HEAD", ref.commit])
        _fetch_base(repository, remote, objects, base)
    trees = Trees(place / "modules", submodules=repository.submodules)
    trees.lay_out(remote, objects, ref.commit, top, repository.folder)


def _fetch_base(repository: Repository, remote: Remote, objects: Path, base: str) -> None:
    """Fetch the revision to compare with, under the names by which a clone has it."""
    found = base_of(remote, base, repository.ref, objects)
    fetch(remote, found, objects, 0 if base == MERGE_BASE else split(base)[1] + 1)
    for name in _names(found):
        ask(objects, ["update-ref", "--no-deref", name, found.commit])
    if base == MERGE_BASE and found.name.startswith("refs/heads/"):
        ask(objects, ["symbolic-ref", "refs/remotes/origin/HEAD", _names(found)[-1]])


def _names(ref: Ref) -> list[str]:
    if ref.name.startswith("refs/heads/"):
        return [ref.name, ref.name.replace("refs/heads/", "refs/remotes/origin/", 1)]
    return [ref.name] if ref.name.startswith("refs/tags/") else []
