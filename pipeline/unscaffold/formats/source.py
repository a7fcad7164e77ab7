"""The lines of the files that findings are about."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from unscaffold.files import content
from unscaffold.markup import characters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from unscaffold.findings import Region

_LINE_END = re.compile(r"\r\n|\r|\n")
_KEPT = 8  # files whose lines are kept: findings are in the order of their files, and what is related is not


def sources(root: Path) -> Callable[[str], Sequence[str]]:
    """Return what returns the lines of a file, by its path from a root; none, where it cannot be read."""

    @lru_cache(_KEPT)
    def lines(file: str) -> Sequence[str]:
        try:
            data = content(root / file)
            return _LINE_END.split(characters(data).utf8.decode()) if data is not None else ()
        except (OSError, ValueError):  # its bytes are not what they claim to be, or its name is none
            return ()

    return lines


def lines_of(regions: Iterable[Region]) -> Mapping[str, set[int]]:
    """Return the numbers of the lines of regions, by their files."""
    found: dict[str, set[int]] = defaultdict(set)
    for region in regions:
        found[region.file].update(range(region.line, region.end_line + 1))
    return found


def has(lines: Sequence[str], region: Region) -> bool:
    """Return whether a region lies within lines: the file may be another one by now."""
    return (
        0 < region.line <= region.end_line <= len(lines)
        and region.column <= len(lines[region.line - 1]) + 1
        and region.end_column <= len(lines[region.end_line - 1]) + 1
    )
