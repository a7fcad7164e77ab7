"""The places that name the version: they all name the same one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from release.programs import Refusal, git
from release.versions import PACKAGE

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_CHANGES = "CHANGELOG.md"
_HEADING = re.compile(r"^## (?:[\w.]+ - )?unreleased$", re.MULTILINE | re.IGNORECASE)
_NAMING = ("README.md", "SECURITY.md", "Containerfile", "action.yml", "ci", "docs")
# What stands before the version where it is ours: what is installed, a tag, an image, what a program says of itself.
_BEFORE = (
    rb"unscaffold==|unscaffold:|unscaffold@v|rev: v|ref: (?:refs/tags/)?v"
    rb'|"unscaffold": "|"name": "unscaffold",\s+"version": "'
)


def renamed(root: Path, old: str, new: str, day: date) -> list[str]:
    """Write the version into all files that name it.

    Args:
        root: The folder of a work tree.
        old: The version that they name.
        new: The one that they are to name.
        day: When it is released.

    Returns:
        The files that were written, by their paths.

    Raises:
        Refusal: Nothing is noted that could be released.
    """
    package = (root / PACKAGE).read_bytes()
    files = {
        _CHANGES: _dated((root / _CHANGES).read_bytes().decode(), new, day).encode(),
        PACKAGE: package.replace(f'__version__ = "{old}"'.encode(), f'__version__ = "{new}"'.encode()),
    }
    ours = re.compile(rb"(" + _BEFORE + rb")" + re.escape(old.encode()) + rb"(?![\w-]|\.\w)")
    for path in filter(None, git(root, "ls-files", "-z", *_NAMING).split("\0")):  # some are pictures
        files[path] = ours.sub(rb"\g<1>" + new.encode(), (root / path).read_bytes())
    changed = {path: data for path, data in files.items() if data != (root / path).read_bytes()}
    for path, data in changed.items():
        (root / path).write_bytes(data)
    return sorted(changed)


def _dated(text: str, version: str, day: date) -> str:
    """Return the changelog with what is unreleased as a release."""
    headings = [*re.finditer(r"^## .*$", text, re.MULTILINE)]
    found = _HEADING.fullmatch(headings[0][0]) if headings else None
    if found is None:
        raise Refusal(f'the first section of {_CHANGES} is not "unreleased"; there is nothing to release')
    start, end = headings[0].span()
    section = text[end : headings[1].start()] if headings[1:] else text[end:]
    if not re.search(r"^- \S", section, re.MULTILINE):
        raise Refusal(f"nothing is noted as unreleased in {_CHANGES}; say there what a user can notice")
    return f"{text[:start]}## {version} - {day.isoformat()}{text[end:]}"
