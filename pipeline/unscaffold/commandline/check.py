"""The command `check`."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.flags import CONF, EXIT_CODES, WORKERS, with_format, with_settings
from unscaffold.commandline.settings import options_of

if TYPE_CHECKING:
    from pathlib import Path


@click.command(epilog=EXIT_CODES, short_help="Report everything that is wrong with CONF, writing nothing.")
@CONF
@with_settings
@WORKERS
@with_format
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 if there are findings at least so severe.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def check(
    conf: Path, workers: int, form: str | None, output_file: Path | None, fail_on: str, quiet: bool, **flags: Any
) -> None:
    """Expand CONF in memory, and report everything that is wrong with it: in its files, and in the jobs that it has.

    Nothing is written. `unscaffold rule CODE` explains a finding.
    """
    from unscaffold.checking import check as checked  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.commandline.reporting import Asked, Found, tell  # noqa: PLC0415 - nor for that
    from unscaffold.formats import FAIL_ON  # noqa: PLC0415 - nor for that

    started = time.perf_counter()
    options = options_of(conf, flags, workers)
    with terminal.bar(quiet) as progress:
        found = checked(conf, options, progress=progress).findings
    tell(Asked(form or "text", output_file, quiet), Found(conf, found), fail_on=fail_on)
    if not quiet:
        terminal.say(terminal.closing_of_check(found, time.perf_counter() - started))
    sys.exit(int(any(one.severity in FAIL_ON[fail_on] for one in found)))
