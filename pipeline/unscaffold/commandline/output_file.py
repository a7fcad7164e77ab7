"""Data that goes to stdout, or to the file that a user names: some shells spoil what they redirect."""

from __future__ import annotations

import sys
from pathlib import Path

import click

OUTPUT_FILE = click.option(
    "-o",
    "--output-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write FILE, byte for byte, instead of printing; PowerShell 5.1 changes what it redirects.",
)


def print_or_write(data: bytes, file: Path | None, *, outside: Path | None = None) -> None:
    """Print data on stdout, or write them to a file, which is replaced as a whole.

    Args:
        data: The data.
        file: The file; None for stdout.
        outside: The configuration folder, if the file would become a part of it there.

    Raises:
        Failure: What stands there is no file, or it lies in the configuration.
        OSError: It cannot be written; then it is as it was.
    """
    from unscaffold.files import lies_in, resolved, write_file  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.findings import Failure  # noqa: PLC0415 - nor for that

    if file is None:
        sys.stdout.buffer.write(data)
        return
    if outside and lies_in(resolved(file), resolved(outside)):
        raise Failure(f"{file} would be a part of the configuration; name a file outside of {outside}")
    write_file(file, data)
