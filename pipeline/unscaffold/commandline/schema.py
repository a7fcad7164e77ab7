"""The command `schema`: what is known of a configuration, for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from unscaffold.commandline.boundary import EXIT_CODES
from unscaffold.commandline.flags import STYLESHEETS, TARGET
from unscaffold.commandline.output_file import OUTPUT_FILE, print_or_write

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.options import Target


@click.command(epilog=EXIT_CODES)
@OUTPUT_FILE
@TARGET
@STYLESHEETS
def schema(output_file: Path | None, target: Target | None, stylesheets: tuple[Path, ...]) -> None:
    """Print a schema (XSD 1.0) of the configuration, by which editors complete, explain and check what is written.

    It has what unscaffold knows: elements, attributes, types, values and what they mean. What it does not know, it
    lets through. `check` finds more: references, schedules, what a job lacks.
    """
    from unscaffold.options import DEFAULTS  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.schemas import schema as document  # noqa: PLC0415 - nor for that

    print_or_write(document(target or DEFAULTS.target, stylesheets), output_file)
