"""The command `diff`."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.flags import ALONE, BASE, FOLDER, WORKERS, printed_as, with_settings
from unscaffold.commandline.output_file import OUTPUT_FILE, print_or_write
from unscaffold.commandline.settings import options_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from unscaffold.diffing import Diffed
    from unscaffold.expanding import Expansion, Request
    from unscaffold.findings import Region
    from unscaffold.revisions import Checkout
    from unscaffold.settings import Settings

_EXIT_CODES = "Exit codes: 0 fine; 1 differences, with --exit-code; 2 could not run, or a side does not expand."
_WORK_TREE = "the work tree"


class _Named(NamedTuple):
    """A side, what it is called, and what its paths are called."""

    side: Request
    name: str
    shown: Callable[[Path], str]


@click.command(epilog=_EXIT_CODES)
@click.argument("folders", metavar="OLD NEW | CONF --base [REV]", nargs=-1, required=True, type=FOLDER)
@BASE
@printed_as(
    "text",
    "markdown",
    "json",
    "names",
    said="How to print the differences; names prints the jobs that are affected, one a line.",
)
@click.option("--exit-code", "fails", is_flag=True, help="Exit with 1 if there are differences.")
@click.option("--keep-going", is_flag=True, help="Compare what can be, in spite of errors on a side.")
@OUTPUT_FILE
@with_settings
@WORKERS
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def diff(
    folders: tuple[Path, ...],
    base: str | None,
    form: str,
    fails: bool,
    keep_going: bool,
    output_file: Path | None,
    workers: int,
    quiet: bool,
    **flags: Any,
) -> None:
    """Show what is different between two versions of a configuration, by what they mean.

    Both are expanded in memory: the folders OLD and NEW, or CONF as it is in the revision REV and as it is now. Jobs,
    their tasks and levels, access rules, the rights of profiles and all other elements are compared, and each
    difference names the changed lines that cause it. Neither the work tree nor the index is touched.
    """
    from unscaffold.diffing import diff as compared  # noqa: PLC0415 - --help must not wait for it

    started = time.perf_counter()
    _check(folders, base)
    with sides(folders, base, flags, workers, quiet=quiet) as (old, new):
        with terminal.bar(quiet) as progress:
            diffed = compared(old.side, new.side, progress)
        _refuse_errors(((old, diffed.old), (new, diffed.new)), keep_going=keep_going)
        _print(diffed, form, (old.name, new.name), output_file, folders[-1])
        if not quiet:
            _say_settings(diffed)
            terminal.say(_closing(diffed, form, time.perf_counter() - started))
        sys.exit(int(fails and bool(diffed.comparison.elements)))


def _check(folders: tuple[Path, ...], base: str | None) -> None:
    if base is None and len(folders) != 2:  # noqa: PLR2004
        raise click.UsageError("name two folders, OLD and NEW, or one and a revision to compare it with: --base REV")
    if base is not None and len(folders) != 1:
        raise click.UsageError("--base compares one folder with itself in a revision; name one")


@contextmanager
def sides(
    folders: tuple[Path, ...], base: str | None, flags: dict[str, Any], workers: int, *, quiet: bool
) -> Iterator[tuple[_Named, _Named]]:
    """Yield the two sides of a comparison.

    Args:
        folders: The folders, or the one that is compared with a revision.
        base: The revision; None if there are two folders.
        flags: The flags of both.
        workers: How many processes to work in.
        quiet: Whether not to say which revision it is, and what it does not have.

    Raises:
        Failure: A folder or its settings cannot be used, or git does not know the revision.
    """
    from unscaffold.expanding import Request  # noqa: PLC0415 - as above
    from unscaffold.revisions import MERGE_BASE, checkout  # noqa: PLC0415 - as above

    *_, new = (_Named(Request(one, options_of(one, dict(flags), workers)), str(one), str) for one in folders[-1:])
    if base is None:
        old = folders[0]
        yield _Named(Request(old, options_of(old, dict(flags), workers)), str(old), str), new
        return
    with checkout(folders[0], MERGE_BASE if base == ALONE else base) as (taken, conf):
        if not quiet and base == ALONE:
            terminal.say(f"compared with {taken.name}")
        options = options_of(conf, dict(flags), workers, partial(_settings, taken))
        options = replace(options, context=(*_contexts(taken, options.context, quiet=quiet),))
        yield _Named(Request(conf, options, taken.unchanged), taken.name, taken.named), new._replace(name=_WORK_TREE)


def _settings(taken: Checkout, conf: Path) -> Settings:
    """Return the settings of a revision: its own, or else those that stand above the repository."""
    from unscaffold.settings import read_settings  # noqa: PLC0415 - as above

    own = read_settings(conf, taken.folder)
    for stylesheets in own.of("stylesheets").option[1]:  # type: ignore[attr-defined]
        taken.take(stylesheets.relative_to(taken.folder))
    return own if own.file else read_settings(taken.top.parent)


def _contexts(taken: Checkout, folders: tuple[Path, ...], *, quiet: bool) -> Iterator[Path]:
    """Yield the context folders of a revision: what lies in the repository is taken from there."""
    for folder in folders:
        way = taken.way(folder)
        found = taken.take(way) if way is not None else folder
        if found:
            yield found
        elif not quiet:
            terminal.say(f"{folder} is not in {taken.name}, and is no context of it")


def _refuse_errors(sides: tuple[tuple[_Named, Expansion], ...], *, keep_going: bool) -> None:
    """Show the errors of both sides.

    Raises:
        Failure: There are some, and nobody has said to go on.
    """
    from pathlib import Path  # noqa: PLC0415 - as above

    from unscaffold.findings import Failure  # noqa: PLC0415 - as above

    failing = [(named, expansion) for named, expansion in sides if expansion.errors]
    for named, expansion in failing:
        place = partial(_placed, expansion.configuration.folder, named.shown)
        terminal.show(Path(), [one.placed(place) for one in expansion.errors], quiet=True)
    if failing and not keep_going:
        names = " and ".join(named.name for named, _ in failing)
        raise Failure(f"{names} cannot be expanded; mend the errors, or say --keep-going to compare the rest")


def _placed(folder: Path, shown: Callable[[Path], str], region: Region) -> Region:
    return region._replace(file=shown(folder / region.file))


def _print(diffed: Diffed, form: str, names: tuple[str, str], file: Path | None, conf: Path) -> None:
    from unscaffold.commandline import diff_json, diff_markdown, diff_text  # noqa: PLC0415 - as above
    from unscaffold.formats import Look  # noqa: PLC0415 - as above
    from unscaffold.process import printable  # noqa: PLC0415 - as above

    if form == "text" and file is None:
        terminal.echo(diff_text.document(diffed, terminal.look(err=False)), err=False)
        return
    text = {
        "text": lambda: diff_text.document(diffed, Look()),
        "json": lambda: diff_json.document(diffed, *names),
        "markdown": lambda: diff_markdown.document(diffed, *names),
        "names": lambda: "".join(f"{printable(job)}\n" for job in diffed.comparison.affected_jobs),
    }[form]()
    print_or_write(text.encode(errors="backslashreplace"), file, outside=conf)


def _say_settings(diffed: Diffed) -> None:
    from unscaffold.commandline.diff_counts import settings_different  # noqa: PLC0415 - as above

    for told in settings_different(diffed):
        terminal.say(told)


def _closing(diffed: Diffed, form: str, seconds: float) -> str:
    from unscaffold.commandline.diff_counts import closing  # noqa: PLC0415 - as above

    told = "" if form == "text" else f"{closing(diffed)} "
    return f"{told}({seconds:.2f} s)"
