"""`python -m benchmarks.fleet_page FILE`: what a large fleet would take, by the times that a benchmark has left."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING

import click

from benchmarks import report
from benchmarks.fleet_costs import Measured
from benchmarks.simulation import Costs, fetched, limit, resampled, simulated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.simulation import Simulated

_WORKERS = (2, 8, 32, 128, 512)
_MARKS = ("<!-- fleet benchmark -->", "<!-- end of fleet benchmark -->")
_HEAD = ("workers", "hours", "worker-hours", "workers are busy", "client is busy")


def read(file: Path) -> Measured:
    """Return what a benchmark has left in a file."""
    workers, seconds, runs, costs, fetch = json.loads(file.read_text(encoding="utf-8"))
    return Measured(workers, seconds, runs, Costs(*costs), fetch)


def page(measured: Measured, number: int, latency: float) -> str:
    """Return what was measured, and what so many repositories would take, in Markdown.

    Args:
        measured: What was measured.
        number: How many repositories to simulate.
        latency: The seconds to a git server and back.
    """
    seconds = fetched(resampled(measured.runs, number), measured.fetch, latency)
    lines = [*_measured(measured), "", *_simulated(measured, seconds, latency), ""]
    return "\n".join([*lines, *_what_follows(measured, seconds)])


def _measured(measured: Measured) -> Iterator[str]:
    """Yield a table of the times that were measured."""
    costs, centiles = measured.costs, quantiles(measured.runs, n=100, method="inclusive")
    yield f"A check of {len(measured.runs):,} repositories of 20 connectors, {measured.workers} at a time, took:"
    yield ""
    yield from _table(
        ("what", "seconds"),
        [
            (
                "the run of one: median; 95 of 100 less than; the longest",
                _three(centiles[49], centiles[94], measured),
            ),
            ("what a worker does around it", f"{costs.around:.3f}"),
            ("to ask git for a commit, and fetch it, without a network", f"{measured.fetch:.3f}"),
            (
                "the client, for one: to hand it out; to take its result; to go through that in the end",
                f"{costs.task:.4f}; {costs.result:.4f}; {costs.closing:.4f}",
            ),
            ("start and end", f"{costs.start:.1f}"),
            ("all of it", f"{measured.seconds:.1f}"),
        ],
    )


def _three(median: float, most: float, measured: Measured) -> str:
    return f"{median:.3f}; {most:.3f}; {max(measured.runs):.3f}"


def _simulated(measured: Measured, seconds: Sequence[float], latency: float) -> Iterator[str]:
    """Yield a table of what more repositories would take."""
    yield (
        f"{len(seconds):,} such repositories, from git servers that answer in {1000 * latency:.0f} ms, would take,\n"
        "by a simulation with times drawn from those:"
    )
    yield ""
    yield from _table(_HEAD, [_cells(simulated(seconds, workers, measured.costs)) for workers in _WORKERS])


def _cells(one: Simulated) -> tuple[str, ...]:
    hours = one.seconds / 3600
    shares = (f"{100 * share:.0f} %" for share in (one.utilisation, one.client_share))
    return f"{one.workers:,}", f"{hours:.2f}", f"{hours * one.workers:.1f}", *shares


def _what_follows(measured: Measured, seconds: Sequence[float]) -> Iterator[str]:
    way = "longer" if measured.error >= 0 else "shorter"
    yield (
        f"From some {limit(seconds, measured.costs):.0f} workers on, they wait for the client.\n"
        f"The same simulation of the measured run takes {100 * abs(measured.error):.1f} % {way} than that run did."
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield from ("| " + " | ".join(cells) + " |" for cells in (head, ("---",) * len(head), *rows))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.option("--repositories", default=100_000, show_default=True, type=click.IntRange(1), help="How many.")
@click.option("--latency", default=0.03, show_default=True, help="Seconds to a git server and back.")
@click.option("--markdown", type=click.Path(path_type=Path), help="Also write it into this page.")
def main(file: Path, repositories: int, latency: float, markdown: Path | None) -> None:
    """Say what a large fleet would take, by the times in FILE, which `--only fleet-costs` has left."""
    text = page(read(file), repositories, latency)
    click.echo(text)
    if markdown:
        report.put(markdown, *_MARKS, f"{report.made_on()}\n\n{text}")


if __name__ == "__main__":
    main()
