"""Which changes matter: not those in hidden folders or the cache, nor what editors leave for a moment."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.files import is_temporary, resolved
from unscaffold.remembering import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

_READ = (".xml", ".xsl", ".toml")  # how the names of files end that a run reads
# Backups and locks of editors, and the name by which vim tries whether it can write.
_OF_EDITORS = re.compile(r".*~|\.#.*|#.*#|.*\.sw[a-z]|.*\.tmp|4913", re.IGNORECASE)


class Noticed:
    """Tells of changes whether they are to be noticed.

    Args:
        folders: What is watched, by absolute paths without links.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = [*folders]
        cache = cache_folder()
        self._cache = resolved(cache) if cache else None

    def __call__(self, _change: object, path: str) -> bool:
        """Return whether the change of a path is to be noticed.

        What is gone is noticed, whatever its name: it may have been a folder.
        """
        file = Path(path)
        if self._cache and file.is_relative_to(self._cache):
            return False
        ways = [file.relative_to(folder) for folder in self._folders if file.is_relative_to(folder)]
        if not any(_is_seen(way) for way in ways):
            return False
        return file.name.lower().endswith(_READ) or not file.is_file()


def _is_seen(way: Path) -> bool:
    hidden = any(part.startswith(".") for part in way.parts[:-1])
    return not (hidden or _OF_EDITORS.fullmatch(way.name) or is_temporary(way.name) or way.name == ".git")
