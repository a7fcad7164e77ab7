"""The repository of a configuration folder: where the folder lies in it, and which commit a revision is."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from unscaffold.files import resolved
from unscaffold.findings import Failure
from unscaffold.revisions.git import ask

MERGE_BASE = "\0"  # in place of a revision: where HEAD left the default branch
_COMMIT = re.compile(rb"[0-9a-f]{40,64}")
_REMOTE_HEAD = "refs/remotes/origin/HEAD"
# The default branch, where no remote one says which it is.
_BRANCHES = ("refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master")
_ENOUGH = "fetch more of it (git fetch --unshallow; for actions/checkout, fetch-depth: 0)"


class Repository(NamedTuple):
    """A repository with a work tree: its upmost folder, and whether its history is cut off."""

    top: Path
    is_shallow: bool


class Commit(NamedTuple):
    """A commit: its digest, what it is called in a sentence, and before the paths of its files."""

    digest: str
    name: str
    short: str


def repository_of(conf: Path) -> Repository:
    """Return the repository in which a configuration folder lies.

    Raises:
        Failure: It lies in none, or in one without a work tree.
    """
    folder = resolved(conf)
    seen = ask(folder, ["rev-parse", "--is-inside-work-tree", "--is-shallow-repository"])
    if seen.code:
        raise Failure(_no_repository(conf, seen.complaint))
    is_inside, is_shallow = seen.out.split()
    if is_inside != b"true":
        raise Failure(f"{conf} lies in a git repository that has no work tree; name a folder of a work tree")
    top = ask(folder, ["rev-parse", "--show-toplevel"]).out.removesuffix(b"\n")
    root = resolved(Path(os.fsdecode(top)))
    if not folder.is_relative_to(root):
        raise Failure(f"{conf} lies outside of the work tree of its git repository, {root}; compare two folders")
    return Repository(root, is_shallow == b"true")


def _no_repository(conf: Path, complaint: str) -> str:
    if "not a git repository" in complaint:
        return (
            f"{conf} lies in no git repository, so it has no revisions; compare two folders: unscaffold diff OLD NEW"
        )
    return f"{conf}: git does not read the repository: {complaint}"


def commit_of(repository: Repository, revision: str) -> Commit:
    """Return the commit that a revision names.

    Args:
        repository: The repository.
        revision: A commit, branch or tag, as git reads it; `MERGE_BASE` for where HEAD left the default branch.

    Raises:
        Failure: There is none.
    """
    if revision == MERGE_BASE:
        return _merge_base(repository)
    if not revision or revision.startswith("-"):
        raise Failure(f"'{revision}' is no revision; name a commit, a branch or a tag with --base")
    digest = _digest(repository, revision)
    if digest is None:
        raise Failure(_unknown(repository, revision))
    return Commit(digest, revision, revision)


def digest_of(conf: Path, revision: str) -> str:
    """Return the digest of the commit that a revision of a configuration folder's repository names.

    Raises:
        Failure: The folder lies in no repository with a work tree, or the revision is none.
    """
    return commit_of(repository_of(conf), revision).digest


def _digest(repository: Repository, revision: str) -> str | None:
    found = ask(repository.top, ["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"])
    digest = found.out.strip()
    return digest.decode() if not found.code and _COMMIT.fullmatch(digest) else None


def _unknown(repository: Repository, revision: str) -> str:
    if _digest(repository, "HEAD") is None:
        return f"there is no revision '{revision}': the repository has no commit yet, or HEAD is none"
    if repository.is_shallow:
        return f"there is no revision '{revision}' in this shallow clone; {_ENOUGH}"
    return f"there is no revision '{revision}' in the repository; git branch --all and git log name those that are"


def _merge_base(repository: Repository) -> Commit:
    head = _digest(repository, "HEAD")
    if head is None:
        raise Failure("the repository has no commit yet, so that there is nothing to compare with")
    branch = _default_branch(repository)
    name = branch.removeprefix("refs/").removeprefix("remotes/").removeprefix("heads/")
    found = ask(repository.top, ["merge-base", "--all", head, branch])
    digest, *others = found.out.splitlines() or [b""]
    if found.code or not _COMMIT.fullmatch(digest):
        more = f"in this shallow clone; {_ENOUGH}" if repository.is_shallow else "; name a revision with --base REV"
        raise Failure(f"HEAD and {name} have no commit in common {more}".replace(" ;", ";"))
    short = digest[:10].decode()
    one_of = f"one of {len(others) + 1} commits " if others else ""  # where branches were merged into each other
    return Commit(digest.decode(), f"{short}, {one_of}where HEAD left {name}", short)


def _default_branch(repository: Repository) -> str:
    said = (
        ask(repository.top, ["symbolic-ref", "--quiet", _REMOTE_HEAD]).out.strip().decode("utf-8", "surrogateescape")
    )
    for branch in (said, *_BRANCHES):
        if branch.startswith("refs/") and _digest(repository, branch):
            return branch
    raise Failure(
        "the default branch is not known: there is no origin/HEAD, and neither main nor master;"
        " name a revision with --base REV, or say git remote set-head origin --auto"
    )
