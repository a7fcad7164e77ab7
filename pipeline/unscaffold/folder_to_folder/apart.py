"""Where the folders of a run lie: none of them in another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.files import lies_in, resolved, way_from
from unscaffold.findings import Failure
from unscaffold.remembering import cache_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def keep_apart(folder: Path, output: Path, contexts: Sequence[Path] = ()) -> None:
    """Refuse folders that lie in each other, and a cache folder that would be read or written as one of their files.

    Raises:
        Failure: One of the folders lies in another one, or the links of one lead round in a circle.
    """
    source, target = resolved(folder), resolved(output)
    if _overlap(source, target):
        raise Failure(f"{output} and {folder} lie in each other; name an output folder beside the configuration")
    for context in contexts:
        if _overlap(resolved(context), target):
            raise Failure(f"the context {context} and {output} lie in each other; name an output folder beside it")
    cache = cache_folder()
    roots = [source, target, *map(resolved, contexts)]
    if cache and any(_is_seen(resolved(cache), root) for root in roots):
        named = ", ".join(map(str, [folder, *contexts]))
        raise Failure(f"the cache folder {cache} lies in {named} or {output}; name another one in UNSCAFFOLD_CACHE")


def _overlap(one: Path, other: Path) -> bool:
    return lies_in(one, other) or lies_in(other, one)


def _is_seen(path: Path, folder: Path) -> bool:
    """Return whether a path lies in a folder, and in no hidden one there."""
    way = way_from(folder, path)
    return way is not None and not any(part.startswith(".") for part in way.parts)
