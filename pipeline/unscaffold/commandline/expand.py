"""The command `expand`."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.boundary import exit_code
from unscaffold.commandline.flags import CONF, EXIT_CODES, FOLDER, WORKERS, with_selection, with_settings
from unscaffold.commandline.settings import in_force

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.folder_to_folder import Report
    from unscaffold.options import Layout, Options


@click.command(epilog=EXIT_CODES)
@CONF
@click.option("-o", "--output", type=FOLDER, help="The output folder; without it, that of unscaffold.toml.")
@click.option(
    "--layout",
    type=click.Choice(["folder", "scaffoldings"]),
    help="What to write: the folder again (the default), or one file a scaffolding with its job, for viewing.",
)
@click.option("--check", is_flag=True, help="Write no output; exit with 1 if it is missing or stale.")
@click.option(
    "--diff",
    is_flag=True,
    help="Write no output; print what would change in it, or in the configuration if no output is named.",
)
@click.option("--keep-going", is_flag=True, help="In spite of errors, write what can be.")
@click.option("--strict/--no-strict", default=None, help="Take warnings for errors, or not, the default.")
@click.option("--force", is_flag=True, help="Write into a folder with other content, and over changed output files.")
@with_settings
@with_selection
@WORKERS
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Name every file that is written or removed.")
def expand(
    conf: Path,
    output: Path | None,
    layout: Layout | None,
    check: bool,
    diff: bool,
    keep_going: bool,
    strict: bool | None,
    force: bool,
    workers: int,
    quiet: bool,
    verbose: bool,
    **flags: Any,
) -> None:
    """Expand the scaffoldings of CONF into the folder named by --output.

    Every byte outside a scaffolding stays as it is, but for elements that change a generated one by their
    ConsolidationMode, which are taken out; other files are copied. Errors in the configuration are all reported, and
    then nothing is written. A second run writes what has changed only, and removes the output of files that are gone;
    without --force, a file that was not written by unscaffold is never touched.
    """
    from unscaffold.options import Options  # noqa: PLC0415 - --help must not wait for it

    started = time.perf_counter()
    settled = in_force(conf, output=output, layout=layout, strict=strict, **flags)
    output = settled.pop("output")
    if output is None and not diff:
        raise click.UsageError("name the output folder with --output, or say --diff to see what would change in CONF")
    options = Options(
        **settled,
        keep_going=keep_going,
        force=force,
        write=not (check or diff),
        workers=workers,
    )
    report = _report(conf, output, options, quiet)
    code = exit_code(conf, report.findings, quiet=quiet)
    if code and not keep_going:
        _say(terminal.closing_of_errors(report), quiet)
        sys.exit(code)
    if diff:
        _print_diff(report)
    elif (verbose or check) and not quiet:
        terminal.name_changes(report.changes)
    _say(terminal.closing(report, time.perf_counter() - started), quiet)
    sys.exit(code or int(check and not report.changes.is_empty))


def _report(conf: Path, output: Path | None, options: Options, quiet: bool) -> Report:
    from unscaffold.folder_to_folder import expand, preview  # noqa: PLC0415 - as above

    with terminal.bar(quiet) as progress:
        if output is None:
            return preview(conf, options, progress=progress)
        return expand(conf, output, options, progress=progress)


def _print_diff(report: Report) -> None:
    from unscaffold.commandline.differences import differences  # noqa: PLC0415 - as above

    terminal.print_diff(differences(report.changes, report.before))


def _say(line: str, quiet: bool) -> None:
    if not quiet:
        terminal.say(line)
