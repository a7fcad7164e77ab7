"""The command `check`."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.boundary import exit_code
from unscaffold.commandline.flags import CONF, EXIT_CODES, WORKERS, with_settings
from unscaffold.commandline.settings import options_of

if TYPE_CHECKING:
    from pathlib import Path


@click.command(epilog=EXIT_CODES, short_help="Report everything that is wrong with CONF, writing nothing.")
@CONF
@with_settings
@WORKERS
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def check(conf: Path, workers: int, quiet: bool, **flags: Any) -> None:
    """Expand CONF in memory, and report everything that is wrong with it: in its files, and in the jobs that it has.

    Nothing is written. `unscaffold rule CODE` explains a finding.
    """
    from unscaffold.checking import check as checked  # noqa: PLC0415 - --help must not wait for it

    started = time.perf_counter()
    options = options_of(conf, flags, workers)
    with terminal.bar(quiet) as progress:
        found = checked(conf, options, progress=progress)
    code = exit_code(conf, found.findings, quiet=quiet)
    if not quiet:
        terminal.say(terminal.closing_of_check(found.findings, time.perf_counter() - started))
    sys.exit(code)
