"""The objects of a commit: which files it has, and their contents."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, NamedTuple

from unscaffold.findings import Failure
from unscaffold.revisions.git import ask, start

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_LINK, _SUBMODULE = b"120000", b"160000"


class Entry(NamedTuple):
    """A file of a commit: its mode, the digest of its content, and its path from the upmost folder, in bytes."""

    mode: bytes
    digest: bytes
    path: bytes

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link; its content is where that leads."""
        return self.mode == _LINK

    @property
    def is_submodule(self) -> bool:
        """Whether it is a commit of another repository."""
        return self.mode == _SUBMODULE


def entries(top: Path, commit: str, paths: Sequence[bytes]) -> list[Entry]:
    """Return the files of a commit at some paths and below them, in git's order.

    Args:
        top: The upmost folder of the repository.
        commit: The digest of the commit.
        paths: The paths from the upmost folder; none for all.

    Raises:
        Failure: git cannot read the commit.
    """
    listed = ask(top, ["ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths])
    if listed.code:
        raise Failure(f"git cannot list the files of {commit[:10]}: {listed.complaint}")
    return [_entry(line) for line in listed.out.split(b"\0") if line]


def _entry(line: bytes) -> Entry:
    facts, path = line.split(b"\t", 1)
    mode, _, digest = facts.split()
    return Entry(mode, digest, path)


def sizes(top: Path, digests: Iterable[bytes]) -> Iterator[int]:
    """Yield how many bytes files have, each once.

    Raises:
        Failure: One is not in the repository.
    """
    asked_of = dict.fromkeys(digests)
    with TemporaryFile() as asked:
        asked.writelines(digest + b"\n" for digest in asked_of)
        asked.seek(0)
        with start(top, ["cat-file", "--batch-check"], asked) as process:
            assert process.stdout
            for line in process.stdout:
                digest, *facts = line.split()
                if len(facts) != 2:  # noqa: PLR2004 - as below
                    raise _missing(digest)
                yield int(facts[1])


def contents(top: Path, digests: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Yield the digests of files with their contents, each once.

    Raises:
        Failure: One is not in the repository.
    """
    left = dict.fromkeys(digests)
    with TemporaryFile() as asked:  # and not a pipe: git stops reading it, while nobody reads what it prints
        asked.writelines(digest + b"\n" for digest in left)
        asked.seek(0)
        with start(top, ["cat-file", "--batch"], asked) as process:
            assert process.stdout
            try:
                for digest, data in _batch(process.stdout):
                    del left[digest]
                    yield digest, data
            finally:
                process.kill()
    if left:  # git ends at the first one that a partial clone does not have
        raise _missing(next(iter(left)))


def _batch(printed: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    while header := printed.readline():
        digest, *facts = header.split()
        if len(facts) != 2:  # noqa: PLR2004 - its kind and its size; else that it is missing
            raise _missing(digest)
        yield digest, printed.read(int(facts[1]))
        printed.read(1)


def _missing(digest: bytes) -> Failure:
    return Failure(
        f"the object {digest.decode()} is not in the repository, which is a partial clone or damaged; fetch it, by"
        " git checkout of that revision in another folder, for example"
    )
