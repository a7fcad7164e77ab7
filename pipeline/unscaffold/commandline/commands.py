"""The command line: flags in, exit code out."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from unscaffold import __version__
from unscaffold.commandline import terminal
from unscaffold.findings import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.options import Layout


class _Folder(click.Path):
    """A folder, by a name that is not empty: an unset variable is not meant to be the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("the name is empty.", param, ctx)
        return super().convert(value, param, ctx)


_CONF = click.argument("conf", type=_Folder(path_type=Path))
_EXIT_CODES = "Exit codes: 0 fine; 1 errors in the configuration, or differences with --check; 2 could not run."
_STYLESHEETS = click.option(
    "--stylesheets",
    multiple=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Also expand the scaffoldings after which the stylesheets of this folder are named. May be repeated.",
)


# Help that nobody asked for is raised, too, since click 8.2: it has lines of its own.
_HELP = getattr(click.exceptions, "NoArgsIsHelpError", ())


class _Group(click.Group):
    """The one boundary between what the pipeline reports and what a user sees."""

    def make_context(self, *arguments: Any, **extra: Any) -> click.Context:
        with _printable():
            return super().make_context(*arguments, **extra)

    def invoke(self, ctx: click.Context) -> object:
        from unscaffold.findings import Failure  # noqa: PLC0415 - --help must not wait for it

        try:
            with _printable():
                return super().invoke(ctx)
        except Failure as failure:
            raise Refused(failure.sentence, failure.lines) from None
        except OSError as error:
            raise Refused(f"{error.filename or 'the output'}: {error.strerror}") from None


class Refused(click.ClickException):
    """A run that could not be."""

    exit_code = 2

    def __init__(self, sentence: str, lines: Iterable[str] = ()) -> None:
        super().__init__(sentence)
        self._lines = lines

    def show(self, file: Any = None) -> None:  # noqa: ARG002 - click's own signature
        """Say why, on stderr."""
        terminal.refuse(self.message, self._lines)


@contextmanager
def _printable() -> Iterator[None]:
    """Let click quote what it refuses as everything else is quoted."""
    try:
        yield
    except _HELP:
        raise
    except click.UsageError as error:
        raise click.UsageError(printable(error.format_message()), error.ctx) from None


@click.group(
    cls=_Group, epilog=_EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="unscaffold")
def main() -> None:
    """Expand the job scaffoldings of a Netwrix Identity Manager (Usercube) configuration.

    \b
    unscaffold expand Conf -o Expanded         the folder again, with its jobs written out
    unscaffold expand Conf --diff              what expanding would change
    unscaffold list Conf                       its scaffoldings and jobs
    unscaffold steps Conf JOB                  the tasks of one job, by level
    unscaffold slice Conf "AD Jobs.xml:12"     what the stylesheet of a scaffolding is given
    unscaffold arguments FILE                  the last step, for jobs that another XSLT processor made

    """  # noqa: D301 - click wants the control character


@main.command(epilog=_EXIT_CODES)
@_CONF
@click.option("-o", "--output", type=_Folder(path_type=Path), help="The output folder.")
@click.option(
    "--layout",
    type=click.Choice(["folder", "scaffoldings"]),
    default="folder",
    show_default=True,
    help="What to write: the folder again, or one file a scaffolding with what it generates, for viewing.",
)
@click.option("--check", is_flag=True, help="Write no output; exit with 1 if it is missing or stale.")
@click.option(
    "--diff",
    is_flag=True,
    help="Write no output; print what would change in it, or in the configuration if no output is named.",
)
@click.option("--keep-going", is_flag=True, help="In spite of errors, write what can be.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--force", is_flag=True, help="Write into a folder with other content, and over changed output files.")
@_STYLESHEETS
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Work in N processes, this one included; 0, the default, takes as many as pay.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Name every file that is written or removed.")
def expand(
    conf: Path,
    output: Path | None,
    layout: Layout,
    check: bool,
    diff: bool,
    keep_going: bool,
    strict: bool,
    force: bool,
    stylesheets: tuple[Path, ...],
    workers: int,
    quiet: bool,
    verbose: bool,
) -> None:
    """Expand the scaffoldings of CONF into the folder named by --output.

    Every byte outside a scaffolding stays as it is; files without one are copied. Errors in the configuration
    are all reported, and then nothing is written. A second run writes what has changed only, and removes the
    output of files that are gone; without --force, a file that was not written by unscaffold is never touched.
    """
    from unscaffold import folder_to_folder  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.commandline import differences  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.options import Options  # noqa: PLC0415 - --help must not wait for it

    started = time.perf_counter()
    options = Options(
        layout=layout,
        stylesheets=stylesheets,
        strict=strict,
        keep_going=keep_going,
        force=force,
        write=not (check or diff),
        workers=workers,
    )
    if output is None and not diff:
        raise click.UsageError("name the output folder with --output, or say --diff to see what would change in CONF")
    with terminal.bar(quiet) as progress:
        if output is None:
            report = folder_to_folder.preview(conf, options, progress=progress)
        else:
            report = folder_to_folder.expand(conf, output, options, progress=progress)
    terminal.show(conf, report.findings, quiet)
    failed = bool(report.errors)
    if failed and not keep_going:
        if not quiet:
            terminal.say(terminal.closing_of_errors(report))
        sys.exit(1)
    if diff:
        terminal.print_diff(differences.differences(report.changes, report.before))
    elif (verbose or check) and not quiet:
        terminal.name_changes(report.changes)
    if not quiet:
        terminal.say(terminal.closing(report, time.perf_counter() - started))
    sys.exit(1 if failed or (check and not report.changes.is_empty) else 0)


@main.command("list", epilog=_EXIT_CODES)
@_CONF
@_STYLESHEETS
def list_(conf: Path, stylesheets: tuple[Path, ...]) -> None:
    """List the scaffoldings and the jobs of CONF, with file and line."""
    from unscaffold.findings import errors_of  # noqa: PLC0415
    from unscaffold.inspecting import views  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.options import Options  # noqa: PLC0415 - --help must not wait for it

    listing = views.listing(conf, Options(stylesheets=stylesheets))
    terminal.show(conf, listing.findings, quiet=True)
    terminal.table([(f"{entry.place.file}:{entry.place.line}", entry.kind, entry.name) for entry in listing.entries])
    sys.exit(1 if errors_of(listing.findings) else 0)


@main.command(epilog=_EXIT_CODES, short_help="Show the tasks of one job, by level.")
@_CONF
@click.argument("job")
@_STYLESHEETS
def steps(conf: Path, job: str, stylesheets: tuple[Path, ...]) -> None:
    """Show the tasks of JOB, generated or written by hand: level, kind, identifier, what each waits for."""
    from unscaffold.findings import errors_of  # noqa: PLC0415
    from unscaffold.inspecting import views  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.options import Options  # noqa: PLC0415 - --help must not wait for it

    found = views.steps(conf, job, Options(stylesheets=stylesheets))
    terminal.show(conf, found.findings, quiet=True)
    rows: list[tuple[str, ...]] = [("LEVEL", "TASK", "IDENTIFIER", "WAITS FOR")]
    rows += [(step.level, step.kind, step.identifier, ", ".join(step.waits_for)) for step in found.steps]
    terminal.table(rows)
    sys.exit(1 if errors_of(found.findings) else 0)


@main.command("slice", epilog=_EXIT_CODES)
@_CONF
@click.argument("where", metavar="[FILE[:LINE]]", default="")
@_STYLESHEETS
def slice_(conf: Path, where: str, stylesheets: tuple[Path, ...]) -> None:
    """Print the self-contained document that the stylesheet of a scaffolding is given.

    FILE is relative to CONF; LINE is one of the scaffolding's lines. Both may be left out where they are not
    needed to tell one scaffolding from the others. Any XSLT 3.0 processor can take over from there.
    """
    from unscaffold.inspecting import views  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.options import Options  # noqa: PLC0415 - --help must not wait for it

    file, line = where, None
    stem, _, number = where.rpartition(":")
    if stem and number.isdecimal():
        file, line = stem, int(number.lstrip("0")[:10] or "0")  # Python counts digits, and refuses some thousand
    sys.stdout.buffer.write(views.slice_document(conf, file, line, Options(stylesheets=stylesheets)).encode())


@main.command("arguments", epilog=_EXIT_CODES, short_help="Finish jobs that another XSLT processor generated.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--conf", type=_Folder(path_type=Path), help="A configuration whose tasks AddTask may name, too.")
@click.option("-i", "--in-place", is_flag=True, help="Write the files; else the one FILE is printed.")
def arguments_(files: tuple[Path, ...], conf: Path | None, in_place: bool) -> None:
    """Apply the AddTask and LinkDependTask that a stylesheet left in the jobs of FILEs, and remove them.

    For jobs that were generated by another XSLT processor than unscaffold's own. Nothing is written if one of the
    arguments cannot be applied.
    """
    from unscaffold.editing_files import finishing  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.files import replace  # noqa: PLC0415
    from unscaffold.findings import errors_of, hinted  # noqa: PLC0415
    from unscaffold.inspecting import views  # noqa: PLC0415 - --help must not wait for it

    if len(files) > 1 and not in_place:
        raise click.UsageError("several files can be edited --in-place only")
    finished = finishing.finish(files, views.tasks(conf) if conf else frozenset())
    found = [*hinted(finding for one in finished for finding in one.findings)]
    terminal.show(Path(), found, quiet=False)
    if errors_of(found):
        sys.exit(1)
    for one in finished:
        if not in_place:
            sys.stdout.buffer.write(one.after)
        elif one.after != one.before:
            target = one.path.resolve()  # a link stays one
            replace(target, one.after, target.stat().st_mode & 0o777)
