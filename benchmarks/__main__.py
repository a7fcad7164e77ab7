"""`python -m benchmarks`: generate, check, measure, show."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

import click

from benchmarks import report
from benchmarks.bench import LARGE, MEDIUM, PAST, SMALL, Bench, Row
from benchmarks.goals import MEASUREMENTS
from benchmarks.right import faults


def _sizes(_context: click.Context, _parameter: click.Parameter, value: str) -> list[int]:
    try:
        return sorted({int(size) for size in value.split(",")})
    except ValueError:
        raise click.BadParameter("say numbers with commas between them") from None


@click.command()
@click.option("--sizes", default=f"{SMALL},{MEDIUM},{LARGE}", show_default=True, callback=_sizes, help="Connectors.")
@click.option(
    "--runs", default=5, show_default=True, type=click.IntRange(1), help="Rounds of a measurement, at most."
)
@click.option("--budget", default=60.0, show_default=True, help="Seconds for a measurement, by and large.")
@click.option("--fleet", default=1000, show_default=True, type=click.IntRange(2), help="Repositories of a fleet.")
@click.option("--workers", default=os.cpu_count(), type=click.IntRange(1), help="Of a fleet; as many as cores.")
@click.option("--only", multiple=True, type=click.Choice(list(MEASUREMENTS)), help="May be repeated.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where to work, and leave what was generated.")
@click.option("--markdown", type=click.Path(path_type=Path), help="Also write the table into this page.")
@click.option("--insist", is_flag=True, help="Exit with 1 if a goal is missed.")
def main(
    sizes: list[int],
    runs: int,
    budget: float,
    fleet: int,
    workers: int,
    only: tuple[str, ...],
    folder: Path | None,
    markdown: Path | None,
    insist: bool,
) -> None:
    """Say how fast unscaffold is; exits with 1 if its results are wrong."""
    with nullcontext(folder) if folder else tempfile.TemporaryDirectory() as place:
        bench = Bench(Path(place).resolve(), sizes, runs, budget, fleet, workers)
        bench.folder.mkdir(parents=True, exist_ok=True)
        os.environ["UNSCAFFOLD_CACHE"] = str(bench.cache)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's Python keeps what it has compiled
        if found := [*faults(bench)]:
            sys.exit("\n".join(found))
        rows: list[Row] = []
        for name in only or MEASUREMENTS:
            click.echo(f"measuring: {name}", err=True)
            rows += MEASUREMENTS[name](bench)
        shutil.rmtree(bench.folder / PAST, ignore_errors=True)
    click.echo(report.table(rows))
    if markdown:
        report.write_page(markdown, rows, runs)
    sys.exit(1 if insist and any(row.is_missed for row in rows) else 0)


if __name__ == "__main__":
    main()
