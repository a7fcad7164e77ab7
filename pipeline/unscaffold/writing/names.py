"""Names that the file system of an output folder does not take, or does not tell apart."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from unscaffold.files import folded, identity_of
from unscaffold.findings import Failure
from unscaffold.output import LOCK

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LONGER = 40  # bytes by which a temporary file's path may be longer than that of its target
_WIDEST = 4  # bytes of a character, at most


def check_names(root: Path, paths: Sequence[str]) -> None:
    """Refuse names with which files could not be written, before anything is.

    Args:
        root: The output folder; the lock is held in it.
        paths: The paths of the files in it, with forward slashes.

    Raises:
        Failure: A name is too long, or two paths are one file.
    """
    _check_lengths(root, paths)
    if identity_of(root / LOCK) == identity_of(root / LOCK.upper()):  # the lock is there, and one file
        _check_spellings(root, paths)


def _check_lengths(root: Path, paths: Sequence[str]) -> None:
    longest_name, longest_path = _longest(root)
    room = min(longest_name, longest_path - len(os.fsencode(root)) - 1 - _LONGER)
    for path in paths:
        if len(path) * (1 if path.isascii() else _WIDEST) <= room:
            continue  # as nearly all are
        target = root / path
        names = [len(os.fsencode(name)) for name in path.split("/")]
        if max(names) > longest_name or len(os.fsencode(target)) + _LONGER > longest_path:
            raise Failure(f"{target} is too long a name for its file system; give the file a shorter one")


def _longest(root: Path) -> tuple[int, int]:
    """Return how many bytes a name and a path may have."""
    if sys.platform == "win32":
        return 255, 32767
    return os.pathconf(root, "PC_NAME_MAX"), os.pathconf(root, "PC_PATH_MAX")


def _check_spellings(root: Path, paths: Sequence[str]) -> None:
    spelled: dict[str, str] = {}
    for path in paths:
        other = spelled.setdefault(folded(path), path)
        if other != path:
            raise Failure(f"{other} and {path} are one file in {root}; rename one of them")
