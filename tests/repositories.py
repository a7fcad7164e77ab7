"""Git repositories for tests, made without what the user's own configuration of git says."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

GIT = shutil.which("git")
needs_git = pytest.mark.skipif(GIT is None, reason="git is not installed")
_OWN = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.com",
    "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
    "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
}


def git(folder: Path, *arguments: str | bytes, given: bytes = b"") -> bytes:
    """Run git in a folder, and return what it prints."""
    assert GIT
    command = [GIT, "-C", str(folder), "-c", "protocol.file.allow=always", *arguments]
    return subprocess.run(command, input=given, env=os.environ | _OWN, capture_output=True, check=True).stdout


def repository(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Make a repository with one commit of some files, on the branch main."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    if files:
        commit(folder, files)
    return folder


def commit(folder: Path, files: dict[str, str]) -> str:
    """Write files, commit all there is, and return the commit's digest."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "--allow-empty", "-m", "a change")
    return git(folder, "rev-parse", "HEAD").decode().strip()


def tree_of(folder: Path, *entries: tuple[str, bytes, str]) -> str:
    """Make a tree object of any entries, which git itself would not make, and return its digest.

    Each is a mode, a name, and the digest of an object.
    """
    raw = b"".join(mode.encode() + b" " + name + b"\0" + bytes.fromhex(digest) for mode, name, digest in entries)
    return git(folder, "hash-object", "-t", "tree", "-w", "--stdin", "--literally", given=raw).decode().strip()


def blob(folder: Path, content: bytes) -> str:
    """Make a blob, and return its digest."""
    return git(folder, "hash-object", "-w", "--stdin", given=content).decode().strip()


def commit_tree(folder: Path, tree: str) -> str:
    """Commit a tree, and return the commit's digest."""
    return git(folder, "commit-tree", "-m", "a tree", tree).decode().strip()
