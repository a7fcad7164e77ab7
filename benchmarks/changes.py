"""Measurements of runs on what was expanded before, with nothing or with one file changed, and of what only looks."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from benchmarks import commands
from benchmarks.bench import LARGE, MEDIUM, SMALL, Bench, Row, row
from benchmarks.generate import configuration
from benchmarks.processes import Contestant, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_NOTHING_CHANGED = {MEDIUM: 0.4, LARGE: 0.25}
_ONE_CHANGED = {MEDIUM: 0.9, LARGE: 0.35}
_NUMBERS = count()


def again(bench: Bench) -> Iterator[Row]:
    """Time a second run against the floor, with nothing changed, and with one file changed."""
    for size in bench.sizes:
        conf, output = bench.conf(size), bench.cold("again")
        command = commands.expand(conf, output)
        run(command)
        times = bench.against_floor(conf, Contestant(command))
        yield row("nothing changed", size, times, "floor", _NOTHING_CHANGED.get(size))
        yield _one_changed(bench, "one file changed", conf, size, _ONE_CHANGED.get(size))
    for size in bench.moderate_sizes:
        conf = bench.conf(size, agent_job=True)
        yield _one_changed(bench, "one file changed, on which an agent-wide job depends", conf, size, None)


def _one_changed(bench: Bench, what: str, conf: Path, size: int, goal: float | None) -> Row:
    command = commands.expand(conf, bench.cold("again"))
    run(command)
    with changing(conf) as change:
        times = bench.against_floor(conf, Contestant(command, change))
    return row(what, size, times, "floor", goal)


@contextmanager
def changing(conf: Path) -> Iterator[Callable[[], None]]:
    """Give what changes a file each time it is called; the file is as it was in the end."""
    file = conf / "App00007" / "App00007 Connector.xml"
    original = file.read_bytes()
    try:
        yield partial(_change, file, original)
    finally:
        file.write_bytes(original)


def _change(file: Path, original: bytes) -> None:
    """Give a connector a display name that it never had: what is made with one that it had is remembered."""
    file.write_bytes(original.replace(b' (fr)"', b' (%d)"' % next(_NUMBERS)))


def checking(bench: Bench) -> Iterator[Row]:
    """Time a check with all rules against the expansion into memory that it begins with, and further checks."""
    for size in bench.moderate_sizes:
        conf = bench.conf(size)
        check = commands.check(conf)
        expanding = Contestant(commands.expand_in_memory(conf), partial(bench.cold, "ours"))
        times = bench.race({"ours": Contestant(check, partial(bench.cold, "ours")), "in memory": expanding})
        yield row("check", size, times, "in memory", 2 if size == SMALL else None)
        yield from _checks_again(bench, size)


def _checks_again(bench: Bench, size: int) -> Iterator[Row]:
    """Time a check after a change, and one after none, against a run that finds nothing to do.

    That and the check after none are on another folder that is the same.
    """
    conf, output = bench.conf(size), bench.cold("again")
    same = configuration(bench.folder / f"{size} again", size, agent_job=False)
    check, idle, nothing = commands.check(conf), commands.check(same), commands.expand(same, output)
    for command in (check, idle, nothing):
        run(command)
    with changing(conf) as change:
        times = bench.race({"ours": Contestant(check, change), "nothing changed": Contestant(nothing)})
    yield row("check, one file changed", size, times, "nothing changed", 2.5 if size == SMALL else None)
    times = bench.race({"ours": Contestant(idle), "nothing changed": Contestant(nothing)})
    yield row("check, nothing changed", size, times, "nothing changed")


def comparing(bench: Bench) -> Iterator[Row]:
    """Time the comparison with a commit against the expansion of the same change, both with what is remembered."""
    for size in bench.moderate_sizes if commands.has_git() else ():
        conf, output = bench.conf(size), bench.cold("again")
        for arguments in (("init", "-q"), ("add", "Conf"), ("commit", "-q", "--allow-empty", "-m", "as it is")):
            run(commands.git(conf.parent, *arguments))  # around it: the floor reads all that is in it
        expand = commands.expand(conf, output)
        run(expand)
        with changing(conf) as change:
            contestants = {"ours": commands.diff(conf), "expansion": expand}
            anew = partial(_change_what_was_expanded, change, expand)
            times = bench.race({name: Contestant(command, anew) for name, command in contestants.items()})
        yield row("diff of one file changed", size, times, "expansion", 1.3 if size == MEDIUM else None)


def _change_what_was_expanded(change: Callable[[], None], expand: commands.Command) -> None:
    """Expand a folder as it was, and change a file of it."""
    run(expand)
    change()


def explaining(bench: Bench) -> Iterator[Row]:
    """Time the explanation of one job against the expansion of all of them."""
    for size in bench.moderate_sizes:
        conf = bench.conf(size)
        explain = commands.unscaffold("explain", conf, "App00007_Synchronize_Incremental", "--all")
        times = bench.race({"ours": Contestant(explain), "everything": bench.expanding(conf, "ours")})
        yield row("explain one job", size, times, "everything", 1.3 if size == SMALL else None)
