"""What depends on the configuration folder."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from unscaffold.files import resolved, walk
from unscaffold.findings import Failure
from unscaffold.machine.part import Fact, Part, Wrong
from unscaffold.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

_SLACK = 60.0  # seconds by which clocks of file servers differ


def configuration(conf: Path) -> Part:
    """Return what is known of a configuration folder, and nothing of what is in it.

    Args:
        conf: The folder.

    Raises:
        Failure: It is none.
    """
    files, odd = walk(conf)
    wrong = [*_of_names(conf), *_of_clock(conf, files)]
    settings, wrongs = _settings(conf)
    facts: dict[str, Fact] = {
        "files": len(files),
        "not looked at": len(odd),
        "longest path": max((len(str(resolved(conf) / file)) for file in files), default=0),
        "settings file": settings,
        "names in any case": _is_case_ignored(resolved(conf)),
    }
    return Part("configuration", facts, (*wrong, *wrongs))


def _settings(conf: Path) -> tuple[str | None, tuple[Wrong, ...]]:
    """Return where the settings file is, seen from the folder."""
    try:
        file = read_settings(conf).file
    except Failure as failure:
        return None, (Wrong("settings", f"{failure.sentence}; mend the file, or say --no-settings"),)
    return (f"CONF/{os.path.relpath(resolved(file), resolved(conf))}".replace(os.sep, "/") if file else None), ()


def _of_names(conf: Path) -> list[Wrong]:
    """Return whether names of files are not text in the encoding of names."""
    count = 0
    for folder, _, names in os.walk(conf):
        count += sum(not _is_text(name) for name in [os.path.basename(folder), *names])  # noqa: PTH119 - may be no text
    if not count:
        return []
    are, them = ("1 name of a file is", "it") if count == 1 else (f"{count} names of files are", "them")
    return [Wrong("names", f"{are} not UTF-8; rename {them}, such files are left out")]


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _of_clock(conf: Path, files: list[str]) -> list[Wrong]:
    ahead = max((os.stat(conf / file).st_mtime for file in files), default=0) - time.time()  # noqa: PTH116 - thousands
    if ahead <= _SLACK:
        return []
    sentence = f"by the clock, files of the configuration are from {ahead / 60:.0f} minutes in the future"
    return [Wrong("clock", f"{sentence}, so what is remembered of them is not believed; set the clock")]


def _is_case_ignored(folder: Path) -> bool | None:
    """Return whether names in any case are the same to the file system; None if the name has no letters."""
    other = folder.with_name(folder.name.swapcase()) if folder.name else folder
    if other == folder:
        return None
    return other.exists() and other.samefile(folder)
