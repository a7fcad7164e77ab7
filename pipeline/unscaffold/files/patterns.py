"""Patterns of paths in a folder: `Legacy/**`, `*/Jobs.xml`.

A pattern is that of a whole path, whose parts have slashes between them. In a part, `*` stands for any characters,
none included, and `?` for one; neither stands for a slash. A part that is `**` stands for any number of folders, none
included; at the end, it stands for all that lies below. Everything else stands for itself, letters in their case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_One = TypeVar("_One")
_ANY, _ANY_ONE, _ANY_FOLDERS = "*", "?", "**"


def fault_of_pattern(pattern: str) -> str:
    """Return why a pattern can fit no path, to follow its name in a sentence; empty if it can."""
    parts = pattern.split("/")
    if "\\" in pattern:
        return "which is not written with forward slashes"
    if pattern.startswith("/") or pattern[1:2] == ":":
        return "which is not relative to the configuration folder"
    if "" in parts:
        return f"which has no name between two slashes or at an end; {_ANY_FOLDERS} stands for all that lies below"
    if {".", ".."} & set(parts):
        return "which has a . or .. in it"
    if any(_ANY_FOLDERS in part and part != _ANY_FOLDERS for part in parts):
        return f"which has a {_ANY_FOLDERS} that is not all that stands between two slashes"
    return ""


def fits(path: str, pattern: str) -> bool:
    """Return whether a pattern is that of a path; in a time that is at worst the product of their lengths.

    Args:
        path: The path of a file, relative, with forward slashes.
        pattern: The pattern.
    """
    *folders, last = pattern.split("/")
    # A path is one of a file: a `**` at the end stands for at least the file itself.
    parts = [*folders, _ANY_FOLDERS, _ANY] if last == _ANY_FOLDERS else [*folders, last]
    return _fits(path.split("/"), parts, _ANY_FOLDERS, _fits_part)


def _fits_part(part: str, pattern: str) -> bool:
    return _fits(part, pattern, _ANY, lambda character, own: own in {character, _ANY_ONE})


def _fits(text: Sequence[_One], pattern: Sequence[_One], star: _One, is_one: Callable[[_One, _One], bool]) -> bool:
    """Return whether a pattern is that of a text, of which a star stands for any length.

    It is enough to try anew from the last star that was met: what an earlier one would take instead, that one takes.
    """
    at = own = 0
    met: tuple[int, int] | None = None
    while at < len(text):
        if own < len(pattern) and pattern[own] == star:
            met = (at, own)
            own += 1
        elif own < len(pattern) and is_one(text[at], pattern[own]):
            at, own = at + 1, own + 1
        elif met:
            met = (met[0] + 1, met[1])
            at, own = met[0], met[1] + 1
        else:
            return False
    return all(one == star for one in pattern[own:])
