"""The command `fleet`."""

from __future__ import annotations

import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.flags import FOLDER
from unscaffold.commandline.fleet_flags import COMMANDS, asked_for
from unscaffold.commandline.fleet_split import WithCommand
from unscaffold.commandline.quantities import duration, size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unscaffold.commandline.fleet_flags import Asked
    from unscaffold.repositories import Repository

_EXIT_CODES = "Exit codes: 0 fine everywhere; 1 findings anywhere; 2 something could not run."
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(cls=WithCommand, epilog=_EXIT_CODES)
@click.argument("where", metavar="LIST")
@click.argument("name", metavar="COMMAND", type=click.Choice(COMMANDS))
@click.argument("words", metavar="[FLAGS OF COMMAND]...", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Work on N repositories at a time on this machine; 0, the default, for as many as it has cores.",
)
@click.option(
    "--scheduler",
    default="",
    metavar="URL",
    help="Work on the Dask cluster whose scheduler is there, tcp://HOST:PORT or tls://HOST:PORT, instead.",
)
@click.option(
    "--timeout",
    "seconds",
    default="10m",
    show_default=True,
    metavar="DURATION",
    callback=duration,
    help="How long a repository may take, such as 90s, 10m or 1h; then it could not run.",
)
@click.option(
    "--memory",
    default="4G",
    show_default=True,
    metavar="SIZE",
    callback=size,
    help="How much memory a repository may take, such as 512M or 4G; then it could not run.",
)
@click.option(
    "--retries",
    type=click.IntRange(min=0, max=100),
    default=2,
    show_default=True,
    metavar="N",
    help="How often to try again where a machine or the network was at fault.",
)
@click.option(
    "--keep-going/--no-keep-going",
    default=True,
    show_default=True,
    help="Go on after a repository that could not run, or begin no other.",
)
@click.option(
    "--results",
    type=FOLDER,
    help="Keep the results in this folder; without it, in the cache folder, for LIST and the command line.",
)
@click.option("--fresh", is_flag=True, help="Run all repositories, whether they have changed or not.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FILE",
    type=_FILE,
    help="Also write all that there is to tell into FILE, as its ending says: .html, .md or .jsonl. May be repeated.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "markdown", "jsonl"]),
    default="table",
    show_default=True,
    help="How to print what came of the repositories.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what could not run.")
@click.pass_context
def fleet(
    context: click.Context,
    where: str,
    name: str,
    words: tuple[str, ...],
    workers: int,
    scheduler: str,
    seconds: float,
    memory: float,
    retries: int,
    keep_going: bool,
    results: Path | None,
    fresh: bool,
    reports: tuple[Path, ...],
    form: str,
    quiet: bool,
) -> None:
    """Run COMMAND over all repositories of LIST: expand, check, diff --base, rights or verify.

    \b
    unscaffold fleet customers.toml check                     what is wrong in all of them
    unscaffold fleet customers.toml --report Rights.html rights
                                                              who may do what, across customers
    unscaffold fleet customers.csv --workers 8 expand --strict
                                                              expand all that have changed

    LIST is a TOML or CSV file, or - for standard input. It names each repository and its source: a folder, a git URL
    with a ref, or a URL of a store; and perhaps an output, a target and a settings file. Flags of fleet stand before
    COMMAND, and those of COMMAND behind it.

    Each repository is run in a process of its own within limits, here or on a Dask cluster. A second run does what
    has changed only, and tells what is different from the last one.
    """  # noqa: D301 - click wants the control character
    from unscaffold.commandline.fleet_output import (  # noqa: PLC0415 - --help must not wait for it
        closing,
        count,
        keep_apart,
        refuse,
        show,
        write,
    )
    from unscaffold.commandline.fleet_progress import told  # noqa: PLC0415 - nor for that
    from unscaffold.commandline.fleet_run import begun  # noqa: PLC0415 - nor for that
    from unscaffold.fleets import Manner  # noqa: PLC0415 - nor for that
    from unscaffold.repositories import read_list  # noqa: PLC0415 - nor for that
    from unscaffold.running import Limits  # noqa: PLC0415 - nor for that

    started = time.perf_counter()
    asked = asked_for(context, name, words)
    _require()
    if workers and scheduler:
        raise click.UsageError("--workers is for this machine; a cluster has the workers that it has")
    refuse(reports)
    repositories = _with_exports(read_list(where), asked)
    keep_apart(reports, results, repositories)
    manner = Manner(Limits(seconds, int(memory)), scheduler, workers, retries, keep_going)
    with begun(where, repositories, asked, results, fresh=fresh) as run:
        with told(len(repositories), quiet=quiet) as tell:
            for row in run.rows(manner):
                tell(row)
        found = run.fleet("standard input" if where == "-" else Path(where).stem)
        show(found, form, run.visited)
        write(found, reports, run.visited)
    count(found)
    if not quiet:
        terminal.say(closing(found, time.perf_counter() - started))
    sys.exit(found.exit_code)


def _require() -> None:
    """Look whether there is what does the work.

    Raises:
        Failure: Dask is not installed.
    """
    from unscaffold.findings import Failure  # noqa: PLC0415 - as above

    if find_spec("distributed") is None:
        raise Failure("the work is done by Dask, which is not installed; say: pip install 'unscaffold[fleet]'")


def _with_exports(repositories: Sequence[Repository], asked: Asked) -> list[Repository]:
    """Return the repositories of `verify` with the exports that the flag names, where the list names none.

    Raises:
        Failure: Nobody has named one.
    """
    from unscaffold.findings import Failure  # noqa: PLC0415 - as above

    if asked.name != "verify":
        return [*repositories]
    found = [one._replace(against=one.against or asked.against.replace("{name}", one.name)) for one in repositories]
    lacking = [one.name for one in found if not one.against]
    if lacking:
        more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
        raise Failure(
            f"verify needs an export, and LIST says none for {lacking[0]}{more}; say against there, or --against with"
            " {name} for the repository"
        )
    return found
