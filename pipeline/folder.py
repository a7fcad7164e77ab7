"""The files of a folder, in configuration order."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Failure, Place, diagnose


def walk(folder: Path) -> tuple[list[str], list[Diagnostic]]:
    """List the files of a folder, in configuration order, with forward slashes.

    Hidden folders are passed over, and so are symbolic links to folders and those that lead out of the folder.

    Raises:
        Failure: The folder is missing, or cannot be listed.
    """
    if not folder.is_dir():
        raise Failure(f"{folder} is not a folder; name the folder of the configuration")
    files: list[str] = []
    diagnostics: list[Diagnostic] = []
    _walk(folder, "", folder.resolve(), files, diagnostics)
    return sorted(files, key=lambda file: file.split("/")), sorted(diagnostics)


def _walk(folder: Path, prefix: str, root: Path, files: list[str], diagnostics: list[Diagnostic]) -> None:
    try:
        entries = list(os.scandir(folder / prefix))
    except OSError as error:
        raise Failure(f"{folder / prefix} cannot be listed: {error.strerror}") from None
    for entry in entries:
        file = prefix + entry.name
        if entry.is_dir(follow_symlinks=False) and not _is_junction(entry):
            if not entry.name.startswith("."):
                _walk(folder, f"{file}/", root, files, diagnostics)
        elif (entry.is_symlink() or _is_junction(entry)) and (reason := _fault_of_link(Path(entry.path), root)):
            diagnostics.append(diagnose("link", Place(file), {"reason": reason}))
        elif entry.is_file():
            files.append(file)


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is what Windows has besides symbolic links; Python tells from 3.12 on."""
    return bool(getattr(entry, "is_junction", bool)())


def _fault_of_link(link: Path, root: Path) -> str:
    target = link.resolve()
    if not target.exists():
        return "leads nowhere"
    if target.is_dir():
        return "leads to a folder"
    return "" if target.is_relative_to(root) else "leads out of the folder"
