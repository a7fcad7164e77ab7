"""A folder in which a history happens: a configuration, what lies beside it, outputs, and what runs remember."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from .history import CONF, CONTEXT, OTHER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .history import Edit

NAMESPACE = "urn:schemas-usercube-com:configuration"
_DECLARED = {"utf-8-sig": "utf-8"}
_FIRST_TIME = 10**18  # nanoseconds, in 2001: each edit has a time of its own, whatever the clock of the disk is


class _Past(NamedTuple):
    """What a file was."""

    path: Path
    data: bytes
    times: tuple[int, int]


class World:
    """The folder of a history.

    Args:
        root: The folder, which is empty.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._times = count(_FIRST_TIME, 10**9)
        self._past: list[_Past] = []
        self._caches: list[Path] = []
        for folder in (CONF, CONTEXT, OTHER):
            (root / folder).mkdir()

    @property
    def cache(self) -> Path:
        """The cache folder."""
        return self.root / "cache"

    def edit(self, edit: Edit) -> None:
        """Let an edit happen, or nothing where it cannot: a step before it may have been left out."""
        happens: dict[str, Callable[[Path, Edit], None]] = {
            "write": self._write,
            "cut": self._cut,
            "rename": self._rename,
            "delete": self._delete,
            "touch": self._touch,
            "chmod": self._chmod,
            "link": self._link,
            "secretly": self._secretly,
            "restore": self._restore,
            "copy": self._copy,
            "output": self._output,
            "cache": self._cache,
        }
        with suppress(OSError):  # a file stands where a folder should be, or the reverse
            happens[edit.what](self.root / edit.path, edit)

    def keep_cache(self) -> None:
        """Keep what is remembered now, for an edit that brings it back."""
        if self.cache.exists():
            kept = self.root / f"cache {len(self._caches)}"
            shutil.copytree(self.cache, kept)
            self._caches.append(kept)

    def _put(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._leave(path)
        path.write_bytes(data)
        now = next(self._times)
        os.utime(path, ns=(now, now))

    def _leave(self, path: Path) -> None:
        """Keep what is about to go."""
        if path.is_file():
            status = path.stat()
            self._past.append(_Past(path, path.read_bytes(), (status.st_atime_ns, status.st_mtime_ns)))

    def _write(self, path: Path, edit: Edit) -> None:
        if path.suffix.lower() == ".xml":
            declared = _DECLARED.get(edit.encoding, edit.encoding)
            body = "".join(f"  {part}\n" for part in edit.parts)
            start = f'<?xml version="1.0" encoding="{declared}"?>\n<ConfigurationFile xmlns="{NAMESPACE}">\n'
            text = f"{start}{body}</ConfigurationFile><!-- 0 -->\n"
        else:
            text = "\n".join(edit.parts)
        self._put(path, text.encode(edit.encoding, "xmlcharrefreplace"))

    def _cut(self, path: Path, _: Edit) -> None:
        if path.is_file():
            self._put(path, path.read_bytes()[:-25])

    def _rename(self, path: Path, edit: Edit) -> None:
        target = self.root / edit.parts[0]
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)

    def _delete(self, path: Path, _: Edit) -> None:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            self._leave(path)
            path.unlink()

    def _touch(self, path: Path, _: Edit) -> None:
        now = next(self._times)
        os.utime(path, ns=(now, now))

    def _chmod(self, path: Path, edit: Edit) -> None:
        path.chmod(int(edit.parts[0], 8))

    def _link(self, path: Path, edit: Edit) -> None:
        path.symlink_to(edit.parts[0])

    def _secretly(self, path: Path, _: Edit) -> None:
        """Change digits of a file, and neither its size nor the time that programs may set."""
        before = path.stat()
        time.sleep(0.01)  # the other time tells it, if the clock of the disk has moved
        first, line_end, rest = path.read_bytes().partition(b"\n")
        path.write_bytes(first + line_end + rest.translate(bytes.maketrans(b"01", b"10")))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def _restore(self, _: Path, edit: Edit) -> None:
        for path, data, times in self._past[int(edit.parts[0]) % len(self._past) :][:1] if self._past else []:
            time.sleep(0.01)  # as above
            path.write_bytes(data)
            os.utime(path, ns=times)

    def _copy(self, path: Path, edit: Edit) -> None:
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.root / edit.parts[0], path, symlinks=True)

    def _output(self, path: Path, edit: Edit) -> None:
        what, number = edit.parts[0], int(edit.parts[1])
        files = sorted(one for one in path.rglob("*") if one.is_file() and not one.is_symlink())
        if what == "all gone":
            shutil.rmtree(path)
        elif what == "new":
            self._put(path / f"HR/foreign {number}.xml", b"foreign")
        elif files and what == "gone":
            files[number % len(files)].unlink()
        elif files:
            data = files[number % len(files)].read_bytes()
            self._put(files[number % len(files)], data.swapcase() if what == "same size" else data + b" ")

    def _cache(self, _: Path, edit: Edit) -> None:
        what, number = edit.parts[0], int(edit.parts[1])
        files = sorted(self.cache.iterdir()) if self.cache.exists() else []
        if what == "gone":
            shutil.rmtree(self.cache)
        elif what == "older" and self._caches:
            shutil.rmtree(self.cache)
            shutil.copytree(self._caches[number % len(self._caches)], self.cache)
        elif files and what == "cut":
            data = files[number % len(files)].read_bytes()
            files[number % len(files)].write_bytes(data[: len(data) // 2])
        elif files and what == "wrong":
            data = files[number % len(files)].read_bytes()
            at = len(data) * (number + 1) // 17
            files[number % len(files)].write_bytes(
                data[:at] + bytes(byte ^ 1 for byte in data[at : at + 1]) + data[at + 1 :]
            )
