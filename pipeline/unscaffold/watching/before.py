"""A configuration folder as it was, beside which somebody edits it."""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from unscaffold.files import resolved, walk

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def copied(folder: Path) -> Iterator[Path]:
    """Copy the configuration files of a folder into a temporary one, as they are now; links become files.

    A file that is gone before it is copied is as one that is gone before all are.

    Args:
        folder: The configuration folder.

    Yields:
        Where the copy is.

    Raises:
        Failure: The folder is missing, or cannot be listed.
        OSError: The copy cannot be written.
    """
    files, _ = walk(folder)
    with TemporaryDirectory(prefix="unscaffold-") as temporary:
        there = resolved(Path(temporary))
        for file in files:
            if file.lower().endswith(".xml"):
                (there / file).parent.mkdir(parents=True, exist_ok=True)
                with suppress(FileNotFoundError):
                    shutil.copyfile(folder / file, there / file)
        yield there
