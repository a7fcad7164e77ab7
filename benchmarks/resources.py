"""Measurements of memory, of access rights, and of the start."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from benchmarks import commands
from benchmarks.bench import LARGE, Bench, Row, row
from benchmarks.changes import changing
from benchmarks.processes import Broken, Contestant, peak_memory
from benchmarks.rights import RULES, rights, rules_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEGABYTES = 400.0


def memory(bench: Bench) -> Iterator[Row]:
    """Measure the peak memory of the whole process tree; at the largest size, in every mode."""
    for size in bench.sizes:
        command = commands.expand(bench.conf(size), bench.cold("ours"))
        yield _peak("everything", size, command)
        if size == bench.sizes[-1]:
            yield from _peaks_of_modes(bench, size, command)


def _peaks_of_modes(bench: Bench, size: int, again: commands.Command) -> Iterator[Row]:
    conf = bench.conf(size)
    yield _peak("nothing changed", size, again)
    with changing(conf) as change:
        change()
        yield _peak("one file changed", size, again)
    for workers in ("1", "2"):
        command = commands.expand(conf, bench.cold("ours"))
        yield _peak(f"--workers {workers}", size, [*command, "--workers", workers])
    yield _peak("check", size, commands.check(conf))


def _peak(mode: str, size: int | None, command: commands.Command) -> Row:
    peak = peak_memory(command)
    has_goal = size is None or size >= LARGE
    return Row(f"peak memory, {mode}", size, f"{peak:.0f} MB", "", peak, _MEGABYTES if has_goal else None, " MB")


def granting(bench: Bench) -> Iterator[Row]:
    """Time, and measure the memory of, 500 scaffoldings of access rights against as many rules from a list."""
    conf, output = rights(bench.folder / "rights"), bench.cold("ours")
    peak = _peak("500 access scaffoldings", None, commands.expand(conf, output))
    if rules_in(output) != RULES:
        raise Broken(f"{rules_in(output)} access control rules, and not {RULES}")
    ours, file = bench.expanding(conf, "ours"), bench.folder / "floor.xml"
    times = bench.race({"ours": ours, "lxml": Contestant(commands.rights_floor(file, RULES))})
    yield row("500 access scaffoldings", None, times, "lxml", 4)
    yield peak
    cold = partial(bench.cold, "ours")
    showing = Contestant(commands.unscaffold("rights", conf, "--format", "csv", "--quiet"), cold)
    times = bench.race({"ours": showing, "in memory": Contestant(commands.expand_in_memory(conf), cold)})
    yield row("rights of 50 profiles", None, times, "in memory")


def start(bench: Bench) -> Iterator[Row]:
    """Time the help against a Python that does nothing."""
    help_ = Contestant(commands.unscaffold("--help"))
    times = bench.race({"ours": help_, "an empty Python": Contestant([sys.executable, "-c", ""])})
    yield row("--help", None, times, "an empty Python", 3.5)
