"""The command `expand`."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.again import said_again
from unscaffold.commandline.attest import ATTEST, attesting
from unscaffold.commandline.boundary import EXIT_CODES
from unscaffold.commandline.flags import (
    CONF,
    FOLDER,
    LAYOUT,
    STRICT,
    WORKERS,
    with_format,
    with_selection,
    with_settings,
)
from unscaffold.commandline.output_file import print_or_write
from unscaffold.commandline.settings import in_force

if TYPE_CHECKING:
    from unscaffold.commandline.telling import Asked
    from unscaffold.findings import Finding
    from unscaffold.folder_to_folder import Report
    from unscaffold.options import Layout, Options

_STDOUT = Path("-")
# Parameters of a run that only looks, or that change nothing of what one writes.
_FOR_LOOKING = {"check", "diff", "form", "origins", "output_file", "quiet", "verbose", "workers"}


@click.command(epilog=EXIT_CODES)
@CONF
@click.option("-o", "--output", type=FOLDER, help="The output folder; without it, that of unscaffold.toml.")
@LAYOUT
@click.option("--check", is_flag=True, help="Write no output; exit with 1 if it is missing or stale.")
@click.option(
    "--diff",
    is_flag=True,
    help="Write no output; print what would change in it, or in the configuration if no output is named. With "
    "--output-file, write that into FILE.",
)
@click.option(
    "--origins",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Also write into FILE, as JSON, why everything is generated; - prints it.",
)
@click.option("--keep-going", is_flag=True, help="In spite of errors, write what can be.")
@STRICT
@click.option("--force", is_flag=True, help="Write into a folder with other content, and over changed output files.")
@with_settings
@with_selection
@WORKERS
@with_format
@ATTEST
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Name every file that is written or removed.")
def expand(
    conf: Path,
    output: Path | None,
    layout: Layout | None,
    check: bool,
    diff: bool,
    origins: Path | None,
    keep_going: bool,
    strict: bool | None,
    force: bool,
    workers: int,
    form: str | None,
    output_file: Path | None,
    attest: Path | None,
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
    from unscaffold.commandline.telling import Asked, Found, tell  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.options import Options  # noqa: PLC0415 - nor for that

    started = time.perf_counter()
    patch = output_file if diff and not check else None  # with --check, it is the report's
    asked = Asked(form or "text", None if patch else output_file, quiet)
    is_for_check = bool(form or (output_file and not patch))
    _refuse(asked, is_for_check=is_for_check, check=check, diff=diff, prints=origins == _STDOUT)
    if attest and (check or diff):
        raise click.UsageError("--attest is about an output that is written; leave --check and --diff out")
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
    _refuse_files([file for file in (origins, patch) if file and file != _STDOUT], conf, output)
    write_statement = attesting(attest, conf, output, options, quiet=quiet) if attest and output else None
    report = _report(conf, output, options, quiet, anew=write_statement is not None)
    _count(report)
    again = said_again(click.get_current_context(), _FOR_LOOKING)
    is_stopped = bool(report.errors) and not keep_going
    outdated = Found(output, _stale(report, again)) if check and output and not is_stopped else None
    tell(asked, Found(conf, report.findings), stale=outdated, err=True)
    if is_stopped:
        so = _without_an_output(options, output if check else None, again)
        _say(terminal.closing_of_errors(report, so), quiet and not check)
        sys.exit(1)
    if origins:
        _write_origins(report, conf, options, origins)
    if diff:
        _print_diff(report, patch)
    elif (verbose or (check and not asked.takes_stdout)) and not quiet:
        terminal.name_changes(report.changes)
    if write_statement:
        write_statement(report)
    _say(terminal.closing(report, time.perf_counter() - started), quiet)
    if outdated and outdated.findings:
        terminal.say(terminal.closing_of_stale(outdated.folder, outdated.findings, again))
    sys.exit(int(bool(report.errors) or (check and not report.changes.is_empty)))


def _refuse(asked: Asked, *, is_for_check: bool, check: bool, diff: bool, prints: bool) -> None:
    """Refuse flags that do not go together."""
    if is_for_check and not check:
        raise click.UsageError("--format and --output-file are for what --check finds; say --check, too")
    if prints and (diff or asked.takes_stdout):
        raise click.UsageError("--origins - prints to stdout, and so does what else is asked for; name a file")
    if diff and asked.takes_stdout:
        raise click.UsageError("--diff prints to stdout, too; name a file for the format with --output-file")


def _refuse_files(files: list[Path], conf: Path, output: Path | None) -> None:
    """Refuse files that would be a part of what is read or written, or cannot be written, before anything is."""
    from unscaffold.files import lies_in, resolved  # noqa: PLC0415 - as above
    from unscaffold.findings import Failure  # noqa: PLC0415 - as above

    for file in files:
        for folder, called in ((conf, "configuration"), (output, "output")):
            if folder and lies_in(resolved(file), resolved(folder)):
                raise Failure(f"{file} would be a part of the {called}; name a file outside of {folder}")
        if not resolved(file).parent.is_dir():
            raise Failure(f"{file} lies in no folder; make the folder, or name another file")


def _report(conf: Path, output: Path | None, options: Options, quiet: bool, *, anew: bool) -> Report:
    from unscaffold.folder_to_folder import expand, preview  # noqa: PLC0415 - as above

    with terminal.bar(quiet) as progress:
        if output is None:
            return preview(conf, options, progress=progress)
        return expand(conf, output, options, progress=progress, anew=anew)


def _count(report: Report) -> None:
    """Tell the log how much there was: of files, what is written or would be."""
    log, changes = terminal.logged(), report.changes
    if log:
        files = {name: len(getattr(changes, name)) for name in ("added", "changed", "removed", "unchanged")}
        log.count(expanded=report.expanded, **files)


def _write_origins(report: Report, conf: Path, options: Options, file: Path) -> None:
    from unscaffold.commandline.origins_json import origins_json  # noqa: PLC0415 - as above
    from unscaffold.expanding import expand_in_memory  # noqa: PLC0415 - as above
    from unscaffold.origins import origins_of  # noqa: PLC0415 - as above
    from unscaffold.process import json_text  # noqa: PLC0415 - as above

    # A run that looked at what has changed alone expanded no more than that.
    expansion = report.expansion or expand_in_memory(conf, options)
    text = json_text(origins_json(origins_of(expansion, options)), 1)
    print_or_write(f"{text}\n".encode(), None if file == _STDOUT else file)


def _stale(report: Report, again: str) -> list[Finding]:
    from unscaffold.folder_to_folder import stale  # noqa: PLC0415 - as above

    return stale(report.changes, again)


def _without_an_output(options: Options, checked: Path | None, again: str) -> str:
    """Return what it means for a run that there are errors: it did not do what it was to do."""
    if checked:
        return f"whether {checked} is stale cannot be told; mend what is wrong, then run {again}"
    return "nothing was written" if options.write else "nothing was compared"


def _print_diff(report: Report, file: Path | None) -> None:
    """Print what would change, or write it to a file, as bytes: line ends and all."""
    from unscaffold.commandline.differences import differences  # noqa: PLC0415 - as above

    lines = differences(report.changes, report.before)
    if file:
        print_or_write("".join(lines).encode("utf-8", "surrogateescape"), file)
    else:
        terminal.print_diff(lines)


def _say(line: str, quiet: bool) -> None:
    if not quiet:
        terminal.say(line)
