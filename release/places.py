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
    r"unscaffold==|unscaffold:|unscaffold@v|rev: v|ref: (?:refs/tags/)?v"
    r'|"unscaffold": "|"name": "unscaffold",\s+"version": "'
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
    texts = {_CHANGES: _dated(_read(root, _CHANGES), new, day)}
    texts[PACKAGE] = _read(root, PACKAGE).replace(f'__version__ = "{old}"', f'__version__ = "{new}"')
    ours = re.compile(rf"({_BEFORE}){re.escape(old)}(?![\w-]|\.\w)")
    for path in git(root, "ls-files", *_NAMING).splitlines():
        if old in (text := _read(root, path)):
            texts[path] = ours.sub(rf"\g<1>{new}", text)
    changed = {path: text for path, text in texts.items() if text != _read(root, path)}
    for path, text in changed.items():
        (root / path).write_bytes(text.encode())
    return sorted(changed)


def _read(root: Path, path: str) -> str:
    """Return a file with its line ends as they are."""
    return (root / path).read_bytes().decode()


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
