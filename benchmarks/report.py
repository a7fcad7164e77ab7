"""The table, for a terminal and for a page."""

from __future__ import annotations

import os
import platform
from datetime import datetime, timezone
from importlib.metadata import version
from json import loads
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import commands
from benchmarks.processes import run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.bench import Row

_BEGIN, _END = "<!-- benchmarks: begin -->", "<!-- benchmarks: end -->"
_HEAD = ("what", "connectors", "unscaffold", "against", "value", "goal", "met")


def table(rows: Sequence[Row]) -> str:
    """Return the table for a terminal."""
    cells = [_HEAD, *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join(lines)


def write_page(page: Path, rows: Sequence[Row], runs: int) -> None:
    """Write the table into a page: between its markers, or all of it where it has none.

    Args:
        page: A Markdown file; made if it does not exist.
        rows: The table.
        runs: How many rounds its medians are of.
    """
    put(page, _BEGIN, _END, _markdown(rows, runs))


def put(page: Path, begin: str, end: str, text: str) -> None:
    """Write a text into a page between two marks; without them, it is all that there is in the page."""
    block = f"{begin}\n{text}\n{end}"
    before, mark, rest = (page.read_text(encoding="utf-8") if page.exists() else "").partition(begin)
    whole = f"{before}{block}{rest.partition(end)[2]}" if mark else f"# How fast it is\n\n{block}\n"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(whole, encoding="utf-8", newline="\n")


def made_on() -> str:
    """Return when, on which machine and with which versions this was measured."""
    return f"{datetime.now(tz=timezone.utc).date()}, {_machine()}; {_versions()}."


def _markdown(rows: Sequence[Row], runs: int) -> str:
    lines = ["| " + " | ".join(cells) + " |" for cells in [_HEAD, ("---",) * len(_HEAD), *map(_cells, rows)]]
    return "\n".join([f"{made_on()} Medians of up to {runs} rounds.", "", *lines])


def _cells(row: Row) -> tuple[str, ...]:
    value = "" if row.value is None else f"{row.value:.3g}{row.unit}"
    goal = "" if row.goal is None else f"{row.goal:g}{row.unit}"
    met = "" if row.goal is None or row.value is None else ("no" if row.is_missed else "yes")
    connectors = "" if row.connectors is None else f"{row.connectors:,}"
    return row.what, connectors, row.ours, row.against, value, goal, met


def _machine() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text(encoding="utf-8").splitlines() if information.exists() else []
    model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.processor())
    return f"{os.cpu_count()} cores of {model}, {platform.system()} {platform.machine()}"


def _versions() -> str:
    found = [f"CPython {platform.python_version()}", *(f"{name} {version(name)}" for name in ("saxonche", "lxml"))]
    if commands.has_java():
        found.append(run(commands.java_version()).strip().partition(" from")[0])
    if commands.has_xslt3():
        found.append(f"xslt3 {loads(commands.xslt3_version().read_text(encoding='utf-8'))['version']}")
    return ", ".join(found)
