"""The output folder as it is: its manifest, what in it is ours, and what is in the way.

Whatever stands in the folder may come from a stranger: it is looked at before it is opened, and nothing but a
regular file, on a way without links, is read, replaced or removed.
"""

from __future__ import annotations

import os
from hashlib import sha256
from stat import S_ISDIR
from typing import TYPE_CHECKING

from unscaffold.files import content, folders_of, is_link, is_temporary, replace, status_of
from unscaffold.findings import Failure
from unscaffold.output import manifest
from unscaffold.output.lock import LOCK
from unscaffold.output.manifest import MANIFEST, Manifest

if TYPE_CHECKING:
    from pathlib import Path


class Tree:
    """An output folder and its manifest.

    `root` is the folder; `files` are the files that the manifest names, with the digests that it has of each.

    Args:
        root: The output folder; it need not exist.
        layout: What it holds: "folder" or "scaffoldings". A folder written for the one is not taken for the other.

    Raises:
        Failure: The root is not a folder, or its manifest cannot be read or is that of another layout.
    """

    def __init__(self, root: Path, layout: str) -> None:
        self.root = root
        self._layout = layout
        self._start = str(root / "_")[:-1]  # of the places of files
        if os.path.lexists(root) and not root.is_dir():
            raise Failure(f"{root} is not a folder; name another output folder")
        self._status = self._status_of_manifest()
        written = manifest.read(root)
        if written and written.layout != layout:
            raise Failure(f"{root} was written with --layout {written.layout}; name another output folder")
        self.files = written.files if written else {}
        self._ways: dict[str, str | None] = {}

    def now(self) -> Tree:
        """Return the folder as it is now; the same, if nobody has written a manifest since this was made.

        Raises:
            Failure: As when it was made.
        """
        self.look_again()
        return self if self._status == self._status_of_manifest() else Tree(self.root, self._layout)

    def _status_of_manifest(self) -> tuple[int, ...]:
        seen = status_of(self.root / MANIFEST)
        return (seen.st_ino, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size) if seen else ()

    def is_foreign(self) -> bool:
        """Return whether the folder has content and no manifest."""
        return not os.path.lexists(self.root / MANIFEST) and not self.is_empty()

    def is_empty(self) -> bool:
        """Return whether there is nothing, or nothing but what a run leaves that was killed before it wrote.

        Raises:
            Failure: The folder cannot be listed.
        """
        try:
            return all(name == LOCK or is_temporary(name) for name in os.listdir(self.root))  # noqa: PTH208 - names
        except FileNotFoundError:
            return True
        except OSError as error:
            raise Failure(f"{self.root} cannot be listed: {error.strerror}") from None

    def place(self, path: str) -> str:
        """Return where a file of the folder is: not as a Path, for there are thousands.

        Args:
            path: Its path in the folder, with forward slashes.
        """
        return self._start + (path if os.sep == "/" else path.replace("/", os.sep))

    @property
    def own(self) -> list[str]:
        """The manifest and the files that it names."""
        return [MANIFEST, *self.files]

    def content(self, path: str) -> bytes | None:
        """Return the bytes of a file of the folder; None where there is no regular one on a way without links.

        Raises:
            Failure: It cannot be read.
        """
        try:
            return None if self.obstacle(path) else content(self.root / path)
        except OSError as error:
            raise Failure(f"{self.root / path} cannot be read: {error.strerror}") from None

    def record(self, files: dict[str, list[str]]) -> None:
        """Write the manifest: these files, with these digests.

        Raises:
            OSError: It cannot be written; then it is the old one.
        """
        replace(self.root / MANIFEST, manifest.text_of(Manifest(self._layout, files)).encode())
        self.files = files

    def obstacle(self, path: str) -> str:
        """Return, as a sentence, what keeps a file from being at a path; empty if no folder on the way does.

        Each folder is looked at once, until `look_again`.
        """
        for folder in folders_of(path):
            if folder not in self._ways:
                self._ways[folder] = self._way(folder)
            found = self._ways[folder]
            if found is None:
                return ""  # and nothing can be behind what is not there
            if found:
                return found
        return ""

    def look_again(self) -> None:
        """Forget what stands on the ways to files."""
        self._ways.clear()

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
        return None if folder in self.files else f"{present} is not a folder, where one is to be"

    def is_ours(self, path: str, data: bytes | None) -> bool:
        """Return whether a file is as a run has written it, but for line ends, or as one that was killed left it.

        Args:
            path: Its path in the folder, with forward slashes.
            data: Its bytes; None where it is no regular file.
        """
        if data is None:
            return False
        unix = data.replace(b"\r\n", b"\n")
        # Git for Windows turns the line ends of a file and not the digest of it.
        ways = (data, unix, unix.replace(b"\n", b"\r\n"))
        return any(sha256(way).hexdigest() in self.files.get(path, []) for way in ways)

    def is_ours_alone(self, folder: str) -> bool:
        """Return whether all that a folder holds are files that the manifest names, and their folders."""
        ours = [path for path in self.files if path.startswith(f"{folder}/")]
        folders = [folder]
        for path in folders:  # grows: a folder may be deeper than Python recurses
            for entry in list(os.scandir(self.root / path)):
                below = f"{path}/{entry.name}"
                if entry.is_dir(follow_symlinks=False) and any(path.startswith(f"{below}/") for path in ours):
                    folders.append(below)
                elif below not in self.files and not is_temporary(entry.name):
                    return False
        return bool(ours)
