"""Files of a store on this machine, in a folder that nobody else writes to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from unscaffold.files import AS_IT_IS
from unscaffold.findings import Failure
from unscaffold.repositories.fault import Fault
from unscaffold.repositories.names import File, fault_of_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from unscaffold.repositories.stores import Store

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | AS_IT_IS
_UNKNOWN = "does not say how large it is, and is not read; put it into an archive"


def load(
    store: Store, files: Iterable[File], folder: Path, fault_of: Callable[[str], str] = fault_of_path
) -> Iterator[tuple[File, bytes]]:
    """Write files of a store into a folder, and yield each with its bytes.

    All names are looked at before the first file is written.

    Args:
        store: The store.
        files: The files.
        folder: The folder.
        fault_of: Returns why a file cannot have a path, to follow its name; empty if it can.

    Raises:
        Failure: A name is none that a file can have on every system, or two are one on this one.
        Fault: The store does not answer.
    """
    wanted = list(files)
    for file in wanted:
        if fault := fault_of(file.path):
            raise Failure(f"{store.named(file.path)} has a name {fault}; rename it there")
        if file.size < 0:
            raise Failure(f"{store.named(file.path)} {_UNKNOWN}")
    for file, data in store.contents(wanted):
        _write(folder / file.path, data, store.named(file.path))
        yield file, data


def _write(path: Path, data: bytes, name: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, _NEW, 0o666), "wb") as file:
            file.write(data)
    except FileExistsError:
        raise Failure(f"{name} and another name are one on this file system; rename one of them") from None
    except OSError as error:
        raise Fault(f"{name} cannot be written here: {error.strerror}") from None
