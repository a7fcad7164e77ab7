"""The difference a run would make, for people."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from difflib import unified_diff
from typing import TYPE_CHECKING

from pipeline.encoding import EncodingError, characters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.output import Changes


def differences(changes: Changes, before: Callable[[str], bytes | None]) -> Iterator[str]:
    """Yield the lines of a unified diff from the files of a folder to what a run would write there.

    Args:
        changes: What a run that wrote nothing found.
        before: Returns the bytes of a file as it is, by its path; None where there is none.
    """
    new = {file.path: file.content for file in [*changes.added, *changes.changed]}
    for path in sorted([*new, *changes.removed], key=lambda path: path.split("/")):
        after = new[path]() if path in new else None
        yield from _difference(path, before(path), after)


def _difference(path: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    end = "\t" if " " in path else ""  # tells tools where a name with spaces ends
    names = ("/dev/null" if before is None else f"a/{path}{end}", "/dev/null" if after is None else f"b/{path}{end}")
    try:
        old, new = _lines(before), _lines(after)
    except EncodingError:
        yield f"Binary files {names[0].strip()} and {names[1].strip()} differ\n"
        return
    for line in unified_diff(old, new, *names):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(data: bytes | None) -> list[str]:
    if b"\0" in (data or b"") and not (data or b"").startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise EncodingError("utf-8", "it is not text")
    source = characters(data or b"")
    mark = "\ufeff" if source.mark == BOM_UTF8 else ""
    return re.findall(r"[^\n]*\n|[^\n]+", mark + source.utf8.decode())
