"""Folders that are there for a moment."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.files.nesting import lies_in
from unscaffold.files.regular import resolved
from unscaffold.findings import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def temporary_folder(*, outside: Path) -> Iterator[Path]:
    """Make a folder where the system has its temporary files, and remove it at the end.

    Where no other folder can be written, that is the working folder, as Python has it.

    Args:
        outside: A configuration folder, of which what is written there must not become a part.

    Raises:
        Failure: It would.
        OSError: It cannot be made.
    """
    import tempfile  # noqa: PLC0415 - few runs need one, and all would wait for it

    there = Path(tempfile.gettempdir())
    if lies_in(resolved(there), resolved(outside)):
        raise Failure(
            f"temporary files would be a part of the configuration, in {there}; name a folder outside of {outside}"
            " in TMPDIR (TEMP on Windows)"
        )
    with tempfile.TemporaryDirectory(prefix="unscaffold-") as name:
        yield resolved(Path(name))
