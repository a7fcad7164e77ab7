"""How far a fleet is: a bar with counts on a terminal, else a line a repository as it completes."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.fleet_table import amount

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unscaffold.reporting import Row

_LEVELS = {"fine": "info", "findings": "warning", "failed": "error"}


@contextmanager
def told(number: int, *, quiet: bool) -> Iterator[Callable[[Row], None]]:
    """Yield what tells of a repository that is done.

    Args:
        number: How many repositories there are.
        quiet: Whether to tell only of those for which the command could not run.
    """
    if quiet or terminal.logged() or not sys.stderr.isatty():
        yield _quietly if quiet else _tell
        return
    counts = Counter[str]()
    shown: Any = click.progressbar(
        length=number, file=sys.stderr, width=30, item_show_func=lambda _row: _counted(counts, number)
    )
    with shown as bar:

        def count(row: Row) -> None:
            counts.update([row.status, *(["unchanged"] if row.drift.is_unchanged else [])])
            bar.update(1, row)

        yield count


def _counted(counts: Counter[str], number: int) -> str:
    """Return how many repositories there are of each status, and how many are left."""
    statuses = [f"{counts[status]} {status}" for status in _LEVELS]
    left = number - sum(counts[status] for status in _LEVELS)
    unchanged = f"; {counts['unchanged']} unchanged" if counts["unchanged"] else ""
    return f"{', '.join(statuses)}, {left} left{unchanged}"


def _quietly(row: Row) -> None:
    if row.status == "failed":
        _tell(row)


def _tell(row: Row) -> None:
    log = terminal.logged()
    if log:
        log.repository(
            row.name, row.status, _LEVELS[row.status], line(row), unchanged=row.drift.is_unchanged, **row.numbers
        )
    else:
        terminal.say(line(row))


def line(row: Row) -> str:
    """Return what is said of a repository when it is done."""
    if row.status == "failed":
        return f"{row.name}: failed, {row.sentence}"
    numbers = [amount(name, number) for name, number in row.numbers.items() if number]
    parts = [row.status, *numbers, *(["unchanged"] if row.drift.is_unchanged else [])]
    time = "" if row.drift.is_unchanged else f" ({row.seconds:.2f} s)"
    return f"{row.name}: {', '.join(parts)}{time}"
