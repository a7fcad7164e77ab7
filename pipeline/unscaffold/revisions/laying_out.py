"""Files of a commit written into a temporary folder. A stranger made the commit: its trees may hold any names."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from unscaffold.files import AS_IT_IS
from unscaffold.findings import Failure
from unscaffold.process import printable
from unscaffold.revisions.objects import contents

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from unscaffold.revisions.objects import Entry

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | AS_IT_IS
_POINTER = b"version https://git-lfs.github.com/spec/"
_COMPARE = "check out both versions, and compare the two folders: unscaffold diff OLD NEW"
_OF_WINDOWS = set('\\:*?"<>|')  # what means something else in a path there, or is none


def lay_out(
    top: Path, found: Collection[Entry], folder: Path, named: Callable[[str], str], advice: str = _COMPARE
) -> None:
    """Write files of a commit into a folder.

    Folders are made first and links last, so that nothing is written through a link.

    Args:
        top: The upmost folder of the repository.
        found: The files.
        folder: Where to write them; it stands for the upmost one.
        named: Returns what a path is called in a sentence.
        advice: What can be done about a file whose content is elsewhere.

    Raises:
        Failure: A file cannot be had, or not be written on this system.
    """
    places = {entry.path: _place(entry, folder, named) for entry in found}
    for entry in found:
        parent = os.path.dirname(places[entry.path])  # noqa: PTH120 - there may be thousands
        _made(partial(os.makedirs, parent, exist_ok=True), entry, named)
    by_digest: dict[bytes, list[Entry]] = {}
    for entry in found:
        by_digest.setdefault(entry.digest, []).append(entry)
    links: list[tuple[Entry, bytes]] = []
    for digest, data in contents(top, by_digest) if by_digest else ():
        for entry in by_digest[digest]:
            if entry.is_link and sys.platform != "win32":
                links.append((entry, data))
            else:
                _write(entry, data, places[entry.path], named, advice)
    for entry, target in links:
        _made(partial(os.symlink, target, os.fsencode(places[entry.path])), entry, named)


def of_a_run(found: Iterable[Entry], way: bytes) -> list[Entry]:
    """Return the files that a run may read; a link may lead to one that is not called as XML.

    Args:
        found: The files.
        way: The path of the folder that is read; hidden folders in it are passed over.
    """
    seen = [entry for entry in found if not _is_hidden(entry.path, way)]
    has_links = any(entry.is_link for entry in seen)
    return [entry for entry in seen if has_links or entry.is_submodule or _is_read(entry.path)]


def _is_hidden(path: bytes, way: bytes) -> bool:
    folders = path[len(way) :].split(b"/")[:-1]
    return any(part.startswith(b".") and part not in {b".", b".."} for part in folders)


def _is_read(path: bytes) -> bool:
    return path.lower().endswith((b".xml", b".xsl", b".toml"))


def _place(entry: Entry, folder: Path, named: Callable[[str], str]) -> str:
    """Return where a file is written."""
    try:
        path = os.fsdecode(entry.path)
    except UnicodeDecodeError:  # on Windows, where names are Unicode
        raise Failure(f"{_name(entry, named)} has a name that is not UTF-8; this system has no such names") from None
    if entry.is_submodule:
        raise Failure(f"{_name(entry, named)} is a submodule, whose files are in another repository; {_COMPARE}")
    parts = path.split("/")
    if any(part in {"", ".", ".."} for part in parts) or (sys.platform == "win32" and _OF_WINDOWS & {*path}):
        raise Failure(f"{_name(entry, named)} has a name that no file can have here; compare two folders")
    return os.path.join(folder, *parts)  # noqa: PTH118 - as above


def _write(entry: Entry, data: bytes, place: str, named: Callable[[str], str], advice: str) -> None:
    if data.startswith(_POINTER) and entry.path.lower().endswith(b".xml"):
        raise Failure(
            f"{_name(entry, named)} is a pointer of Git LFS, and its content is not in the repository; {advice}"
        )

    def write() -> None:
        with os.fdopen(os.open(place, _NEW, 0o600), "wb") as file:
            file.write(data)

    _made(write, entry, named)


def _made(make: Callable[[], None], entry: Entry, named: Callable[[str], str]) -> None:
    try:
        make()
    except FileExistsError:
        raise Failure(
            f"{_name(entry, named)} and another name of that revision are one on this file system; compare folders"
        ) from None
    except OSError as error:
        raise Failure(f"{_name(entry, named)} cannot be written here: {error.strerror}") from None


def _name(entry: Entry, named: Callable[[str], str]) -> str:
    return printable(named(entry.path.decode("utf-8", "backslashreplace")))
