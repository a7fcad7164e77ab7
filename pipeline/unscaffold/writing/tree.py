"""The output tree: what is written where, and never anything half or foreign.

A file is written beside its target and moved into place. The manifest names every file that was written, with
the digest of its content. Before a run touches a file, the manifest names it, too, with the digests of both
contents: a run that is killed leaves only what the next one knows.

Whatever stands in the folder may come from a stranger: it is looked at before it is opened, and nothing but a
regular file, on a way without links, is read, replaced or removed.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from contextlib import suppress
from hashlib import sha256
from itertools import chain, islice, takewhile
from pathlib import PurePosixPath
from stat import S_ISDIR
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files import content, folded, folders_of, is_link, is_regular, is_temporary, replace, status_of
from unscaffold.findings import Failure
from unscaffold.writing import manifest
from unscaffold.writing.lock import LOCK
from unscaffold.writing.manifest import MANIFEST, Manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

# Contents are made once, for their digests and to be written: at most about this many bytes are held at a time.
_HELD = 32 << 20
_LONGER = 40  # bytes by which a temporary file's path may be longer than that of its target
_WIDEST = 4  # bytes of a character, at most
_READABLE = 0o044  # the permissions of others to read


class Planned(NamedTuple):
    """A file of the output: its path, relative with forward slashes; what makes its bytes; their digest, if known.

    `like` is the file whose permissions it gets, if there is one.
    """

    path: str
    content: Callable[[], bytes]
    digest: str = ""
    like: Path | None = None


class Changes(NamedTuple):
    """What distinguishes the output tree from what is planned, by path, in order.

    `foreign` are the files that stand where something is to be written or removed and are not as a run wrote them;
    `obstacles` says, a sentence each, what else is in the way, which not even --force removes.
    """

    added: list[Planned]
    changed: list[Planned]
    removed: list[str]
    unchanged: dict[str, list[str]]
    foreign: list[str]
    obstacles: list[str]

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
        Failure: The root is no folder, or its manifest is none.
    """

    def __init__(self, root: Path, layout: str) -> None:
        self.root = root
        self._layout = layout
        if os.path.lexists(root) and not root.is_dir():
            raise Failure(f"{root} is not a folder; name another output folder")
        written = manifest.read(root)
        if written and written.layout != layout:
            raise Failure(f"{root} was written with --layout {written.layout}; name another output folder")
        self._files = written.files if written else {}
        self._ways: dict[str, str | None] = {}

    def is_foreign(self) -> bool:
        """Return whether the folder has content and no manifest."""
        return not os.path.lexists(self.root / MANIFEST) and not self._is_empty()

    def _is_empty(self) -> bool:
        """Return whether there is nothing, or nothing but what a run leaves that was killed before it wrote."""
        try:
            return all(name == LOCK or is_temporary(name) for name in os.listdir(self.root))  # noqa: PTH208 - names
        except FileNotFoundError:
            return True
        except OSError as error:
            raise Failure(f"{self.root} cannot be listed: {error.strerror}") from None

    @property
    def paths(self) -> Iterable[str]:
        """The files that the manifest names."""
        return self._files.keys()

    @property
    def own(self) -> list[str]:
        """The manifest and the files that it names."""
        return [MANIFEST, *self._files]

    def unchanged(self) -> Changes:
        """Return that nothing changes."""
        return Changes([], [], [], dict(self._files), [], [])

    def content(self, path: str) -> bytes | None:
        """Return the bytes of a file of the tree; None where there is no regular one on a way without links.

        Raises:
            Failure: It cannot be read.
        """
        try:
            return None if self._obstacle(path) else content(self.root / path)
        except OSError as error:
            raise Failure(f"{self.root / path} cannot be read: {error.strerror}") from None

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
        if os.path.lexists(self.root / LOCK):  # it is going to be written
            self._check_names([file.path for file in planned])
        if self._is_empty():  # no need to look for every file
            return Changes(planned, [], [], {}, [], [])
        changes = Changes([], [], [], {path: self._files[path] for path in kept if path in self._files}, [], [])
        self._ways.clear()
        for file in planned:
            self._compare_file(file, changes, force=force)
        paths = {*kept, *(file.path for file in planned)}
        gone = sorted(self._files.keys() - paths)
        standing: dict[tuple[int, int] | None, list[str]] = defaultdict(list)
        for path in paths if gone else ():
            standing[_identity(self.root / path)].append(path)
        for path in gone:
            self._compare_gone(path, standing, changes, force=force)
        return changes

    def _compare_file(self, file: Planned, changes: Changes, *, force: bool) -> None:
        target = self.root / file.path
        obstacle = self._obstacle(file.path)
        status = None if obstacle else status_of(target)
        if status and S_ISDIR(status.st_mode) and not is_link(status):
            obstacle = "" if self._is_ours_alone(file.path) else f"{target} is a folder, where a file is to be"
            status = None
        if obstacle and obstacle not in changes.obstacles:
            changes.obstacles.append(obstacle)
        if not status:
            changes.added.append(file)
            return
        data = content(target)
        present = sha256(data).hexdigest() if data is not None else ""
        digest = file.digest or sha256(file.content()).hexdigest()
        if present == digest and _is_as_readable(status, file.like):
            changes.unchanged[file.path] = [present]
            return
        changes.changed.append(file._replace(digest=digest))
        if not (force or present == digest or self._is_ours(file.path, data)):
            changes.foreign.append(file.path)

    def _compare_gone(
        self, path: str, standing: Mapping[tuple[int, int] | None, list[str]], changes: Changes, *, force: bool
    ) -> None:
        """Compare a file that the manifest names and nobody planned.

        `standing` are the paths of what stays, by device and number of their files.
        """
        if self._obstacle(path):
            if not force:
                changes.foreign.append(path)  # behind a link: whatever it is, it is not where it was written
            return
        status = status_of(self.root / path)
        if not status or (S_ISDIR(status.st_mode) and not is_link(status)):
            return
        others = standing.get((status.st_dev, status.st_ino), [])
        if others and not all(map(self._is_spelled_so, [path, *others])):
            return  # another spelling of a file that stays, on a file system that does not tell them apart
        is_ours = force or self._is_ours(path, content(self.root / path))
        (changes.removed if is_ours else changes.foreign).append(path)

    def apply(self, changes: Changes, progress: Callable[[], None]) -> None:
        """Make the tree what is planned.

        Args:
            changes: What `compare` returned, under the same lock, without obstacles.
            progress: Called for each file that was written or removed.

        Raises:
            Failure: A file cannot be written; what is written up to then is whole.
        """
        try:
            written = sorted([*changes.added, *changes.changed], key=lambda file: file.path.split("/"))
            self._clear_temporaries({*changes.unchanged, *changes.removed, *(file.path for file in written)})
            if changes.is_empty and changes.unchanged == self._files:
                return
            batches = _batches(written)
            first = [*islice(batches, 1)]  # the only one, mostly: its contents are made before anything is touched
            before, final, folders = self._files, dict(changes.unchanged), set[str]()
            for path in changes.removed:  # first: a folder may take the place of a file, and the reverse
                (self.root / path).unlink()
                progress()
            for path in before.keys() - final.keys() - {file.path for file in written}:
                if not self._obstacle(path):
                    self._remove_empty_folders(path)
            for batch in chain(first, batches):
                digests = {file.path: sha256(data).hexdigest() for file, data in batch}
                final |= {path: [digest] for path, digest in digests.items()}
                both = {path: list(dict.fromkeys([*before.get(path, []), new])) for path, new in digests.items()}
                self._record(self._files | both)
                for file, data in batch:
                    self._make_folders(file.path, folders)
                    replace(self.root / file.path, data, file.like.stat().st_mode & 0o777 if file.like else None)
                    progress()
            self._record(final)
        except OSError as error:
            where = error.filename or self.root
            raise Failure(f"{where} cannot be written: {error.strerror}; run again to finish") from None

    def _check_names(self, paths: Sequence[str]) -> None:
        """Refuse names that the file system does not take or tell apart, before anything is written."""
        if sys.platform == "win32":
            longest_name, longest_path = 255, 32767
        else:
            longest_name, longest_path = (os.pathconf(self.root, f"PC_{what}_MAX") for what in ("NAME", "PATH"))
        room = min(longest_name, longest_path - len(os.fsencode(self.root)) - 1 - _LONGER)
        for path in paths:
            if len(path) * (1 if path.isascii() else _WIDEST) <= room:
                continue  # as nearly all are
            target = self.root / path
            names = [len(os.fsencode(name)) for name in path.split("/")]
            if max(names) > longest_name or len(os.fsencode(target)) + _LONGER > longest_path:
                raise Failure(f"{target} is too long a name for its file system; give the file a shorter one")
        if _identity(self.root / LOCK) == _identity(self.root / LOCK.upper()):  # the lock is there, and one file
            spelled: dict[str, str] = {}
            for path in paths:
                other = spelled.setdefault(folded(path), path)
                if other != path:
                    raise Failure(f"{other} and {path} are one file in {self.root}; rename one of them")

    def _obstacle(self, path: str) -> str:
        """Return, as a sentence, what keeps a file from being at a path; empty if no folder on the way does."""
        for folder in folders_of(path):
            if folder not in self._ways:
                self._ways[folder] = self._way(folder)
            found = self._ways[folder]
            if found is None:
                return ""  # and nothing can be behind what is not there
            if found:
                return found
        return ""

    def _way(self, folder: str) -> str | None:
        """Return the obstacle that stands in the place of a folder: empty if it is one, None if nothing is there."""
        present = self.root / folder
        status = status_of(present)
        if not status:
            return None
        if is_link(status):
            return f"{present} is a link, and may lead anywhere"
        if S_ISDIR(status.st_mode):
            return ""
        return None if folder in self._files else f"{present} is not a folder, where one is to be"

    def _make_folders(self, path: str, made: set[str]) -> None:
        """Make the folders of a path; `made` are those that are there."""
        for folder in folders_of(path):  # one by one: a folder may be deeper than Python recurses
            if folder not in made:
                with suppress(FileExistsError):
                    os.mkdir(self.root / folder)  # noqa: PTH102 - a Path is made for it anyway
                made.add(folder)

    def _is_ours_alone(self, folder: str) -> bool:
        """Return whether all that a folder holds are files that the manifest names, and their folders."""
        ours = [path for path in self._files if path.startswith(f"{folder}/")]
        folders = [folder]
        for path in folders:  # grows: a folder may be deeper than Python recurses
            for entry in list(os.scandir(self.root / path)):
                below = f"{path}/{entry.name}"
                if entry.is_dir(follow_symlinks=False) and any(path.startswith(f"{below}/") for path in ours):
                    folders.append(below)
                elif below not in self._files and not is_temporary(entry.name):
                    return False
        return bool(ours)

    def _is_ours(self, path: str, data: bytes | None) -> bool:
        """Return whether a file is as a run has written it, but for line ends, or as one that was killed left it."""
        if data is None:
            return False
        unix = data.replace(b"\r\n", b"\n")
        # Git for Windows turns the line ends of a file and not the digest of it.
        ways = (data, unix, unix.replace(b"\n", b"\r\n"))
        return any(sha256(way).hexdigest() in self._files.get(path, []) for way in ways)

    def _is_spelled_so(self, path: str) -> bool:
        """Return whether each part of a path is listed in its folder as it is spelled here."""
        parts = path.split("/")
        folders = [self.root.joinpath(*parts[:number]) for number in range(len(parts))]
        return all(part in os.listdir(folder) for part, folder in zip(parts, folders, strict=True))  # noqa: PTH208 - names

    def _record(self, files: dict[str, list[str]]) -> None:
        replace(self.root / MANIFEST, manifest.text_of(Manifest(self._layout, files)).encode())
        self._files = files

    def _clear_temporaries(self, planned: set[str]) -> None:
        """Remove what a killed run may have left beside the files it was about to replace."""
        under_way = [
            path for path, digests in self._files.items() if len(digests) > 1 or not status_of(self.root / path)
        ]
        for folder in {str(PurePosixPath(path).parent) for path in [MANIFEST, *under_way]}:
            names: list[str] = []
            if not self._obstacle(f"{folder}/"):
                with suppress(FileNotFoundError, NotADirectoryError):
                    names = os.listdir(self.root / folder)  # noqa: PTH208 - names are all it needs
            for name in filter(is_temporary, names):
                path = PurePosixPath(folder, name)
                if str(path) not in planned and is_regular(status_of(self.root / path)):
                    (self.root / path).unlink()

    def _remove_empty_folders(self, path: str) -> None:
        there = takewhile(status_of, (self.root / folder for folder in folders_of(path)))
        for folder in reversed(list(there)):
            try:
                folder.rmdir()
            except OSError:  # it is not empty
                return


def _identity(path: Path) -> tuple[int, int] | None:
    status = status_of(path)
    return (status.st_dev, status.st_ino) if status else None


def _is_as_readable(status: os.stat_result, like: Path | None) -> bool:
    """Return whether a file may be read by those who may read its source; no more is known on every file system."""
    return like is None or sys.platform == "win32" or not (status.st_mode ^ like.stat().st_mode) & _READABLE


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
