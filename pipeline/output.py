"""The output tree: what is written where, the manifest of what was, and never anything half or foreign.

A file is written beside its target and moved into place. The manifest names every file that was written, with
the digest of its content. Before a run touches a file, the manifest names it, too, with the digests of both
contents: a run that is killed leaves only what the next one knows.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from hashlib import sha256
from itertools import chain, islice
from pathlib import PurePath, PurePosixPath
from shutil import copymode
from stat import S_ISDIR, S_ISLNK
from typing import TYPE_CHECKING, NamedTuple

from pipeline.diagnostics import Failure
from pipeline.lock import LOCK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

MANIFEST = ".unscaffold.json"
_TEMPORARY = ".unscaffold-new"
# Contents are made once, for their digests and to be written: as many bytes at a time as it is no pity to hold.
_HELD = 32 << 20


class Planned(NamedTuple):
    """A file of the output: its path, relative with forward slashes; what makes its bytes; their digest, if known.

    `like` is the file whose permissions it gets, if there is one.
    """

    path: str
    content: Callable[[], bytes]
    digest: str = ""
    like: Path | None = None


class Changes(NamedTuple):
    """What distinguishes the output tree from what is planned, by path, in order."""

    added: list[Planned]
    changed: list[Planned]
    removed: list[str]
    unchanged: dict[str, list[str]]
    foreign: list[str]

    @property
    def is_empty(self) -> bool:
        """Whether the tree is just as planned."""
        return not (self.added or self.changed or self.removed)


class Tree:
    """An output folder and its manifest.

    Args:
        root: The output folder; it need not exist.
        layout: What it holds: "folder" or "scaffoldings". A folder written for the one is not taken for the other.

    Raises:
        Failure: The folder is none, or the manifest.
    """

    def __init__(self, root: Path, layout: str) -> None:
        self.root = root
        self._layout = layout
        if root.exists() and not root.is_dir():
            raise Failure(f"{root} is not a folder; name another output folder")
        self._files = self._manifest()

    def is_foreign(self) -> bool:
        """Return whether the folder has content and no manifest."""
        return not (self.root / MANIFEST).exists() and not self._is_empty()

    def _is_empty(self) -> bool:
        """Return whether there is nothing, or nothing but what a run leaves that was killed before it wrote."""
        ours = {LOCK, _temporary(self.root / MANIFEST).name}
        try:
            return ours.issuperset(os.listdir(self.root))  # noqa: PTH208 - names are all it needs
        except FileNotFoundError:
            return True
        except OSError as error:
            raise Failure(f"{self.root} cannot be listed: {error.strerror}") from None

    @property
    def paths(self) -> Iterable[str]:
        """The files that the manifest names."""
        return self._files.keys()

    def unchanged(self) -> Changes:
        """Return that nothing changes."""
        return Changes([], [], [], dict(self._files), [])

    def compare(self, planned: Iterable[Planned], kept: Iterable[str] = (), *, force: bool = False) -> Changes:
        """Return what would change.

        Args:
            planned: The files as they should be, each path once.
            kept: Paths to leave as they are.
            force: Whether what stands where a file was written is ours, whoever changed it.

        Raises:
            Failure: A file or a folder cannot be read.
        """
        try:
            return self._compare(planned, kept, force=force)
        except OSError as error:
            raise Failure(f"{error.filename or self.root} cannot be read: {error.strerror}") from None

    def _compare(self, planned: Iterable[Planned], kept: Iterable[str], *, force: bool) -> Changes:
        planned = sorted(planned, key=lambda file: file.path.split("/"))
        if self._is_empty():  # no need to look for every file
            return Changes(planned, [], [], {}, [])
        changes = Changes([], [], [], {path: self._files[path] for path in kept if path in self._files}, [])
        paths = set(kept)
        looked_at: dict[PurePosixPath, bool] = {}
        for file in planned:
            paths.add(file.path)
            present = _digest(self.root / file.path)
            if self._is_in_the_way(file.path, looked_at):
                changes.foreign.append(file.path)
            if not present:
                changes.added.append(file)
                continue
            digest = file.digest or sha256(file.content()).hexdigest()
            if present == digest:
                changes.unchanged[file.path] = [present]
            else:
                changes.changed.append(file._replace(digest=digest))
                if not (force or self._is_ours(file.path, present)):
                    changes.foreign.append(file.path)
        folded = {path.lower(): path for path in paths}
        for path in sorted(self._files.keys() - paths):
            present = _digest(self.root / path)
            if not present or self._is_same(path, folded.get(path.lower())):
                continue
            if self._is_blocked(PurePosixPath(path).parent, looked_at):
                changes.foreign.append(path)  # behind a link: whatever it is, it is not where it was written
            else:
                (changes.removed if force or self._is_ours(path, present) else changes.foreign).append(path)
        return changes

    def apply(self, changes: Changes, progress: Callable[[], None]) -> None:
        """Make the tree what is planned.

        Args:
            changes: What `compare` returned, under the same lock.
            progress: Called for each file that was written or removed.

        Raises:
            Failure: A file cannot be written; what is written up to then is whole.
        """
        try:
            self._clear_temporaries()
            if changes.is_empty and changes.unchanged == self._files:
                return
            written = sorted([*changes.added, *changes.changed], key=lambda file: file.path.split("/"))
            self._stay_inside([*changes.removed, *(file.path for file in written)])
            batches = _batches(written)
            first = [*islice(batches, 1)]  # the only one, mostly: its contents are made before anything is touched
            before, final, folders = self._files, dict(changes.unchanged), {self.root}
            for path in changes.removed:  # first: a folder may take the place of a file, and the reverse
                (self.root / path).unlink()
                progress()
            for path in before.keys() - final.keys() - {file.path for file in written}:
                self._remove_empty_folders(path)
            for batch in chain(first, batches):
                digests = {file.path: sha256(data).hexdigest() for file, data in batch}
                final |= {path: [digest] for path, digest in digests.items()}
                self._record(self._files | {path: [*before.get(path, []), new] for path, new in digests.items()})
                for file, data in batch:
                    _write(self.root / file.path, data, folders, file.like)
                    progress()
            self._record(final)
        except OSError as error:
            where = error.filename or self.root
            raise Failure(f"{where} cannot be written: {error.strerror}; run again to finish") from None

    def _stay_inside(self, paths: Iterable[str]) -> None:
        """Refuse to write through a link that leads out of the folder, whoever says --force."""
        root = self.root.resolve()
        for folder in sorted({folder for path in paths for folder in PurePosixPath(path).parents}):
            present = self.root / folder
            if present.exists() and not present.resolve().is_relative_to(root):
                raise Failure(f"{present} leads out of the output folder; remove the link")

    def _is_same(self, path: str, other: str | None) -> bool:
        """Return whether a path differs by case only from another one, on a file system that does not care."""
        return other is not None and (self.root / path).samefile(self.root / other)

    def _is_in_the_way(self, path: str, looked_at: dict[PurePosixPath, bool]) -> bool:
        """Return whether something of others stands where a file is to be written, or on the way to there.

        Args:
            path: The file's path.
            looked_at: The folders of which it is known.
        """
        target = self.root / path
        try:
            mode = target.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            mode = 0
        if S_ISDIR(mode):
            ours = any(file.startswith(f"{path}/") for file in self._files)
            below = (file for file in target.rglob("*") if not file.is_dir() and not file.name.endswith(_TEMPORARY))
            return not ours or any(file.relative_to(self.root).as_posix() not in self._files for file in below)
        return S_ISLNK(mode) or self._is_blocked(PurePosixPath(path).parent, looked_at)

    def _is_blocked(self, folder: PurePosixPath, looked_at: dict[PurePosixPath, bool]) -> bool:
        if not folder.name:
            return False
        if folder not in looked_at:
            present = self.root / folder
            theirs = present.is_symlink() or (present.is_file() and str(folder) not in self._files)
            looked_at[folder] = theirs or self._is_blocked(folder.parent, looked_at)
        return looked_at[folder]

    def _is_ours(self, path: str, present: str) -> bool:
        """Return whether a file is as a run has written it, or as one that was killed left it."""
        return present in self._files.get(path, [])

    def _manifest(self) -> dict[str, list[str]]:
        path = self.root / MANIFEST
        try:
            manifest = json.loads(path.read_bytes())
            entries = dict(manifest["files"])
            layout = manifest.get("layout", self._layout)
            is_ours = manifest.get("unscaffold", 1) == 1 and all(map(_is_below, entries))
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except OSError as error:
            raise Failure(f"{path} cannot be read: {error.strerror}") from None
        except (ValueError, KeyError, TypeError, AttributeError):
            is_ours = False
        if not is_ours:
            raise Failure(f"{path} is not a manifest of unscaffold; remove it, or name another output folder")
        if layout != self._layout:
            raise Failure(f"{self.root} was written with --layout {layout}; name another output folder")
        return {file: digests if isinstance(digests, list) else [digests] for file, digests in entries.items()}

    def _record(self, files: dict[str, list[str]]) -> None:
        ordered = {path: files[path] for path in sorted(files, key=lambda path: path.split("/"))}
        entries = {path: digests[0] if len(digests) == 1 else digests for path, digests in ordered.items()}
        # As json.dumps does with an indentation, which takes ten times as long.
        lines = ",".join(f"\n  {json.dumps(path)}: {json.dumps(digests)}" for path, digests in entries.items())
        text = f'{{\n "unscaffold": 1,\n "layout": "{self._layout}",\n "files": {{{lines}\n }}\n}}\n'
        _write(self.root / MANIFEST, text.encode(), {self.root})
        self._files = files

    def _clear_temporaries(self) -> None:
        """Remove what a killed run may have left beside the files it was about to replace."""
        for path in [MANIFEST, *self._files]:
            if path == MANIFEST or len(self._files[path]) > 1 or not (self.root / path).exists():
                with suppress(FileNotFoundError, NotADirectoryError):
                    _temporary(self.root / path).unlink()

    def _remove_empty_folders(self, path: str) -> None:
        for folder in (self.root / path).parents:
            if folder == self.root:
                return
            try:
                folder.rmdir()
            except FileNotFoundError:
                continue  # a run that was killed went as far
            except OSError:
                return


def _is_below(path: str) -> bool:
    local = PurePath(path)
    return not (local.is_absolute() or local.drive or ".." in local.parts)


def _temporary(target: Path) -> Path:
    # Shortened, for a name may be as long as the file system allows already.
    return target.with_name(f".{target.name[:50]}{_TEMPORARY}")


def _batches(files: Iterable[Planned]) -> Iterator[list[tuple[Planned, bytes]]]:
    """Yield files with their contents, as many as may be held at a time."""
    batch, held = [], 0
    for file in files:
        data = file.content()
        batch.append((file, data))
        held += len(data)
        if held >= _HELD:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _write(target: Path, data: bytes, folders: set[Path], like: Path | None = None) -> None:
    """Write a file; `folders` are those known to exist."""
    if target.parent not in folders:
        target.parent.mkdir(parents=True, exist_ok=True)
        folders.add(target.parent)
    replace(target, data, like)


def replace(target: Path, data: bytes, like: Path | None = None) -> None:
    """Write a file that is whole at any moment: the old one, or the new one.

    Args:
        target: The file.
        data: Its new content.
        like: A file whose permissions it gets.

    Raises:
        OSError: It cannot be written; then it is the old one.
    """
    temporary = _temporary(target)
    try:
        temporary.write_bytes(data)
        if like and sys.platform != "win32":  # there, all it says is whether a file can be replaced ever again
            copymode(like, temporary)
        temporary.replace(target)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise


def _digest(path: Path) -> str:
    """Return the digest of a file, or empty if there is none."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (IsADirectoryError, PermissionError):  # Windows takes a folder for a file without permission
        if path.is_dir():
            return ""
        raise
