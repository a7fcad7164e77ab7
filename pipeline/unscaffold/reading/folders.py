"""From a configuration folder, and its context folders, to a `Configuration`."""

from __future__ import annotations

from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files import walk, walk_contexts
from unscaffold.findings import diagnose, errors_of, point
from unscaffold.options import SILENT
from unscaffold.reading.configuration import Configuration
from unscaffold.reading.file import read_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from unscaffold.files import Context
    from unscaffold.findings import Finding
    from unscaffold.options import Progress
    from unscaffold.reading.alike import Alike
    from unscaffold.reading.declared import Reading
    from unscaffold.reading.file import Remembering


def read_configuration(
    folder: Path, scaffoldings: Collection[str], context: Iterable[Path] = (), left: Collection[str] = ()
) -> Configuration:
    """Read a configuration folder.

    Args:
        folder: The folder.
        scaffoldings: The names of the elements that are to be expanded.
        context: Folders of further configuration.
        left: The names of scaffoldings that are left as they are, and counted.

    Raises:
        Failure: A folder is missing, or cannot be listed.
    """
    return read_files(files_to_read(folder, context), scaffoldings, left=left)


_NOTHING: Mapping[str, Path] = MappingProxyType({})


class ToRead(NamedTuple):
    """The files of a configuration folder, what was found while walking it, and its context folders.

    `elsewhere` has the places of files that are in the folder as if they stood there.
    """

    folder: Path
    files: list[str]
    findings: list[Finding]
    contexts: list[Context]
    elsewhere: Mapping[str, Path]

    @property
    def files_in_all(self) -> int:
        """How many files there are to read."""
        return len(self.files) + sum(len(context.files) for context in self.contexts)


def files_to_read(folder: Path, context: Iterable[Path], elsewhere: Mapping[str, Path] = _NOTHING) -> ToRead:
    """List the files to read; arguments and failures are those of `read_configuration`.

    Args:
        folder: The folder.
        context: Folders of further configuration.
        elsewhere: Further files of the folder, by their paths in it, with the places where they are.
    """
    files, findings = walk(folder)
    if elsewhere:
        files = sorted({*files, *elsewhere}, key=lambda file: file.split("/"))
    return ToRead(folder, files, findings, walk_contexts(folder, context), elsewhere)


def read_files(
    to_read: ToRead,
    scaffoldings: Collection[str],
    progress: Progress = SILENT,
    *,
    left: Collection[str] = (),
    memory: Remembering | None = None,
    alike: Alike | None = None,
) -> Configuration:
    """Read files.

    Args:
        to_read: Which.
        scaffoldings: The names of the elements that are to be expanded.
        progress: Told of each file that is read.
        left: The names of scaffoldings that are left as they are, and counted.
        memory: What former runs remember of files, or None.
        alike: What files of another folder hold, or None; takes what these hold that are not among them.
    """
    names, left = frozenset(scaffoldings), frozenset(left)
    findings = [*to_read.findings, *(found for context in to_read.contexts for found in context.findings)]

    ones: list[str] = []

    def readings(folder: str, files: Iterable[str]) -> Iterator[Reading]:
        for file in files:
            reading = read_file(
                to_read.folder, file, names, left, memory=memory, alike=alike, elsewhere=to_read.elsewhere.get(file)
            )
            if is_of_a_configuration(reading):
                ones.append(file)
            yield reading
            progress.advance(1)
        # One context may lie in another one, and each file is read once.
        if not any(folder == "." or one.startswith(f"{folder.rstrip('/')}/") for one in ones):
            findings.append(diagnose("no-configuration", point(folder), {}))

    contexts = chain.from_iterable(readings(context.folder, context.files) for context in to_read.contexts)
    read = Configuration(to_read.folder, readings(".", to_read.files), context=contexts, elsewhere=to_read.elsewhere)
    read.findings += findings
    return read


def is_of_a_configuration(reading: Reading) -> bool:
    """Return whether a file is one of a configuration, or may be, if nobody knows for what is wrong with it."""
    return reading.is_configuration or bool(errors_of(reading.findings))
