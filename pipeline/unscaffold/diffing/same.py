"""Which files of two expansions must be looked at: what the others say, and generate, is the same on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from unscaffold.expanding import Expansion


def different_files(old: Expansion, new: Expansion) -> Collection[str] | None:
    """Return the files in which something is different; None where files depend on each other, so that all count.

    They do where elements change elements of other files, and where there are context folders.
    """
    if any(map(_depend_on_each_other, (old, new))):
        return None
    before, after = old.configuration.digests, new.configuration.digests
    files = {file for file in {*before, *after} if before.get(file) != after.get(file)}
    ours, theirs = _generated(old), _generated(new)
    return files | {file for file in {*ours, *theirs} if ours.get(file) != theirs.get(file)}


def _depend_on_each_other(expansion: Expansion) -> bool:
    read, applied = expansion.configuration, expansion.applied
    changing = (one for one in (*read.adjusters, *read.jobs) if one.mode)
    return bool(read.context_digests) or any(one.outermost not in applied for one in changing)


def _generated(expansion: Expansion) -> dict[str, list[object]]:
    """Return what is generated from each file, and which of its elements are a part of that."""
    found: dict[str, list[object]] = {}
    for one in expansion.expanded:
        found.setdefault(one.scaffolding.file, []).append((one.scaffolding.way, one.packed))
    for file, number in sorted(expansion.applied):
        found.setdefault(file, []).append(number)
    return found
