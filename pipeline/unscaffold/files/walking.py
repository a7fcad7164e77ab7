"""The files of a folder, in configuration order."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from unscaffold.files.regular import is_link, resolved
from unscaffold.findings import Failure, Finding, diagnose, point


def walk(folder: Path) -> tuple[list[str], list[Finding]]:
    """List the files of a folder, in configuration order, with forward slashes.

    Hidden folders are passed over. So are symbolic links to folders, and those that lead out of the folder or into a
    hidden one; they are warned of.

    Raises:
        Failure: The folder is missing, or cannot be listed.
    """
    check_folder(folder)
    root = resolved(folder)
    files: list[str] = []
    findings: list[Finding] = []
    folders = [(str(folder), "")]
    for place, prefix in folders:  # grows: a folder may be deeper than Python recurses
        for entry in _entries(place):
            file = prefix + entry.name
            is_linked = _is_linked(entry)
            if not is_linked and entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith("."):
                    folders.append((entry.path, f"{file}/"))
            elif is_linked and (reason := _fault_of_link(Path(entry.path), root)):
                findings.append(diagnose("link", point(file), {"reason": reason}))
            elif entry.is_file() and _is_text(file):
                files.append(file)
            elif entry.is_file():
                findings.append(diagnose("file-name", point(file), {"encoding": sys.getfilesystemencoding()}))
    return sorted(files, key=lambda file: file.split("/")), sorted(findings)


def check_folder(folder: Path) -> None:
    """Refuse a configuration folder that is none.

    Raises:
        Failure: It is missing, or no folder.
    """
    if not folder.is_dir():
        raise Failure(f"{folder} is not a folder; name the folder of the configuration")


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        return list(os.scandir(folder))
    except OSError as error:
        raise Failure(f"{Path(folder)} cannot be listed: {error.strerror}") from None


def _is_linked(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a symbolic link or what Windows has besides."""
    return entry.is_symlink() or (sys.platform == "win32" and is_link(entry.stat(follow_symlinks=False)))


def _is_text(path: str) -> bool:
    """Return whether a path is made of characters: where the system's encoding does not fit, it has half ones."""
    return path.isascii() or not any("\ud800" <= character <= "\udfff" for character in path)


def _fault_of_link(link: Path, root: Path) -> str:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # the latter for a link that leads to itself, before Python 3.13
        return "leads nowhere"
    if target.is_dir():
        return "leads to a folder"
    if not target.is_relative_to(root):
        return "leads out of the folder"
    hidden = any(part.startswith(".") for part in target.relative_to(root).parent.parts)
    return "leads into a hidden folder" if hidden else ""
