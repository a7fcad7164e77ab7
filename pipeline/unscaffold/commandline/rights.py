"""The command `rights`."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, TypeVar

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.boundary import EXIT_CODES, exit_code
from unscaffold.commandline.flags import CONF, WIDE, WORKERS, printed_as, with_settings
from unscaffold.commandline.output_file import OUTPUT_FILE, print_or_write
from unscaffold.commandline.settings import options_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from unscaffold.granting import Rights

_Command = TypeVar("_Command", bound="Callable[..., Any]")

_WIDTH = 80  # characters of a line of the matrix, where it goes to a file or a program


def _patterns(flag: str, what: str) -> Callable[[_Command], _Command]:
    return click.option(
        flag,
        multiple=True,
        metavar="PATTERN",
        help=f"Only {what}. * is for any characters, / among them, and ? for one; case is ignored. May be repeated.",
    )


@click.command(epilog=EXIT_CODES)
@CONF
@_patterns("--profile", "these profiles")
@_patterns("--permission", "these permissions; one without * and ? finds those above it, too, which can include it")
@_patterns("--entity-type", "the data of these entity types")
@click.option("--matrix", is_flag=True, help="Show the profiles by areas of permissions instead.")
@printed_as("table", "json", "csv", "markdown")
@WIDE
@OUTPUT_FILE
@with_settings
@WORKERS
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def rights(
    conf: Path,
    profile: tuple[str, ...],
    permission: tuple[str, ...],
    entity_type: tuple[str, ...],
    matrix: bool,
    form: str,
    wide: bool,
    output_file: Path | None,
    workers: int,
    quiet: bool,
    **flags: Any,
) -> None:
    """Show who may do what: the permissions of each profile, on which data, and where each comes from.

    Access control rules that scaffoldings generate are among them, with what is adjusted by hand. A scaffolding that
    stays in place may grant more, and is named. MARK tells what is granted twice, or by a permission above.

    In the matrix, an area is the first two parts of a permission. C, R, U and D are for what creates, reads, updates
    and deletes, X is for all else; small letters are for what is restricted by filters, and a dot for entries that
    let nothing be executed.
    """
    from unscaffold.granting import rights as granted  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.grants import Wanted  # noqa: PLC0415 - nor for that

    started = time.perf_counter()
    options = options_of(conf, flags, workers)
    with terminal.bar(quiet) as progress:
        found = granted(conf, options, wanted=Wanted(profile, permission, entity_type), progress=progress)
    code = exit_code(conf, found.findings, quiet=True)
    text = _text(found, form, _width(output_file, wide=wide, is_matrix=matrix), is_matrix=matrix)
    if form == "table" and output_file is None:
        click.echo(text, nl=False)
    else:
        print_or_write(text.encode(errors="backslashreplace"), output_file, outside=conf)
    for line in () if quiet else _said(conf, found, time.perf_counter() - started):
        terminal.say(line)
    sys.exit(code)


def _width(file: Path | None, *, wide: bool, is_matrix: bool) -> int | None:
    """Return how many characters a line of a table may have; None for any number."""
    if wide:
        return None
    return (None if file else terminal.width()) or (_WIDTH if is_matrix else None)


def _text(found: Rights, form: str, width: int | None, *, is_matrix: bool) -> str:
    from unscaffold.commandline import rights_cells, rights_json, rights_tables, sheets  # noqa: PLC0415 - as above

    if form == "json":
        return rights_json.document(found, is_matrix=is_matrix)
    if form == "table":
        lines = rights_tables.matrix_listed if is_matrix else rights_tables.listed
        return "".join(f"{line}\n" for line in lines(found, width))
    of_rows = rights_cells.for_spreadsheets if form == "csv" else rights_cells.for_people
    cells = rights_cells.matrix_cells(found.matrix) if is_matrix else of_rows(found.rows)
    return sheets.as_csv(cells) if form == "csv" else sheets.as_markdown(cells)


def _said(conf: Path, found: Rights, seconds: float) -> Iterator[str]:
    """Yield what is said beside the data: what else is granted, and how much there is."""
    for one, place in found.unknown_places:
        profile = f" to the profile '{one.profile}'" if one.profile else ""
        entity_type = f", for the entity type '{one.entity_type}'" if one.entity_type else ""
        where = place._replace(file=str(conf / place.file))
        yield f"{where}: {one.element.name} grants unknown rights{profile}{entity_type}"
    yield terminal.closing_of_rights(len(found.grants), len({one.profile.lower() for one in found.grants}), seconds)
