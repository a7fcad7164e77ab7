"""Files of a commit that are the same in the work tree: to write most of a large repository again takes long."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha1, sha256
from typing import TYPE_CHECKING

from unscaffold.files import content

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from unscaffold.revisions.objects import Entry

_SHA1 = 40  # digits of a digest


def unchanged(found: Collection[Entry], folder: Path, way: bytes) -> dict[str, Path]:
    """Return the files of a folder that the work tree has with the same bytes, by their paths in the folder.

    Git for Windows turns line ends, which mean nothing in XML: they are not compared.

    Args:
        found: The files of the commit. Where links are among them, which lead to other files, there are none.
        folder: The folder in the work tree.
        way: The way to it from the upmost folder.
    """
    if any(entry.is_link or entry.is_submodule for entry in found):
        return {}
    same = {}
    for entry in found:
        path = path_in(entry, way)
        if _is_plain(path) and _is_same(entry, folder / path):
            same[path] = folder / path
    return same


def path_in(entry: Entry, way: bytes) -> str:
    """Return the path of a file in a folder, by the way to that."""
    return entry.path[len(way) :].lstrip(b"/").decode("utf-8", "surrogateescape")


def _is_plain(path: str) -> bool:
    """Return whether a path is text and leads nowhere else; what is not, is looked at when it is written."""
    return path.isprintable() and "\\" not in path and not any(part in {"", ".", ".."} for part in path.split("/"))


def _is_same(entry: Entry, file: Path) -> bool:
    with suppress(OSError):
        data = content(file)
        return data is not None and any(
            _digest(one, len(entry.digest)) == entry.digest.decode() for one in _with_either_line_ends(data)
        )
    return False


def _with_either_line_ends(data: bytes) -> Iterator[bytes]:
    yield data
    if b"\r\n" in data:
        yield data.replace(b"\r\n", b"\n")


def _digest(data: bytes, digits: int) -> str:
    """Return the digest by which git names a file's content."""
    made = (sha1 if digits == _SHA1 else sha256)(b"blob %d\0" % len(data), usedforsecurity=False)
    made.update(data)
    return made.hexdigest()
