"""The difference a run would make, for people."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from difflib import unified_diff
from typing import TYPE_CHECKING

from unscaffold.markup import EncodingError, characters
from unscaffold.process import is_seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unscaffold.output import Changes

_ESCAPES = {'"': '"', "\\": "\\", "\t": "t", "\n": "n", "\r": "r"}


def differences(changes: Changes, before: Callable[[str], bytes | None]) -> Iterator[str]:
    """Yield the lines of a unified diff from the files of a folder to what a run would write there.

    Args:
        changes: What a run that wrote nothing found.
        before: Returns the bytes of a file as it is, by its path; None where there is none.
    """
    new = {file.path: file.content for file in [*changes.added, *changes.changed]}
    for path in sorted([*new, *changes.removed], key=lambda path: path.split("/")):
        after = new[path]() if path in new else None
        yield from difference(path, before(path), after)


def difference(path: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    """Yield the lines of a unified diff for one file.

    Args:
        path: Its path, with forward slashes.
        before: Its bytes as they are; None where there is none.
        after: Its bytes as they would be; None where it would be removed.
    """
    old_name = "/dev/null" if before is None else _quoted(f"a/{path}")
    new_name = "/dev/null" if after is None else _quoted(f"b/{path}")
    try:
        old, new = _lines(before), _lines(after)
    except EncodingError:
        yield f"Binary files {old_name} and {new_name} differ\n"
        return
    for line in unified_diff(old, new, _ended(old_name), _ended(new_name)):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _quoted(name: str) -> str:
    """Return a name as git writes and reads it: in quotes, with escapes, if it holds what could be misread."""
    if all(map(is_seen, name)) and not re.search(r'["\\]', name):
        return name
    return f'"{"".join(_escaped(c) for c in name)}"'


def _ended(name: str) -> str:
    """Return a name that tools find the end of, in spite of spaces."""
    return f"{name}\t" if " " in name else name


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return f"\\{_ESCAPES[character]}"
    if is_seen(character):
        return character
    return "".join(f"\\{byte:03o}" for byte in character.encode("utf-8", "surrogateescape"))


def _lines(data: bytes | None) -> list[str]:
    if b"\0" in (data or b"") and not (data or b"").startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise EncodingError("utf-8", "it is not text")
    source = characters(data or b"")
    mark = "\ufeff" if source.mark == BOM_UTF8 else ""
    return re.findall(r"[^\n]*\n|[^\n]+", mark + source.utf8.decode())
