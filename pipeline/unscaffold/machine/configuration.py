"""What depends on the configuration folder."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

from unscaffold.checking import is_remembered
from unscaffold.files import resolved, walk
from unscaffold.findings import Failure
from unscaffold.machine.part import Fact, Part, Wrong
from unscaffold.options import Options
from unscaffold.settings import NONE, read_settings

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.settings import Settings

_SLACK = 60.0  # seconds by which clocks of file servers differ
# What a settings file may say that `check` heeds.
_KEYS = (
    *("target", "context", "stylesheets", "only", "keep"),
    *("select", "ignore", "ignore-in", "severity", "baseline", "strict"),
)


def configuration(conf: Path) -> Part:
    """Return what is known of a configuration folder, and nothing of what is in it.

    Args:
        conf: The folder.
    """
    try:
        files, odd = walk(conf)
    except Failure as failure:
        return Part("configuration", {}, (Wrong("folder", failure.sentence.replace(str(conf), "CONF")),))
    wrong = [*_of_names(conf), *_of_clock(conf, files)]
    settings, wrongs = _settings(conf)
    facts: dict[str, Fact] = {
        "files": len(files),
        "not_looked_at": len(odd),
        "longest_path": max((len(str(resolved(conf) / file)) for file in files), default=0),
        "settings_file": _seen_from(conf, settings.file) if settings.file else None,
        "check_is_remembered": is_remembered(conf, _options(settings)),
        "names_in_any_case": _is_case_ignored(resolved(conf)),
    }
    return Part("configuration", facts, (*wrong, *wrongs))


def _settings(conf: Path) -> tuple[Settings, tuple[Wrong, ...]]:
    """Return the settings; the defaults, if the file cannot be used, which is wrong then."""
    try:
        return read_settings(conf), ()
    except Failure:  # whose sentence names folders, and what stands in the file
        sentence = (
            "the settings file of CONF cannot be used; run unscaffold settings CONF, which says why, and mend it"
        )
        return NONE, (Wrong("settings", sentence),)


def _seen_from(conf: Path, file: Path) -> str:
    """Return where a file is, seen from the folder: where that is, is nobody's business."""
    return f"CONF/{os.path.relpath(resolved(file), resolved(conf))}".replace(os.sep, "/")


def _options(settings: Settings) -> Options:
    """Return the options of `check` without flags."""
    said: dict[str, Any] = dict(settings.of(key).option for key in _KEYS)
    return Options(**said)


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
