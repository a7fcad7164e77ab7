"""The command `report`."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

from unscaffold import __version__
from unscaffold.commandline import terminal
from unscaffold.commandline.flags import CONF, STRICT, WORKERS, with_selection, with_settings
from unscaffold.commandline.output_file import OUTPUT_FILE, print_or_write
from unscaffold.commandline.settings import options_of

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.reporting import Report

_EXIT_CODES = "Exit codes: 0 the page is made, whatever it tells; 2 could not run."


@click.command(epilog=_EXIT_CODES)
@CONF
@OUTPUT_FILE
@click.option("--title", default="", metavar="TEXT", help="The title of the page; the name of CONF is the default.")
@click.option(
    "--link-template",
    default="",
    metavar="URL",
    help="Link each line to a forge: the address of a line, with {path} and {line}, and {commit} for the one that is"
    " checked out. https://forge.example/blob/{commit}/{path}#L{line}",
)
@click.option(
    "--lines/--no-lines",
    default=True,
    show_default=True,
    help="Tell where each generated line comes from, or leave that out: it is most of a page, and of the time.",
)
@STRICT
@with_settings
@with_selection
@WORKERS
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but why it could not run.")
def report(
    conf: Path,
    output_file: Path | None,
    title: str,
    link_template: str,
    lines: bool,
    workers: int,
    quiet: bool,
    **flags: Any,
) -> None:
    """Write a page about CONF to read in a browser: one file, which needs no network.

    It has findings, each job with a diagram of its levels, its schedule and where its lines come from, a week of all
    jobs, and the rights of each profile. Findings are what the page is about, and do not fail this command: say
    `unscaffold check` for that. The same files give the same page; it has a date only if SOURCE_DATE_EPOCH or the
    commit tells one.
    """
    from unscaffold.reporting import Wanted, page_of, require  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.reporting import report as reported  # noqa: PLC0415 - nor for that

    started = time.perf_counter()
    if output_file is None and sys.stdout.isatty():
        raise click.UsageError("a page is for a browser, and no terminal; name the file to write with -o")
    require()
    options = options_of(conf, flags, workers)
    with terminal.bar(quiet) as progress:
        found = reported(conf, __version__, options, Wanted(title, link_template, lines), progress=progress)
    print_or_write(page_of(found), output_file, outside=conf)
    if not quiet:
        terminal.say(f"{_closing(found)} ({time.perf_counter() - started:.2f} s)")


def _closing(found: Report) -> str:
    jobs, findings, profiles = len(found.jobs), len(found.found), len(found.profiles)
    counts = ((jobs, "job"), (findings, "finding"), (profiles, "profile"))
    return ", ".join(terminal.counted(number, noun) for number, noun in counts)
