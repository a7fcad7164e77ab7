"""The closing table of a fleet: a line a repository by name, and what all of them have in the last line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.commandline.tables import Column, Measure, fitted, lines
from unscaffold.commandline.terminal import counted
from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.fleets import Status
    from unscaffold.reporting import Fleet, Row

_NAME, _SINCE, _SECONDS = "REPOSITORY", "SINCE LAST RUN", "SECONDS"
_MEASURES = (Measure(_NAME, 24), Measure(_SINCE, 14), Measure(_SECONDS), Measure(_SINCE), Measure(_NAME, 12))
_STATUSES: dict[Status, str] = {"fine": "fine", "findings": "with findings", "failed": "could not run"}


def titles(fleet: Fleet) -> list[str]:
    """Return the titles of the columns."""
    return [_NAME, "STATUS", *(name.upper() for name in fleet.columns), _SINCE, _SECONDS]


def cells(fleet: Fleet, row: Row) -> list[str]:
    """Return the cells of a repository, as they are."""
    numbers = [_number(row, name) for name in fleet.columns]
    return [row.name, row.status, *numbers, row.drift.words, f"{row.seconds:.2f}"]


def _number(row: Row, name: str) -> str:
    """Return a number; of what could not run, nobody knows that there is nothing."""
    return str(row.numbers[name] or ("-" if row.status == "failed" else 0))


def document(fleet: Fleet, width: int | None) -> str:
    """Return the table and the line below it.

    Args:
        fleet: The fleet.
        width: The characters of a line; None for any number.
    """
    return "".join(f"{line}\n" for line in (*_table(fleet, width), totals(fleet)))


def _table(fleet: Fleet, width: int | None) -> Iterator[str]:
    if not fleet.rows:
        return
    columns = zip(
        titles(fleet), zip(*(map(printable, cells(fleet, row)) for row in fleet.rows), strict=True), strict=True
    )
    numbers = {*titles(fleet)[2:-2], _SECONDS}
    yield from lines(fitted([Column(title, own, title in numbers) for title, own in columns], _MEASURES, width))


def totals(fleet: Fleet) -> str:
    """Return how many repositories there are of each status, and how much there is in all of them."""
    statuses = [f"{number} {words}" for status, words in _STATUSES.items() if (number := fleet.count(status))]
    if fleet.left:
        statuses.append(f"{fleet.left} not run")
    found = [amount(name, number) for name, number in fleet.totals.items()]
    number = len(fleet.rows) + fleet.left
    parts = [", ".join(statuses), ", ".join(found), f"{fleet.unchanged} unchanged" if fleet.unchanged else ""]
    return f"{repositories(number)}: {'; '.join(filter(None, parts))}" if number else "no repositories"


def amount(name: str, number: int) -> str:
    """Return how much there is of what a column has, in words."""
    return f"{counted(number, 'file')} written" if name == "written" else counted(number, name.removesuffix("s"))


def repositories(number: int) -> str:
    """Return how many repositories there are, in words."""
    return f"{number} {'repository' if number == 1 else 'repositories'}"
