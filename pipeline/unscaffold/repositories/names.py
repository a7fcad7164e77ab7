"""Paths of files in a source that somebody else made: which are read, and which no file can have on every system."""

from __future__ import annotations

import re
from typing import NamedTuple

from unscaffold.files import is_device

FILES = 100_000  # of a source, that are read
BYTES = 2 << 30  # of all of them
_LONGEST = 1_000  # characters of a path: with the folder before it, it fits everywhere but on an old Windows
_ODD = re.compile(r'[\\:*?"<>|\x00-\x1f\x7f]|[. ](?:/|\Z)|[\ud800-\udfff]')
_OF_GIT = re.compile(r"(?i)(?:\A|/)(?:\.git|git~[0-9])(?:/|\Z)")
_KINDS = (".xml", ".xsl", ".toml")


class File(NamedTuple):
    """A file of a source: its path there, relative with forward slashes, how large it is, and what tells its content.

    `size` is -1, and `mark` empty, where nobody knows.
    """

    path: str
    size: int
    mark: str


def is_astray(path: str) -> bool:
    """Return whether a path leads out of its folder, or into what git keeps of a repository, on some system."""
    return bool(_OF_GIT.search(path)) or bool({"", ".", ".."} & {*path.split("/")})


def fault_of_path(path: str) -> str:
    """Return why a path cannot be that of a file in a folder, to follow its name; empty if it can."""
    parts = path.split("/")
    if path.startswith("/") or path[1:2] == ":":
        return "which is absolute"
    if ".." in parts:
        return "which leads out of its folder"
    if is_astray(path) or len(path) > _LONGEST:
        return "which is no path of a configuration"
    return "which is a name that Windows cannot have" if _ODD.search(path) or any(map(is_device, parts)) else ""


def is_read(path: str, folder: str) -> bool:
    """Return whether a run may read a file of a source.

    In the configuration folder, those are all that lie in no hidden folder, for `expand` copies them; around it, what
    settings may name: further configuration, stylesheets, and the settings themselves.

    Args:
        path: The path of the file.
        folder: That of the configuration folder; empty for all of the source.
    """
    inside = not folder or path.startswith(f"{folder}/")
    below = path[len(folder) :] if inside else path
    is_hidden = any(part.startswith(".") and part not in {".", ".."} for part in below.split("/")[:-1])
    return not is_hidden and (inside or path.lower().endswith(_KINDS))
