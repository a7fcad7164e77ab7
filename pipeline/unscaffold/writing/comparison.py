"""What differs between an output folder and the files that are wanted in it."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from hashlib import sha256
from stat import S_ISDIR
from typing import TYPE_CHECKING

from unscaffold.files import content, identity_of, is_link, permissions_of, status_of
from unscaffold.findings import Failure
from unscaffold.output import LOCK, Changes, in_order
from unscaffold.writing.names import check_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from unscaffold.output import Tree, Wanted

    Known = Callable[[str, os.stat_result, bytes], str]

_READABLE = 0o044  # the permissions of others to read


def _nothing(_path: str, _seen: os.stat_result, _source: bytes) -> str:
    return ""


def compare(
    tree: Tree,
    wanted: Iterable[Wanted],
    kept: Iterable[str] = (),
    *,
    force: bool = False,
    known: Known = _nothing,
) -> Changes:
    """Return what would change.

    Args:
        tree: The output folder.
        wanted: The files as they should be, each path once.
        kept: Paths to leave as they are.
        force: Whether to replace and remove files, too, that somebody changed since they were written.
        known: Returns the digest of a file, by its path, its status and that of which it is to be made; empty if
            nobody remembers it as it looks, or if it was made of anything else.

    Raises:
        Failure: A file or a folder cannot be read, or a name cannot be written.
    """
    try:
        return _compare(tree, in_order(wanted), kept, force=force, known=known)
    except OSError as error:
        raise Failure(f"{error.filename or tree.root} cannot be read: {error.strerror}") from None


def _compare(
    tree: Tree,
    wanted: Sequence[Wanted],
    kept: Iterable[str],
    *,
    force: bool,
    known: Known,
) -> Changes:
    if os.path.lexists(tree.root / LOCK):  # it is going to be written
        check_names(tree.root, [file.path for file in wanted])
    if tree.is_empty():  # no need to look for every file
        return Changes(added=[*wanted])
    changes = Changes(unchanged={path: tree.files[path] for path in kept if path in tree.files})
    tree.look_again()
    for file in wanted:
        status = _status(tree, file.path, tree.place(file.path), changes)
        if not status:
            changes.added.append(file)
        elif _is_as_readable(status, file.like) and (digest := known(file.path, status, file.source)):
            changes.unchanged[file.path] = [digest]
        else:
            _compare_file(tree, file, status, changes, force=force)
    paths = {*kept, *(file.path for file in wanted)}
    gone = sorted(tree.files.keys() - paths)
    standing: dict[tuple[int, int] | None, list[str]] = defaultdict(list)
    for path in paths if gone else ():
        standing[identity_of(tree.place(path))].append(path)
    for path in gone:
        _compare_gone(tree, path, standing, changes, force=force)
    return changes


def _compare_file(tree: Tree, file: Wanted, status: os.stat_result, changes: Changes, *, force: bool) -> None:
    data = content(tree.place(file.path))
    present = sha256(data).hexdigest() if data is not None else ""
    digest = file.digest or sha256(file.content()).hexdigest()
    if present == digest and _is_as_readable(status, file.like):
        changes.unchanged[file.path] = [present]
        return
    changes.changed.append(file._replace(digest=digest))
    if not (force or present == digest or tree.is_ours(file.path, data)):
        changes.foreign.append(file.path)


def _status(tree: Tree, path: str, target: str, changes: Changes) -> os.stat_result | None:
    """Return the status of what a file is to replace; None if that is nothing, or no file, which is noted."""
    obstacle = tree.obstacle(path)
    status = None if obstacle else status_of(target)
    if _is_folder(status):
        obstacle = "" if tree.is_ours_alone(path) else f"{target} is a folder, where a file is to be"
        status = None
    if obstacle and obstacle not in changes.obstacles:
        changes.obstacles.append(obstacle)
    return status


def _compare_gone(
    tree: Tree, path: str, standing: Mapping[tuple[int, int] | None, list[str]], changes: Changes, *, force: bool
) -> None:
    """Compare a file that the manifest names and nobody wants any more.

    `standing` are the paths of what stays, by device and number of their files.
    """
    if tree.obstacle(path):
        if not force:
            changes.foreign.append(path)  # behind a link: whatever it is, it is not where it was written
        return
    status = status_of(tree.root / path)
    if not status or _is_folder(status):
        return
    others = standing.get((status.st_dev, status.st_ino), [])
    if others and not all(_is_spelled_so(tree.root, one) for one in [path, *others]):
        return  # another spelling of a file that stays, on a file system that does not tell them apart
    is_ours = force or tree.is_ours(path, content(tree.root / path))
    (changes.removed if is_ours else changes.foreign).append(path)


def _is_folder(status: os.stat_result | None) -> bool:
    return status is not None and S_ISDIR(status.st_mode) and not is_link(status)


def _is_spelled_so(root: Path, path: str) -> bool:
    """Return whether each part of a path is listed in its folder as it is spelled here."""
    parts = path.split("/")
    folders = [root.joinpath(*parts[:number]) for number in range(len(parts))]
    return all(part in os.listdir(folder) for part, folder in zip(parts, folders, strict=True))  # noqa: PTH208 - names


def _is_as_readable(status: os.stat_result, like: str) -> bool:
    """Return whether a file may be read by those who may read its source; no more is known on every file system."""
    return not like or sys.platform == "win32" or not (status.st_mode ^ permissions_of(like)) & _READABLE
