"""What a fleet costs besides the work, and a simulation of a run that was measured."""

from __future__ import annotations

import json
import shutil
from statistics import mean
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import commands
from benchmarks.bench import Row, milliseconds, seconds
from benchmarks.cluster import cluster
from benchmarks.fleet import LARGE, emptied, fleet, what
from benchmarks.processes import run
from benchmarks.repositories import CONNECTORS, Made, changed, fetchable, made
from benchmarks.simulation import Costs, simulated
from benchmarks.watched import Watched, watch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.bench import Bench

MEASURED = "measured.json"
_NAME = "check"
_FETCHED = 20  # repositories that are fetched with git
_FLAT, _ERROR = 1.2, 0.1
_TOLD = ("--format", "jsonl", "--log-format", "json")


class Measured(NamedTuple):
    """What a simulation needs, in seconds.

    `runs` is how long the run of each repository took, in the order of the list, with so many `workers`; `seconds`
    what all of it took; `costs` what there is besides; `fetch` what git takes.
    """

    workers: int
    seconds: float
    runs: list[float]
    costs: Costs
    fetch: float

    @property
    def error(self) -> float:
        """By how much a simulation of the run that was measured errs, as a share; below 0 if it is too fast."""
        return simulated(self.runs, self.workers, self.costs).seconds / self.seconds - 1


def costs(bench: Bench) -> Iterator[Row]:
    """Watch runs of a fleet: again, with another client, and of a tenth; keep what was measured in a file."""
    repositories = made(bench.fleet_folder, bench.fleet)
    tenth = repositories[: max(2, len(repositories) // 10)]
    full, number = _watched(bench, repositories, "--fresh"), len(repositories)
    yield from _again(bench, repositories, full)
    small, alone = (_watched(bench, tenth, "--fresh", "--workers", workers) for workers in (str(bench.workers), "1"))
    against = f"{small.peak:.0f} MB for {len(tenth)}"
    flat = _FLAT if number >= LARGE else None
    name = what(_NAME, number, ", peak memory of the client")
    yield Row(name, CONNECTORS, f"{full.peak:.0f} MB", against, full.peak / small.peak, flat)
    measured = Measured(
        bench.workers, full.seconds, full.runs, _costs(bench, repositories, full, alone), _fetch(bench)
    )
    file = bench.fleet_folder / MEASURED
    file.write_text(json.dumps(measured), encoding="utf-8")
    yield from _rows(measured, number)


def _watched(bench: Bench, repositories: Sequence[Made], *flags: str) -> Watched:
    folder = bench.fleet_folder / f"watched {len(repositories)}"
    if "--fresh" in flags:
        emptied(bench, folder)
    return watch(fleet(bench, _NAME, repositories, folder, *_TOLD, *flags))


def _again(bench: Bench, repositories: Sequence[Made], full: Watched) -> Iterator[Row]:
    """Time second runs against the first: with nothing changed, and with a few repositories."""
    number = len(repositories)
    few = repositories[:: max(1, number // max(1, number // 100))]
    for more, some in ((", nothing changed", repositories[:0]), (f", {len(few)} changed", few)):
        with changed(some):
            again = _watched(bench, repositories)
        against = f"all of them {seconds(full.seconds)}"
        ratio = again.seconds / full.seconds
        yield Row(what(_NAME, number, more), CONNECTORS, seconds(again.seconds), against, ratio)


def _costs(bench: Bench, repositories: Sequence[Made], full: Watched, alone: Watched) -> Costs:
    """Return what there is besides the work: none of it is taken from the run that is simulated, but the end."""
    around = max(0.0, alone.between - mean(alone.runs[1:]))
    closing = max(0.0, (full.closing - alone.closing) / max(1, len(full.runs) - len(alone.runs)))
    end = max(0.0, alone.closing - closing * len(alone.runs))
    start = max(0.0, alone.done[0] - alone.runs[0] - around) + end
    task, both = _of_the_client(bench, repositories)
    return Costs(start, task, max(0.0, both - task), closing, around)


def _of_the_client(bench: Bench, repositories: Sequence[Made]) -> tuple[float, float]:
    """Return the client's seconds for a repository that is unchanged, and for one that is not, on a cluster."""
    results = bench.fleet_folder / f"watched {len(repositories)}" / "results" / _NAME
    folder, found = bench.fleet_folder / "replayed", []
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(results, folder / "results" / _NAME)
    with cluster(bench.fleet_folder / "cluster", bench.workers) as address:
        for outcomes, flags in (("", ()), (results, ("--fresh",))):
            command = fleet(bench, _NAME, repositories, folder, "--scheduler", address, *_TOLD, *flags)
            found.append(watch(commands.replayed(outcomes, command)).between)
    return found[0], found[1]


def _fetch(bench: Bench) -> float:
    """Return the seconds for a fetch of git's; 0 where there is none."""
    if not commands.has_git():
        return 0.0
    some = made(bench.fleet_folder, min(_FETCHED, bench.fleet))
    return float(run(commands.fetch(fetchable(bench.fleet_folder / "git", some))))


def _rows(measured: Measured, number: int) -> Iterator[Row]:
    """Yield what was measured for a simulation."""
    run_of = f"a run {milliseconds(mean(measured.runs))}"
    ways = {
        "what its client does for one": measured.costs.task + measured.costs.result + measured.costs.closing,
        "what a worker does around a run": measured.costs.around,
        "a fetch of git's": measured.fetch,
    }
    for more, took in ways.items():
        yield Row(
            what(_NAME, number, f", {more}"), CONNECTORS, milliseconds(took), run_of, took / mean(measured.runs)
        )
    told = f"simulated {seconds(measured.seconds * (1 + measured.error))}"
    goal = _ERROR if number >= LARGE else None
    yield Row(
        what(_NAME, number, ", error of the simulation"),
        CONNECTORS,
        seconds(measured.seconds),
        told,
        abs(measured.error),
        goal,
    )
