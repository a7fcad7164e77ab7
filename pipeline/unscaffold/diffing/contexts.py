"""What files of context folders are called: the same on both sides, and on every machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.files import resolved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unscaffold.reading import Configuration


def names_of_contexts(old: Configuration, new: Configuration) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return what files of context folders are called on both sides, by their paths: as seen from the configuration.

    What is read on both sides, as it lies outside of a repository, is called as it is seen from the new one.
    """
    shared = {*old.context_digests} & {*new.context_digests}
    ours, theirs = resolved(old.folder), resolved(new.folder)
    return (
        {file: _seen_from(theirs if file in shared else ours, file) for file in old.context_digests},
        {file: _seen_from(theirs, file) for file in new.context_digests},
    )


def _seen_from(folder: Path, file: str) -> str:
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # on another drive of Windows, to which no way leads
        return file
