"""The commit from which a configuration folder was checked out, and whether its files are still as there.

The repository may be a stranger's: git is asked for objects alone, and nothing that the repository's configuration
names is run: no hook, no filter, no monitor of files, nothing that fetches what is missing.
"""

from __future__ import annotations

import hashlib
import os
import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from unscaffold.attesting.attested import Commit
from unscaffold.files import is_link, resolved, status_of
from unscaffold.findings import Failure
from unscaffold.revisions import ask, entries

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    Content = Callable[[str], bytes]

# In the head of a commit: what follows an empty line is its message, which may say anything.
_COMMITTED = re.compile(rb"\A(?:.+\n)*?committer .*> ([0-9]{1,11}) [+-][0-9]{4}\n")
_FIRST = datetime(1970, 1, 1, tzinfo=timezone.utc)
_LINK, _FILES = b"120000", (b"100644", b"100755")


def commit_of(folder: Path, files: Collection[str], content: Content) -> Commit | None:
    """Return the commit of a configuration folder; None if it lies in no repository, or git is not there or refuses.

    Args:
        folder: The folder.
        files: The files of the configuration, with forward slashes.
        content: Returns the bytes of a file.

    Raises:
        Failure, OSError: A file cannot be read.
    """
    root = resolved(folder)
    digest = _commit(root, "HEAD")
    prefix = _git(root, "rev-parse", "--show-prefix")
    if digest is None or prefix is None:
        return None
    way = prefix.removesuffix(b"\n").rstrip(b"/").decode("utf-8", "surrogateescape")
    return Commit(digest, way, not _is_as_in(root, f"{digest}:{way}", files, content))


def time_of_commit(folder: Path, commit: Commit) -> str:
    """Return when a commit was made, as it says, in UTC as RFC 3339 has it; empty if it does not, or is not there.

    Args:
        folder: A folder of the repository.
        commit: The commit.
    """
    found = _COMMITTED.search(_git(resolved(folder), "cat-file", "commit", commit.digest) or b"")
    if not found:
        return ""
    return f"{_FIRST + timedelta(seconds=int(found[1])):%Y-%m-%dT%H:%M:%SZ}"  # what Windows makes of it ends in 3000


def fault_of_commit(commit: Commit, folder: Path, files: Collection[str], content: Content) -> str | None:
    """Return what is wrong with a commit that is said to be that of a folder, to follow its digest in a sentence.

    Nothing is if it is empty; None is returned where nobody can tell, for there is no repository, or no git.

    Args:
        commit: The commit.
        folder: The folder.
        files: The files of the configuration, with forward slashes.
        content: Returns the bytes of a file.

    Raises:
        OSError: A file cannot be read.
    """
    root = resolved(folder)
    if _git(root, "rev-parse", "--git-dir") is None:
        return None
    if _commit(root, commit.digest) is None:
        return f"is not known in the repository of {folder}"
    tree = f"{commit.digest}:{commit.folder}"
    if commit.is_changed or ("\0" not in tree and _is_as_in(root, tree, files, content)):
        return ""
    return f"has other files than {folder}"


def _commit(folder: Path, revision: str) -> str | None:
    found = _git(folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    return found.decode().strip() if found else None


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git prints of a repository; None where it fails, or is not there."""
    try:
        answer = ask(folder, arguments)
    except Failure:
        return None
    return None if answer.code else answer.out


def _is_as_in(folder: Path, tree: str, files: Collection[str], content: Content) -> bool:
    """Return whether a folder has the files of a tree, and no others, but for those that no configuration has."""
    known, own = _files_of(folder, tree), {*files}
    there = {file for file, (mode, _) in known.items() if _is_seen(file) and (mode in _FILES or file in own)}
    return own == there and all(_is_as_committed(folder / one, *known[one], content(one)) for one in own)


def _files_of(folder: Path, tree: str) -> dict[str, tuple[bytes, str]]:
    """Return the files of a tree, each with its mode and its digest; none where the tree is not there."""
    try:
        found = entries(folder, tree, ())
    except Failure:
        return {}
    return {os.fsdecode(one.path): (one.mode, one.digest.decode()) for one in found}


def _is_seen(file: str) -> bool:
    """Return whether a file lies in no hidden folder: what does is no part of a configuration."""
    return not any(folder.startswith(".") for folder in file.split("/")[:-1])


def _is_as_committed(path: Path, mode: bytes, digest: str, data: bytes) -> bool:
    status = status_of(path)
    if status and is_link(status):
        text = os.readlink(path)  # noqa: PTH115 - a Path is not the text: it lacks a `./`
        return mode == _LINK and _blob(os.fsencode(text), digest) == digest
    # Git for Windows turns the line ends of a file.
    return mode in _FILES and digest in (_blob(data, digest), _blob(data.replace(b"\r\n", b"\n"), digest))


def _blob(data: bytes, like: str) -> str:
    """Return the digest that git gives to a file, by the algorithm of another one."""
    algorithm = hashlib.sha1 if len(like) == 40 else hashlib.sha256  # noqa: PLR2004 - digits of SHA-1
    return algorithm(b"blob %d\0%s" % (len(data), data), usedforsecurity=False).hexdigest()
