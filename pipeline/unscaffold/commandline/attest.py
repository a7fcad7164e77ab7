"""The commands `attest`, and what `expand --attest` does with its file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from unscaffold import __version__
from unscaffold.commandline import terminal
from unscaffold.commandline.flags import CONF, FOLDER, LAYOUT, STRICT, with_selection, with_settings
from unscaffold.commandline.settings import in_force

if TYPE_CHECKING:
    from collections.abc import Callable

    from unscaffold.attesting import Attested
    from unscaffold.folder_to_folder import Report
    from unscaffold.options import Options

_EXIT_CODES = "Exit codes: 0 all is as attested; 1 differences; 2 could not run."
ATTEST = click.option(
    "--attest",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write a statement for auditors: what was made, from what, by what; `attest verify` checks it.",
)


def attesting(file: Path, conf: Path, output: Path, options: Options, *, quiet: bool) -> Callable[[Report], None]:
    """Return what writes the statement of a run, once it has ended.

    Args:
        file: The file of the statement.
        conf: The configuration folder.
        output: The output folder.
        options: The options of the run.
        quiet: Whether to say nothing of what was written.

    Raises:
        Failure: The file lies where it cannot be, or the time that it is to tell is none.
    """
    from unscaffold.attesting import attest, keep_outside, started_on  # noqa: PLC0415 - few runs need it
    from unscaffold.files import write_file  # noqa: PLC0415 - as above

    keep_outside(file, [conf, output, *options.context, *options.stylesheets])
    started = started_on()

    def write(report: Report) -> None:
        if report.errors or report.expansion is None:
            terminal.say(f"{file} was not written: only what was expanded without errors is attested")
            return
        statement = attest(report.expansion.configuration, report.files, options, __version__, started)
        write_file(file, statement.data)
        if not quiet:
            terminal.say(f"{file} attests {_told(statement.attested)}")

    return write


def _told(attested: Attested) -> str:
    """Return what a statement is about, in words."""
    commit = attested.commit
    of = f"commit {commit.digest[:12]}" if commit else "no commit"
    counts = f"{terminal.counted(attested.count('input'), 'file')} of input, {attested.count('output')} of output"
    return f"{counts}, {of}{', with files that are not as in it' if commit and commit.is_changed else ''}"


@click.group(epilog=_EXIT_CODES)
def attest() -> None:
    """Statements for auditors: `expand --attest FILE` writes them, `attest verify` checks them."""


@attest.command(epilog=_EXIT_CODES, short_help="Check a statement against folders.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@CONF
@click.argument("output", type=FOLDER)
@LAYOUT
@STRICT
@with_settings
@with_selection
@click.option(
    "--accept",
    multiple=True,
    metavar="[input|output|program|settings]",
    type=click.Choice(["input", "output", "program", "settings"]),
    help="Tell differences of this class, and do not exit with 1 for them. May be repeated.",
)
def verify(file: Path, conf: Path, output: Path, accept: tuple[str, ...], **flags: Any) -> None:
    """Check that CONF, OUTPUT, the program and its settings are those of which FILE, a statement, tells.

    Each file that was changed, is missing, or was not there is named, and so is each setting and version that is
    another one. Say the same flags as for `expand`. Whoever can write FILE can write anything into it: verify its
    signature first.
    """
    from unscaffold.attesting import verify as verified  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.options import Options  # noqa: PLC0415 - nor for that
    from unscaffold.process import printable  # noqa: PLC0415 - nor for that

    found = verified(file, conf, output, Options(**in_force(conf, **flags)), __version__)
    terminal.print_lines(printable(f"{one.of}: {one.sentence}") for one in found.differences)
    counted = [one for one in found.differences if one.of not in accept]
    accepted = len(found.differences) - len(counted)
    if found.differences:
        also = f", {accepted} of them accepted" if accepted else ""
        terminal.say(f"{terminal.counted(len(found.differences), 'difference')} from {file}{also}")
    else:
        looked = "" if found.looked_for_commit else f" (not looked for: git knows no repository of {conf})"
        terminal.say(f"all is as {file} attests: {_told(found.attested)}{looked}")
    sys.exit(int(bool(counted)))
