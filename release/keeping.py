"""A release is made in a work tree of its own, and kept at the end: wholly, or not at all."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from release.programs import Refusal, git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def work_tree(root: Path, folder: Path) -> Iterator[Path]:
    """Make a work tree of what is checked out, and remove it at the end.

    Args:
        root: The folder of the repository's work tree.
        folder: Where the new one is made.
    """
    git(root, "worktree", "add", "--quiet", "--detach", str(folder), "HEAD")
    try:
        yield folder
    finally:
        git(root, "worktree", "remove", "--force", str(folder))


def keep(root: Path, tree: Path, version: str, delivered: Path) -> None:
    """Commit what is staged in a work tree, tag that, let the branch of the repository follow, and keep the files.

    Args:
        root: The folder of the repository's work tree.
        tree: The other one.
        version: The version.
        delivered: The folder of what is delivered, which is copied to `dist/VERSION`.

    Raises:
        Refusal: It cannot be done, and is not.
    """
    kept = root / "dist" / version
    if kept.exists():
        raise Refusal(f"there is a folder {kept} already; remove it, if what is in it was never published")
    git(tree, "commit", "--quiet", "--message", f"Release {version}")
    commit = git(tree, "rev-parse", "HEAD")
    git(root, "tag", "--annotate", "--message", f"unscaffold {version}", f"v{version}", commit)
    try:
        shutil.copytree(delivered, kept)
        git(root, "merge", "--quiet", "--ff-only", commit)
    except BaseException:
        shutil.rmtree(kept, ignore_errors=True)
        git(root, "tag", "--delete", f"v{version}")
        raise
