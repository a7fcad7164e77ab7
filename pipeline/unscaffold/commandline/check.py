"""The command `check`."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.boundary import exit_code
from unscaffold.commandline.flags import CONF, EXIT_CODES, WORKERS, with_selection, with_settings
from unscaffold.commandline.settings import options_of

if TYPE_CHECKING:
    from pathlib import Path


@click.command(epilog=EXIT_CODES, short_help="Report everything that is wrong with CONF, writing nothing.")
@CONF
@with_settings
@with_selection
@WORKERS
@click.option(
    "--update-baseline",
    is_flag=True,
    help="Write the baseline anew: all that is found, but for errors that stop the expansion.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def check(conf: Path, workers: int, update_baseline: bool, quiet: bool, **flags: Any) -> None:
    """Expand CONF in memory, and report everything that is wrong with it: in its files, and in the jobs that it has.

    Nothing is written, but for --update-baseline. `unscaffold rule CODE` explains a finding.
    """
    from unscaffold.checking import check as checked  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.checking import update_baseline as updated  # noqa: PLC0415 - nor for that

    started = time.perf_counter()
    options = options_of(conf, flags, workers)
    if update_baseline and not options.baseline:
        raise click.UsageError("name the file to write with --baseline, or in unscaffold.toml")
    run = updated if update_baseline else checked
    with terminal.bar(quiet) as progress:
        found = run(conf, options, progress=progress)
    code = exit_code(conf, found.findings, quiet=quiet)
    if not quiet:
        terminal.say_what_is_gone(found.ignored, options.baseline)
        terminal.say(terminal.closing_of_check(found.findings, found.ignored, time.perf_counter() - started))
    sys.exit(code)
