"""The system: what it is, what it allows, and what its clock says."""

from __future__ import annotations

import platform
import sys
import sysconfig
import time
from pathlib import Path

from unscaffold.machine.memory import available
from unscaffold.machine.part import Fact, Part, Wrong
from unscaffold.process import cores, processes_that_pay

_OWN = Path(__file__).parents[1]
_EACH = 170  # MB of a process that has Saxon
_FILES = 128  # that are open at once, at most
_SLACK = 60.0  # seconds by which clocks of file servers differ


def system() -> Part:
    """Return what the system is, and what is wrong with it."""
    processes, memory, files = processes_that_pay(), available(), _open_files()
    facts: dict[str, Fact] = {
        "platform": f"{platform.system()} {platform.release()} ({platform.machine()})",
        "build": sysconfig.get_platform(),
        "c_library": _library(),
        "cores": cores(),
        "processes": processes,
        "free_megabytes": memory,
        "open_files": files,
        "long_paths": _long_paths(),
    }
    found = (_of_library(), _of_memory(memory, processes), _of_files(files), _of_clock())
    return Part("system", facts, tuple(filter(None, found)))


def _library() -> str | None:
    if "musl" in str(sysconfig.get_config_var("SOABI")):
        return "musl"
    return " ".join(filter(None, platform.libc_ver())) or None


def _of_library() -> Wrong | None:
    """Return that saxonche is made for other systems: it has no wheels for these two."""
    if _library() == "musl":
        sentence = "this Python is made for musl, as on Alpine Linux, for which there is no saxonche"
        return Wrong("musl", f"{sentence}; use a system with glibc, such as Debian, in a container perhaps")
    if sysconfig.get_platform() == "win-arm64":
        return Wrong(
            "arm", "for Python on ARM, Windows has no saxonche; install Python for x64, which runs there, too"
        )
    return None


def _of_memory(memory: int | None, processes: int) -> Wrong | None:
    if memory is None or memory >= processes * _EACH:
        return None
    fewer = max(memory // _EACH, 1)
    sentence = f"{memory} MB of memory are free, and {processes} processes may take {processes * _EACH} MB"
    return Wrong("memory", f"{sentence}; end other programs, or say --workers {fewer}")


def _open_files() -> int | None:
    """Return how many files may be open at once; None for any number, and where there is no such limit."""
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 - only POSIX has it

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return None if soft == resource.RLIM_INFINITY else soft


def _of_files(files: int | None) -> Wrong | None:
    if files is None or files >= _FILES:
        return None
    return Wrong("open_files", f"only {files} files may be open at once; raise that: ulimit -n {_FILES * 8}")


def _of_clock() -> Wrong | None:
    newest = max(file.stat().st_mtime for file in _OWN.rglob("*.py"))
    ahead = newest - time.time()
    if ahead <= _SLACK:
        return None
    sentence = f"by the clock, files of unscaffold are from {ahead / 60:.0f} minutes in the future"
    return Wrong("clock", f"{sentence}, so nothing is remembered; set the clock, or install unscaffold again")


def _long_paths() -> bool | None:
    """Return whether Windows lets programs use paths of more than 260 characters; None elsewhere."""
    if sys.platform != "win32":
        return None
    import winreg  # noqa: PLC0415 - only Windows has it

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Control\FileSystem") as key:
            return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])
    except OSError:
        return False
