"""A configuration folder as it was, beside which somebody edits it."""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from unscaffold.files import temporary_folder, walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def copied(folder: Path) -> Iterator[Path]:
    """Copy the configuration files of a folder into a temporary one, as they are now; links become files.

    A file that is gone before it is copied is as one that is gone before all are.

    Args:
        folder: The configuration folder.

    Yields:
        Where the copy is.

    Raises:
        Failure: The folder is missing, cannot be listed, or has the system's temporary files in it.
        OSError: The copy cannot be written.
    """
    files, _ = walk(folder)
    with temporary_folder(outside=folder) as there:
        for file in files:
            if file.lower().endswith(".xml"):
                (there / file).parent.mkdir(parents=True, exist_ok=True)
                with suppress(FileNotFoundError):
                    shutil.copyfile(folder / file, there / file)
        yield there
