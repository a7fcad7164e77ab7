"""`fleet` against the same work in plain processes."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from benchmarks import commands, correctness
from benchmarks.bench import PAST, Row, milliseconds, row
from benchmarks.plain import Line, write_lines
from benchmarks.processes import Broken, Contestant, in_turn, run
from benchmarks.repositories import CONNECTORS, Made, made, write_list
from unscaffold.fleets import Command

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.bench import Bench

FLAGS = {"check": ("--fail-on", "never"), "expand": ()}
LARGE = 1_000  # repositories, from which on there are goals: below, it is the start that counts
_SAMPLE = 50  # repositories that have a process each
_PACE = 0.5  # seconds of the budget for each repository
_GOAL = 1.15
_WRITTEN = ("results", "outputs", "printed")


def against_plain(bench: Bench) -> Iterator[Row]:
    """Time a fleet against as many processes that share the work, and against one for each repository."""
    folder, repositories = bench.fleet_folder, made(bench.fleet_folder, bench.fleet)
    for name in FLAGS:
        ours, plain = folder / f"ours {name}", folder / f"plain {name}"
        contestants = {
            "ours": Contestant(fleet(bench, name, repositories, ours, "--quiet"), partial(emptied, bench, ours)),
            "plain processes": Contestant(_plain(bench, name, repositories, plain), partial(emptied, bench, plain)),
        }
        times = in_turn(contestants, bench.runs, max(bench.budget, _PACE * len(repositories)))
        if found := [*_differences(bench, name, repositories, ours, plain)]:
            raise Broken("\n".join(found))
        goal = _GOAL if len(repositories) >= LARGE else None
        yield row(what(name, len(repositories)), CONNECTORS, times, "plain processes", goal)
        yield _against_fresh(bench, name, repositories, times.of("ours") / len(repositories))


def what(name: str, number: int, more: str = "") -> str:
    """Return what is measured, for the table."""
    return f"fleet, {name} of {number:,} repositories{more}"


def fleet(
    bench: Bench, name: str, repositories: Sequence[Made], folder: Path, *flags: str | Path
) -> commands.Command:
    """Return the run of a command over repositories, whose list, results and outputs are in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    outputs = folder / "outputs" if name == "expand" else None
    listed = write_list(folder / f"{len(repositories)}.csv", repositories, outputs)
    workers = () if "--scheduler" in flags else ("--workers", str(bench.workers))
    where = ("--results", folder / "results")
    return commands.unscaffold("fleet", listed, *where, *workers, *flags, name, *FLAGS[name])


def _plain(
    bench: Bench, name: str, repositories: Sequence[Made], folder: Path, way: str = "shared"
) -> commands.Command:
    """Return the same in plain processes, which print into files."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for one in repositories:
        more = ("--output", str(folder / "outputs" / one.name)) if name == "expand" else ()
        line = Command(name, FLAGS[name]).line(str(one.conf), *more)
        lines.append(Line(line, str(folder / "printed" / one.name)))
    return commands.plain(way, write_lines(folder / f"{len(repositories)}.jsonl", lines), bench.workers)


def emptied(bench: Bench, folder: Path) -> None:
    """Have new folders for what is written; what was written before is put aside, as `Bench.fresh` does it."""
    past = bench.folder / PAST
    past.mkdir(exist_ok=True)
    for name in _WRITTEN:
        if (folder / name).exists():
            (folder / name).rename(past / f"{len(list(past.iterdir()))} {name}")
        (folder / name).mkdir(parents=True)


def _against_fresh(bench: Bench, name: str, repositories: Sequence[Made], ours: float) -> Row:
    sample = repositories[:: max(1, len(repositories) // _SAMPLE)][:_SAMPLE]
    folder = bench.fleet_folder / f"fresh {name}"
    fresh = Contestant(_plain(bench, name, sample, folder, "fresh"), partial(emptied, bench, folder))
    theirs = in_turn({"fresh": fresh}, 1, max(bench.budget, 2 * len(sample))).of("fresh") / len(sample)
    against = f"a process for each {milliseconds(theirs)}"
    return Row(what(name, len(repositories), ", for one"), CONNECTORS, milliseconds(ours), against, ours / theirs)


def _differences(bench: Bench, name: str, repositories: Sequence[Made], ours: Path, plain: Path) -> Iterator[str]:
    """Yield where a fleet makes something else than plain processes do."""
    if name == "expand":
        for one in repositories:
            found = correctness.differences(ours / "outputs" / one.name, plain / "outputs" / one.name)
            yield from (f"{one.name}: {fault}" for fault in found)
        return
    again = fleet(bench, name, repositories, ours, "--quiet", "--format", "jsonl")
    told = [json.loads(line) for line in run(again).splitlines()]
    documents: dict[str, Any] = {record["name"]: record["document"] for record in told if "name" in record}
    for one in repositories:
        text = (plain / "printed" / one.name).read_text("utf-8").replace(str(one.conf), one.name)
        if documents.get(one.name) != json.loads(text):
            yield f"{one.name}: another document of {name}"
