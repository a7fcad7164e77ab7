"""What a fleet prints, and the reports that it writes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold import __version__
from unscaffold.attesting import keep_outside, started_on
from unscaffold.commandline import fleet_json, fleet_markdown, fleet_table, terminal
from unscaffold.commandline.output_file import print_or_write
from unscaffold.files import lies_in, resolved, write_file, write_parts
from unscaffold.findings import Failure
from unscaffold.reporting import STATUSES, page_of_fleet, require
from unscaffold.repositories import is_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from unscaffold.fleets import Visited
    from unscaffold.reporting import Fleet
    from unscaffold.repositories import Repository

    Again = Callable[[], Iterable[Visited]]

_HTML = (".html", ".htm")
_ENDINGS = (*_HTML, ".md", ".jsonl")


def refuse(reports: Sequence[Path]) -> None:
    """Refuse reports that cannot be made, before anything is run.

    Raises:
        Failure: The ending of a file says nothing, its folder is not there, or a page needs what is not installed.
    """
    for file in reports:
        if file.suffix.lower() not in _ENDINGS:
            raise Failure(f"{file} is no report by its ending; there are .html, .md and .jsonl")
        if not resolved(file).parent.is_dir():
            raise Failure(f"{file} lies in no folder; make the folder, or name another file")
        if file.suffix.lower() in _HTML:
            require()
            started_on()


def keep_apart(reports: Iterable[Path], results: Path | None, repositories: Iterable[Repository]) -> None:
    """Refuse reports, and a folder of results, that would be a part of what is read or written on this machine.

    Raises:
        Failure: One lies in a source or an output.
    """
    folders = [
        Path(place, inside)
        for one in repositories
        for place, inside in ((one.source, one.folder), (one.against, ""), (one.output, ""))
        if place and not is_url(place)
    ]
    for file in reports:
        keep_outside(file, folders)
    for folder in folders:
        if results and lies_in(
            resolved(results), resolved(folder)
        ):  # else `expand` would write what was found there, too
            raise Failure(f"{results} would be a part of {folder}; name a folder outside of it")


def show(found: Fleet, form: str, again: Again) -> None:
    """Print what came of the repositories, by name.

    Args:
        found: What is told of them.
        form: The format.
        again: Returns them, one after the other.
    """
    if form == "table":
        terminal.echo(fleet_table.document(found, terminal.width()), err=False)
    elif form == "markdown":
        print_or_write(fleet_markdown.table(found).encode(errors="backslashreplace"), None)
    else:
        for line in fleet_json.records(found, again()):
            sys.stdout.buffer.write(line.encode())


def write(found: Fleet, reports: Sequence[Path], again: Again) -> None:
    """Write reports.

    Raises:
        Failure: A file cannot be written.
    """
    for file in reports:
        ending = file.suffix.lower()
        if ending in _HTML:
            write_file(file, page_of_fleet(found, __version__, started_on()))
        elif ending == ".md":
            write_file(file, fleet_markdown.report(found).encode(errors="backslashreplace"))
        else:
            write_parts(file, (line.encode() for line in fleet_json.records(found, again())))


def count(found: Fleet) -> None:
    """Tell the log how many repositories there are of each status."""
    log = terminal.logged()
    if log:
        statuses = {status: found.count(status) for status in STATUSES}
        log.count(**statuses, unchanged=found.unchanged, left=found.left)


def closing(found: Fleet, seconds: float) -> str:
    """Return the closing line: how many repositories there are, and how long all of it took."""
    return f"{fleet_table.repositories(len(found.rows) + found.left)} ({seconds:.2f} s)"
