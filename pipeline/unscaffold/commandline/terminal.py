"""What a user sees: talk on stderr, data on stdout, progress on a terminal only.

What is said is printable, a line at a time; data are as they are, but for those who look at them on a terminal.
Colour is for terminals, too, unless NO_COLOR or FORCE_COLOR is set.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from unscaffold.commandline.log import Log
    from unscaffold.findings import Finding, Ignored
    from unscaffold.folder_to_folder import Report
    from unscaffold.formats import Look
    from unscaffold.options import Progress
    from unscaffold.output import Changes


_LONG = 300  # items: a phase with fewer ends before anybody looks at a bar
_log: Log | None = None  # what takes all that is said, where a program reads it


def log_into(log: Log | None) -> None:
    """Let a log take all that is said from now on; None for none."""
    global _log  # noqa: PLW0603 - as a process has one stderr, whoever writes to it
    _log = log


def logged() -> Log | None:
    """Return the log, if there is one."""
    return _log


def say(line: str, before: str = "") -> None:
    """Print a line on stderr; what stands before it is printed as it is, for it is ours."""
    if _log:
        _log.message(line)
        return
    click.echo(before + printable(line), err=True, color=_in_colour())


def _in_colour() -> bool | None:
    """Return whether to print in colour, as the environment says; None if it does not: on a terminal then."""
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR", "") not in {"", "0"} else None


def refuse(sentence: str, lines: Iterable[str] = ()) -> None:
    """Print why a run cannot be made, and lines to choose from."""
    if _log:
        _log.failure(sentence, lines)
        return
    say(sentence, before=click.style("error: ", fg="red", bold=True))
    for line in lines:
        say(line, before="  ")


def show(conf: Path, findings: Sequence[Finding], quiet: bool) -> None:
    """Print findings on stderr, their files below `conf`; only the errors, if `quiet`."""
    from unscaffold.formats import line  # noqa: PLC0415 - --help must not wait for it

    if _log:
        _log.findings((found.below(conf) for found in findings), quiet=quiet)
    else:
        seen = [found.below(conf) for found in findings if found.severity == "error" or not quiet]
        echo("".join(f"{line(found, look(err=True))}\n" for found in seen), err=True)
    if not quiet:
        tell_of_hints(findings)


def look(*, err: bool) -> Look:
    """Return how a report looks on stdout or stderr: in colour on a terminal, unless the environment says else."""
    from unscaffold.formats import Look  # noqa: PLC0415 - as above

    said = _in_colour()
    colour = (sys.stderr if err else sys.stdout).isatty() if said is None else said
    return Look(colour, width() or Look().width)


def echo(text: str, *, err: bool) -> None:
    """Print lines that are printable, on stdout or stderr."""
    click.echo(text, nl=False, err=err, color=_in_colour())


def tell_of_hints(findings: Sequence[Finding]) -> None:
    """Say how many findings have no hint, where there were too many of them."""
    without = sum(found.meant is None for found in findings)
    if without:
        say(_without_hints(without))


def _without_hints(count: int) -> str:
    from unscaffold.findings import HINTED  # noqa: PLC0415 - few runs have so many findings

    first = f"the first {HINTED} errors and the first {HINTED} warnings"
    return f"{counted(count, 'finding')} without a hint: what was meant is looked for in {first}"


def print_diff(lines: Iterable[str]) -> None:
    """Print the lines of a diff: for people on a terminal, or where colour is asked for; as they are elsewhere."""
    if not (sys.stdout.isatty() or _in_colour()):
        sys.stdout.buffer.write("".join(lines).encode("utf-8", "surrogateescape"))  # line ends as they are
        return
    colours = {"+": "green", "-": "red", "@": "cyan"}
    for text in lines:
        line = printable(text.rstrip("\r\n"), kept="\t")
        colour = None if line.startswith(("+++", "---")) else colours.get(line[:1])
        click.echo(click.style(line, fg=colour) if colour else line, color=_in_colour())


def name_changes(changes: Changes) -> None:
    """Print the files that are added, changed and removed."""
    for name, paths in (
        ("added", [file.path for file in changes.added]),
        ("changed", [file.path for file in changes.changed]),
        ("removed", changes.removed),
    ):
        for path in paths:
            say(f"{name}: {path}")


def closing(report: Report, seconds: float) -> str:
    """Return the closing line of a run: its counts and its time."""
    changes = report.changes
    would = "" if report.written else "to be "
    parts = [
        f"{counted(len(report.errors), 'error')} left as {'it was' if len(report.errors) == 1 else 'they were'}"
        if report.errors
        else "",
        f"{counted(report.expanded, 'scaffolding')} expanded",
        f"{counted(report.adjustments, 'adjustment')} made" if report.adjustments else "",
        f"{counted(len(changes.added) + len(changes.changed), 'file')} {would}written",
        f"{len(changes.removed)} {would}removed" if changes.removed else "",
        f"{len(changes.unchanged)} unchanged",
        _left(report) if report.others else "",
        _ignored(report.ignored),
    ]
    return f"{', '.join(filter(None, parts))} ({seconds:.2f} s)"


def _left(report: Report) -> str:
    verb = "grants" if report.unknown == 1 else "grant"
    unknown = f" ({report.unknown} {verb} unknown rights)" if report.unknown else ""
    return f"{counted(report.others, 'scaffolding')} of other families left in place{unknown}"


def closing_of_errors(report: Report, so: str) -> str:
    """Return the closing line of a run that was stopped by errors, and what that means."""
    warnings = sum(found.severity == "warning" for found in report.findings)
    also = f" and {counted(warnings, 'warning')}" if warnings else ""
    return f"{counted(len(report.errors), 'error')}{also}: {so}"


def closing_of_stale(output: Path, stale: Sequence[Finding], command: str) -> str:
    """Return the line that says that an output is stale, and what to do."""
    return f"{output} is stale ({counted(len(stale), 'file')}): run {command}"


def closing_of_check(findings: Sequence[Finding], ignored: Ignored, seconds: float) -> str:
    """Return the closing line of a check: how many findings there are of each severity, what is ignored, its time."""
    counts = [(sum(found.severity == name for found in findings), name) for name in ("error", "warning")]
    told = [counted(number, name) for number, name in counts if number]
    infos = sum(found.severity == "info" for found in findings)
    told += [f"{infos} for information"] if infos else []
    parts = [", ".join(told) or "nothing found", _ignored(ignored)]
    return f"{', '.join(filter(None, parts))} ({seconds:.2f} s)"


def _ignored(ignored: Ignored) -> str:
    """Return how many findings are ignored, and by what: a stranger may have changed that; empty for none."""
    ways = [
        (ignored.selection, "not selected"),
        (ignored.comments, "by comments"),
        (ignored.baseline, "by the baseline"),
    ]
    by = ", ".join(f"{count} {way}" for count, way in ways if count)
    return f"{ignored.in_all} ignored ({by})" if by else ""


def closing_of_rights(rights: int, profiles: int, seconds: float) -> str:
    """Return the closing line of a listing of rights: how many there are, and its time."""
    return f"{counted(rights, 'right')} of {counted(profiles, 'profile')} ({seconds:.2f} s)"


def counted(number: int, noun: str) -> str:
    """Return how many of something there are, in words: `1 file`, `2 files`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def table(rows: list[tuple[str, ...]]) -> None:
    """Print rows of cells, in columns."""
    from unscaffold.commandline import tables  # noqa: PLC0415 - most commands print none

    print_lines(tables.aligned(rows))


def print_lines(lines: Iterable[str]) -> None:
    """Print lines of data, which are printable, on stdout."""
    text = "\n".join(lines)
    if text:
        click.echo(text)


def width() -> int | None:
    """Return how many characters a line of stdout has: as COLUMNS says, or the terminal; None for any number."""
    import shutil  # noqa: PLC0415 - it brings compressors along, and few runs ask

    return shutil.get_terminal_size((0, 0)).columns or None


@contextmanager
def bar(quiet: bool) -> Iterator[Progress]:
    """Show a bar for the phases of a long run, on a terminal."""
    from unscaffold.options import Progress  # noqa: PLC0415 - --help must not wait for it

    bars: list[Any] = []

    def begin(name: str, count: int) -> None:
        end()
        if count < _LONG:
            return
        bars.append(click.progressbar(length=count, label=name, file=sys.stderr, width=30).__enter__())

    def advance(count: int) -> None:
        if bars:
            bars[-1].update(count)

    def end() -> None:
        if bars:
            bars.pop().__exit__(None, None, None)

    try:
        yield Progress() if quiet or _log or not sys.stderr.isatty() else Progress(begin, advance)
    finally:
        end()
