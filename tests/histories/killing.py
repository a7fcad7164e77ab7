"""A run that is killed: from one change on, it changes nothing on the disk any more, and does not clean up."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.truncate", "os.utime", "os.link"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Killed(BaseException):
    """What a killed process would not see."""


class _Guard:
    """Counts changes below a folder, and refuses all from one on. Python keeps a hook for ever, so there is one."""

    root = ""
    left = 0
    is_installed = False

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.root and self._is_change(event, arguments):
            self.left -= 1
            if self.left <= 0:
                raise Killed

    def _is_change(self, event: str, arguments: tuple[Any, ...]) -> bool:
        is_writing = event == "open" and isinstance(arguments[2], int) and bool(arguments[2] & _WRITING)
        if not (is_writing or event in _CHANGES) or not isinstance(arguments[0], (str, bytes, os.PathLike)):
            return False
        return os.fsdecode(arguments[0]).startswith(self.root)


_guard = _Guard()


@contextmanager
def killed_at(change: int, root: Path) -> Iterator[None]:
    """Kill what runs within before it makes its change of that number below a folder; 0 for never."""
    if change and not _guard.is_installed:
        sys.addaudithook(_guard)
        _guard.is_installed = True
    _guard.root, _guard.left = (str(root), change) if change else ("", 0)
    try:
        yield
    except Killed:
        pass
    finally:
        _guard.root = ""
