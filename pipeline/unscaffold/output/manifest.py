"""The manifest of an output folder: which files a run wrote there, and the digests of their contents.

It lies in the folder and goes where the folder goes: through version control, where two branches change it, and
through the hands of whoever sends a pull request. So what is read is checked first, and nothing in it is believed to
lead anywhere but to a file below the folder.
"""

from __future__ import annotations

import json
import os
import re
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from unscaffold.files import content, folded, is_device, status_of
from unscaffold.findings import Failure
from unscaffold.options import LAYOUTS
from unscaffold.output.lock import LOCK

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = ".unscaffold.json"
# Parts with a slash between them, none of them empty, "." or "..", no folder hidden, and all of it characters.
_PATH = re.compile(r"(?:(?!\.)[^/\0\ud800-\udfff]+/)*(?!\.{1,2}\Z)[^/\0\ud800-\udfff]+")
# On Windows, such a path is another spelling of another one, or a device, or a stream of a file.
_ODD_ON_WINDOWS = re.compile(r'[\\:<>"|?*\x00-\x1f]|[. ](?:/|\Z)')
_LONGEST = 4096  # characters of a path, which is as long as Linux takes one
_encoded = json.JSONEncoder().encode  # as json.dumps, which needs as long again to see that it is to do just that


class Manifest(NamedTuple):
    """What a manifest says: the layout that was written, and each file's digests.

    A file has several digests while a run is about to replace it, and where two branches wrote it: any is ours.
    """

    layout: str
    files: dict[str, list[str]]


def read(root: Path) -> Manifest | None:
    """Read the manifest of an output folder; None if it has none.

    Raises:
        Failure: It is no manifest, or it cannot be read.
    """
    path = root / MANIFEST
    try:
        data = content(path)
        if data is None:
            if status_of(path) is None:
                return None
            raise Failure(f"{path} cannot be read: it is not a regular file; move it elsewhere")
    except OSError as error:
        raise Failure(f"{path} cannot be read: {error.strerror}") from None
    return manifest_of(data, str(path))


def manifest_of(data: bytes, path: str) -> Manifest:
    """Return what the bytes of a manifest say.

    Args:
        data: The bytes.
        path: What the manifest is called in a sentence.

    Raises:
        Failure: It is no manifest.
    """
    try:
        written = _checked(_parsed(data.decode()))
        os.fsencode("".join(written.files))
    except UnicodeEncodeError:
        encoding = sys.getfilesystemencoding()
        reason = f"names files in letters that {encoding} lacks, which this system is said to use"
        raise Failure(f"{path} {reason}; set the locale that they were written in") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        advice = "restore it, or remove it and say --force, or name another output folder"
        raise Failure(f"{path} is not a manifest of unscaffold; {advice}") from None
    return written


def is_own(path: str) -> bool:
    """Return whether a path is that of the manifest or of the lock, in whatever spelling."""
    return folded(path) in (MANIFEST, LOCK)


def text_of(manifest: Manifest) -> str:
    """Return the text of a manifest: an entry a line, in the order of the paths."""
    entries = {path: manifest.files[path] for path in sorted(manifest.files, key=lambda path: path.split("/"))}
    # As json.dumps does with an indentation, which takes ten times as long.
    lines = ",".join(
        f"\n  {_encoded(path)}: {_encoded(digests[0] if len(digests) == 1 else digests)}"
        for path, digests in entries.items()
    )
    return f'{{\n "unscaffold": 1,\n "layout": "{manifest.layout}",\n "files": {{{lines}\n }}\n}}\n'


def _checked(value: Any) -> Manifest:
    layout = value.get("layout", LAYOUTS[0])
    files = {path: [digests] if isinstance(digests, str) else digests for path, digests in value["files"].items()}
    if value.get("unscaffold", 1) != 1 or layout not in LAYOUTS or not all(map(_is_path, files)):
        raise ValueError
    if not all(isinstance(digests, list) and all(map(_is_text, digests)) for digests in files.values()):
        raise ValueError
    return Manifest(layout, files)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_path(path: str) -> bool:
    if sys.platform == "win32" and (_ODD_ON_WINDOWS.search(path) or any(map(is_device, path.split("/")))):
        return False
    return len(path) <= _LONGEST and bool(_PATH.fullmatch(path)) and not is_own(path)


def _parsed(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=united)
    except ValueError:
        from unscaffold.output.merging import merged  # noqa: PLC0415 - few manifests need it, and each run reads one

        return merged(text)


def united(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return pairs as a dictionary; where a name has several values, all of them, each once."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name not in found:
            found[name] = value
        elif found[name] != value:
            found[name] = list(dict.fromkeys([*_listed(found[name]), *_listed(value)]))
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
