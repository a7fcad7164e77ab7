"""From a run that has ended to its statement."""

from __future__ import annotations

import os
import re
from datetime import datetime, timezone
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.attesting.attested import BASELINE, CONTEXT, INPUT, OUTPUT, Attested, Thing
from unscaffold.attesting.commit import commit_of
from unscaffold.attesting.parsing import MOST
from unscaffold.attesting.program import folders, versions
from unscaffold.attesting.settings import settings_of
from unscaffold.attesting.statement import text_of
from unscaffold.files import lies_in, resolved
from unscaffold.findings import Failure
from unscaffold.options import SETTINGS
from unscaffold.output import is_own

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from unscaffold.options import Options
    from unscaffold.reading import Configuration

_SECONDS = re.compile(r"[0-9]{1,11}")  # from 1970 to after the year 5000


class Statement(NamedTuple):
    """A statement: what it says, and its bytes."""

    attested: Attested
    data: bytes


def keep_outside(file: Path, around: Iterable[Path]) -> None:
    """Refuse a file of a statement that would be a part of what it is about, or cannot be written.

    Args:
        file: The file.
        around: The folders of the run.

    Raises:
        Failure: It lies in one of them, or in no folder.
    """
    for folder in around:
        if lies_in(resolved(file), resolved(folder)):
            raise Failure(f"{file} would be a part of {folder}, which it is about; name a file outside of it")
    if not resolved(file).parent.is_dir():
        raise Failure(f"{file} lies in no folder; make the folder, or name another file")


def started_on(environment: Mapping[str, str] = os.environ) -> str:
    """Return the time that SOURCE_DATE_EPOCH names, as RFC 3339 has it; empty if there is none.

    The same input is to give the same bytes: so nobody looks at a clock.

    Raises:
        Failure: It is no number of seconds.
    """
    said = environment.get("SOURCE_DATE_EPOCH", "")
    if not said:
        return ""
    if not _SECONDS.fullmatch(said):
        raise Failure(f"SOURCE_DATE_EPOCH is {said!r}; it is a number of seconds since 1970")
    return f"{datetime.fromtimestamp(int(said), timezone.utc):%Y-%m-%dT%H:%M:%SZ}"


def attest(
    read: Configuration,
    written: Mapping[str, Sequence[str]],
    options: Options,
    version: str,
    started: str = "",
) -> Statement:
    """Return the statement of a run that has just ended without errors.

    Args:
        read: What it read.
        written: The files that it wrote, or left, for they were as they are to be, with their digests.
        options: The options of the run.
        version: That of the program.
        started: The time that it is to tell; empty for none.

    Raises:
        Failure: A file has changed since it was read, or there are too many.
        OSError: A file cannot be read.
    """
    own = [file for file in read.digests if is_of_a_configuration(file)]
    digests = {Thing(OUTPUT, path): digest for path, (digest,) in written.items()}
    digests |= {Thing(INPUT, file): read.digests[file] for file in own}
    digests |= {
        Thing(CONTEXT, path): read.context_digests[file]
        for path, file in in_contexts(read.context_digests, options.context)
    }
    attested = Attested(
        digests | dict(of_this_program(options)),
        settings_of(options, read.folder),
        versions(version),
        commit_of(read.folder, read.digests, read.bytes),
        started,
    )
    data = text_of(attested).encode()
    if len(data) > MOST:
        raise Failure(
            f"the statement would have more than {MOST:,} bytes; expand parts of {read.folder} by themselves"
        )
    return Statement(attested, data)


def is_of_a_configuration(file: str) -> bool:
    """Return whether a file of a folder is not ours: a manifest and settings are no configuration, and not copied."""
    return not is_own(file) and file != SETTINGS


def of_this_program(options: Options) -> Iterator[tuple[Thing, str]]:
    """Yield what else a run takes, with its digests: the program, stylesheets, a baseline."""
    yield from folders(options.stylesheets)
    if options.baseline:
        yield Thing(BASELINE), sha256(options.baseline.read_bytes()).hexdigest()


def in_contexts(files: Iterable[str], named: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Yield the files of context folders: their paths, which begin with the folder's number, and as they are.

    Args:
        files: Their absolute paths, with forward slashes.
        named: The context folders, in their order.
    """
    roots = [f"{resolved(folder).as_posix().rstrip('/')}/" for folder in once(named)]
    for file in files:
        number, root = next((number, root) for number, root in enumerate(roots, 1) if file.startswith(root))
        yield f"{number}/{file.removeprefix(root)}", file


def once(folders: Iterable[Path]) -> list[Path]:
    """Return folders, each once, as it was named first."""
    found: dict[Path, Path] = {}
    for folder in folders:
        found.setdefault(resolved(folder), folder)
    return [*found.values()]
