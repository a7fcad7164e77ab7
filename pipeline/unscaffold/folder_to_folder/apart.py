"""Where the folders of a run lie: none of them in another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.files import resolved
from unscaffold.findings import Failure
from unscaffold.remembering import cache_folder

if TYPE_CHECKING:
    from pathlib import Path


def keep_apart(folder: Path, output: Path) -> None:
    """Refuse folders that lie in each other, and a cache folder that would be read or written as one of their files.

    Raises:
        Failure: One of the folders lies in another one, or the links of one lead round in a circle.
    """
    source, target = resolved(folder), resolved(output)
    if _lies_in(source, target) or _lies_in(target, source):
        raise Failure(f"{output} and {folder} lie in each other; name an output folder beside the configuration")
    cache = cache_folder()
    if cache and any(_is_seen(resolved(cache), root) for root in (source, target)):
        raise Failure(f"the cache folder {cache} lies in {folder} or {output}; name another one in UNSCAFFOLD_CACHE")


def _lies_in(path: Path, folder: Path) -> bool:
    """Return whether a path is a folder or lies in it, under whatever spelling or mount."""
    return _way_from(folder, path) is not None


def _is_seen(path: Path, folder: Path) -> bool:
    """Return whether a path lies in a folder, and in no hidden one there."""
    way = _way_from(folder, path)
    return way is not None and not any(part.startswith(".") for part in way.parts)


def _way_from(folder: Path, path: Path) -> Path | None:
    """Return the way from a folder to a path in it; None if it lies elsewhere."""
    for above in [path, *path.parents]:
        if above == folder or _is_same(above, folder):
            return path.relative_to(above)
    return None


def _is_same(one: Path, other: Path) -> bool:
    # A user's home may be closed to whoever runs as another user, and with it the cache folder.
    try:
        return one.samefile(other)
    except OSError:
        return False
