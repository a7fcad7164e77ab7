"""Where folders lie: in one another or apart, under whatever spelling or mount."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def lies_in(path: Path, folder: Path) -> bool:
    """Return whether a path is a folder or lies in it; both without links in them."""
    return way_from(folder, path) is not None


def way_from(folder: Path, path: Path) -> Path | None:
    """Return the way from a folder to a path in it; None if it lies elsewhere. Both are without links in them."""
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
