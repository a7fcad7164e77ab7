"""Single files, touched so that no link leads elsewhere and no file is ever half there."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from errno import EINVAL
from stat import S_ISLNK, S_ISREG
from typing import TYPE_CHECKING
from unicodedata import normalize

from unscaffold.findings import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Windows has neither links that open() must not follow nor files that make it wait; these flags are POSIX's.
AS_IT_IS = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | AS_IT_IS
_TEMPORARY = re.compile(r"\.unscaffold-[0-9a-f]{16}\.new")
_DEVICE = re.compile(r"(?i:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *")
_JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT, which Windows has besides symbolic links


def status_of(path: str | os.PathLike[str]) -> os.stat_result | None:
    """Return the status of what stands at a path, of a link itself; None if nothing does.

    Raises:
        OSError: It cannot be looked at.
    """
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def identity_of(path: str | os.PathLike[str]) -> tuple[int, int] | None:
    """Return what two spellings of a file have in common, its device and its number; None if nothing is there.

    Raises:
        OSError: It cannot be looked at.
    """
    status = status_of(path)
    return (status.st_dev, status.st_ino) if status else None


def is_link(status: os.stat_result) -> bool:
    """Return whether a status is that of a symbolic link or of a junction."""
    return S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION


def is_regular(status: os.stat_result | None) -> bool:
    """Return whether a status is that of a regular file, and not of a link, folder, FIFO, socket or device."""
    return status is not None and S_ISREG(status.st_mode) and not is_link(status)


def content(path: str | os.PathLike[str]) -> bytes | None:
    """Return the bytes of a regular file; None where there is none, without opening what stands there instead.

    Raises:
        OSError: It cannot be read.
    """
    if not is_regular(status_of(path)):
        return None
    with os.fdopen(os.open(path, os.O_RDONLY | AS_IT_IS), "rb", buffering=0) as file:
        return file.read() if is_regular(os.fstat(file.fileno())) else None


def content_behind(path: str | os.PathLike[str]) -> bytes:
    """Return the bytes of a file; a link is followed.

    Raises:
        OSError: It cannot be read.
    """
    with open(path, "rb", buffering=0) as file:
        return file.read()


def permissions_of(path: str | os.PathLike[str]) -> int:
    """Return the permissions of a file, such as 0o644; a link is followed.

    Raises:
        OSError: It cannot be looked at.
    """
    return os.stat(path).st_mode & 0o777


def replace(target: str | os.PathLike[str], data: bytes, mode: int | None = None) -> None:
    """Write a file that is whole at any moment: the old one, or the new one.

    The bytes go to a file of a name that nobody can know before, and that file is moved to the target.

    Args:
        target: The file. A link there is replaced, and not followed.
        data: Its new content.
        mode: Its permissions, such as 0o644; None for those of any new file.

    Raises:
        OSError: It cannot be written; then it is the old one.
    """
    _replace(target, (data,), mode)


def _replace(target: str | os.PathLike[str], parts: Iterable[bytes], mode: int | None) -> None:
    path = os.fspath(target)
    temporary = os.path.join(os.path.dirname(path), f".unscaffold-{os.urandom(8).hex()}.new")
    try:
        _write_new(temporary, parts, mode)
        os.replace(temporary, path)
    except BaseException as error:  # a signal, too
        with suppress(OSError):
            os.unlink(temporary)
        if isinstance(error, OSError):
            error.filename = path  # nobody else knows the other one
        raise


def _write_new(path: str, parts: Iterable[bytes], mode: int | None) -> None:
    descriptor = os.open(path, _NEW, 0o666 if mode is None else mode)
    try:
        # On Windows, all it says is whether a file can be replaced ever again; some file systems know none.
        if mode is not None and sys.platform != "win32":
            with suppress(OSError):
                os.fchmod(descriptor, mode)
        for data in parts:
            rest = memoryview(data)  # a stream around it would take as long as the system needs for all of this
            while rest:
                rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)


def write_file(path: Path, data: bytes) -> None:
    """Write the file that a user names: whole at any moment, with the permissions it has.

    A link in its place stays one, unless it leads out of its folder: a stranger's checkout may hold one that leads to
    a file of the user's.

    Raises:
        Failure: What stands there is no file or such a link, or the links of the path lead round in a circle.
        OSError: It cannot be written; then it is as it was.
    """
    write_parts(path, (data,))


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file as `write_file` does, from parts of which one at a time is in memory.

    Raises:
        Failure, OSError: As there.
    """
    target = resolved(path)
    status = status_of(target)
    if status is not None and not is_regular(status):
        raise Failure(f"{path} is there, and is no file; name another one")
    if path.is_symlink() and not target.is_relative_to(resolved(path.parent)):
        raise Failure(f"{path} is a link that leads to {target}, out of its folder; name that file itself")
    _replace(target, parts, status.st_mode & 0o777 if status else None)


def append(target: Path, data: bytes) -> None:
    """Write at the end of a regular file, which is made if it is not there; a link is not followed.

    Raises:
        OSError: It cannot be written, or is no regular file.
    """
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT | AS_IT_IS, 0o666), "ab") as file:
        if not is_regular(os.fstat(file.fileno())):
            raise OSError(EINVAL, "it is not a regular file", str(target))
        file.write(data)


def is_temporary(name: str) -> bool:
    """Return whether a name is one of those that `replace` makes: a killed run may leave such a file."""
    return bool(_TEMPORARY.fullmatch(name))


def folders_of(path: str) -> Iterator[str]:
    """Yield the folders on the way to a relative path with forward slashes, the outermost first."""
    at = path.find("/")
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1)


def is_device(name: str) -> bool:
    """Return whether a name is a device's on Windows, whatever ending it has."""
    return bool(_DEVICE.fullmatch(name.partition(".")[0]))


def folded(path: str) -> str:
    """Return what a path has in common with the others that some file systems take for the same."""
    return normalize("NFC", path).casefold()


def resolved(path: Path) -> Path:
    """Return a path without links in it.

    Raises:
        Failure: The links lead round in a circle.
    """
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # from Python 3.13 on, it is the path itself that comes back
        raise Failure(f"the links of {path} lead round in a circle; name another folder") from None
