"""How much memory there is, as far as the system tells."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path

_MB = 2**20
_GROUP = Path("/sys/fs/cgroup")  # of a container, which may have less than its machine
_MEMINFO = Path("/proc/meminfo")


def available() -> int | None:
    """Return the megabytes that a program can still have; None if nobody tells."""
    if sys.platform == "win32":
        return _of_windows()
    with suppress(OSError):
        found = re.search(r"^MemAvailable: +(\d+) kB$", _MEMINFO.read_text("ascii"), re.MULTILINE)
        if found:
            free, left = int(found[1]) // 1024, _left_in_group()
            return free if left is None else min(free, left)
    return None


def _left_in_group() -> int | None:
    try:
        most, used = ((_GROUP / f"memory.{name}").read_text("ascii").strip() for name in ("max", "current"))
        return max(int(most) - int(used), 0) // _MB
    except (OSError, ValueError):  # there is no group, or no limit
        return None


def _of_windows() -> int | None:
    if sys.platform != "win32":
        return None
    import ctypes  # noqa: PLC0415 - only Windows needs it

    class Status(ctypes.Structure):
        _fields_ = [
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((name, ctypes.c_ulonglong) for name in ("all", "free", "a", "b", "c", "d", "e")),
        ]

    status = Status(length=ctypes.sizeof(Status))
    if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return int(status.free) // _MB
