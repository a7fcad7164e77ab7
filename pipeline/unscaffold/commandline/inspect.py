"""The commands that only look: `list`, `steps` and `slice`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.boundary import exit_code
from unscaffold.commandline.flags import CONF, EXIT_CODES, with_settings
from unscaffold.commandline.settings import options_of

if TYPE_CHECKING:
    from pathlib import Path


@click.command("list", epilog=EXIT_CODES)
@CONF
@with_settings
def list_(conf: Path, **flags: Any) -> None:
    """List the scaffoldings and the jobs of CONF, with file and line.

    Elements that adjust a generated one are listed, too, with what they do to it: FulfillTask (Update).
    """
    from unscaffold.inspecting import list_folder  # noqa: PLC0415 - --help must not wait for it

    listing = list_folder(conf, options_of(conf, flags))
    code = exit_code(conf, listing.findings, quiet=True)
    terminal.table([(f"{entry.place.file}:{entry.place.line}", entry.kind, entry.name) for entry in listing.entries])
    sys.exit(code)


@click.command(epilog=EXIT_CODES, short_help="Show the tasks of one job, by level.")
@CONF
@click.argument("job")
@with_settings
def steps(conf: Path, job: str, **flags: Any) -> None:
    """Show the tasks of JOB, generated or written by hand: level, kind, identifier, what each waits for."""
    from unscaffold.inspecting import job_steps  # noqa: PLC0415 - --help must not wait for it

    found = job_steps(conf, job, options_of(conf, flags))
    code = exit_code(conf, found.findings, quiet=True)
    rows: list[tuple[str, ...]] = [("LEVEL", "TASK", "IDENTIFIER", "WAITS FOR")]
    rows += [(step.level, step.kind, step.identifier, ", ".join(step.waits_for)) for step in found.steps]
    terminal.table(rows)
    sys.exit(code)


@click.command("slice", epilog=EXIT_CODES)
@CONF
@click.argument("where", metavar="[FILE[:LINE]]", default="")
@with_settings
def slice_(conf: Path, where: str, **flags: Any) -> None:
    """Print the self-contained document that the stylesheet of a scaffolding is given.

    FILE is relative to CONF; LINE is one of the scaffolding's lines. Both may be left out where they are not
    needed to tell one scaffolding from the others. Any XSLT 3.0 processor can take over from there.
    """
    from unscaffold.inspecting import slice_document  # noqa: PLC0415 - --help must not wait for it

    document = slice_document(conf, *_file_and_line(where), options_of(conf, flags))
    sys.stdout.buffer.write(document.encode())


def _file_and_line(where: str) -> tuple[str, int | None]:
    stem, _, number = where.rpartition(":")
    if stem and number.isdecimal():
        return stem, int(number.lstrip("0")[:10] or "0")  # Python counts digits, and refuses some thousand
    return where, None
