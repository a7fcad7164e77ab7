"""Folders of this machine that a run writes: its cache, and that of temporary files."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.machine.part import Fact, Part, Wrong
from unscaffold.remembering import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_MB = 2**20
_LEAST = 100  # MB that a revision of a large configuration takes
_OURS = re.compile(r"unscaffold-[0-9a-f]{32}\.\w+")


def cache() -> Part:
    """Return what is in the cache folder, and whether it can be written."""
    folder = cache_folder()
    if folder is None:
        return Part("cache", {"folder": None})
    facts: dict[str, Fact] = {"folder": str(folder)}
    fault = fault_of(folder)
    if fault is None:
        sizes = list(_sizes(folder))
        facts |= {"is_there": folder.is_dir(), "entries": len(sizes), "bytes": sum(sizes)}
        return Part("cache", facts)
    instead = "make it a folder that you may write, or name another one in UNSCAFFOLD_CACHE"
    sentence = f"the cache folder {folder} cannot be written ({fault}), so nothing is remembered; {instead}"
    return Part("cache", facts, (Wrong("cache", sentence),))


def _sizes(folder: Path) -> Iterator[int]:
    """Yield the sizes of what is remembered, in bytes."""
    for file in folder.glob("*"):
        if _OURS.fullmatch(file.name):
            with suppress(OSError):  # another run may just remove it
                yield file.stat().st_size


def fault_of(folder: Path) -> str | None:
    """Return why a folder cannot be written, or be made; None if it can."""
    ways = (folder, *folder.absolute().parents)
    there = next(one for one in ways if os.path.exists(one))  # noqa: PTH110 - Path.exists may fail
    try:
        with tempfile.TemporaryFile(dir=there):
            return None
    except OSError as error:
        return error.strerror or str(error)


def temporary() -> Part:
    """Return how much room there is for temporary files, and whether that is too little."""
    try:
        folder = Path(tempfile.gettempdir())
    except FileNotFoundError:
        sentence = "there is no folder for temporary files; make one that you may write, and name it in TMPDIR"
        return Part("temporary", {"folder": None}, (Wrong("temporary", sentence),))
    free = shutil.disk_usage(folder).free // _MB
    facts: dict[str, Fact] = {"folder": str(folder), "free_megabytes": free}
    if free >= _LEAST:
        return Part("temporary", facts)
    sentence = f"{folder} has room for {free} MB only, and diff --base may need {_LEAST}; make room, or name another"
    return Part("temporary", facts, (Wrong("temporary", f"{sentence} folder in TMPDIR"),))
