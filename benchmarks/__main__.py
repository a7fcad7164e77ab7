"""`python -m benchmarks`: generate, check, measure, show."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

import click

from benchmarks import commands, correctness, report
from benchmarks.goals import LARGE, MEASUREMENTS, MEDIUM, PAST, SAMPLE, SLICE, SMALL, Bench, Row
from benchmarks.processes import TooSlow, run


def _sizes(_context: click.Context, _parameter: click.Parameter, value: str) -> list[int]:
    try:
        return sorted({int(size) for size in value.split(",")})
    except ValueError:
        raise click.BadParameter("say numbers with commas between them") from None


@click.command()
@click.option("--sizes", default=f"{SMALL},{MEDIUM},{LARGE}", show_default=True, callback=_sizes, help="Connectors.")
@click.option("--runs", default=5, show_default=True, type=click.IntRange(1), help="Rounds of each measurement.")
@click.option("--budget", default=120.0, show_default=True, help="Seconds after which no further round begins.")
@click.option("--only", multiple=True, type=click.Choice(list(MEASUREMENTS)), help="May be repeated.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where to work, and leave what was generated.")
@click.option("--markdown", type=click.Path(path_type=Path), help="Also write the table into this page.")
@click.option("--insist", is_flag=True, help="Exit with 1 if a goal is missed.")
def main(
    sizes: list[int],
    runs: int,
    budget: float,
    only: tuple[str, ...],
    folder: Path | None,
    markdown: Path | None,
    insist: bool,
) -> None:
    """Say how fast unscaffold is; exits with 1 if its results are wrong."""
    with nullcontext(folder) if folder else tempfile.TemporaryDirectory() as place:
        bench = Bench(Path(place).resolve(), sizes, runs, budget)
        bench.folder.mkdir(parents=True, exist_ok=True)
        os.environ["UNSCAFFOLD_CACHE"] = str(bench.cache)
        _check(bench)
        rows: list[Row] = []
        for name in only or MEASUREMENTS:
            click.echo(f"measuring: {name}", err=True)
            rows += MEASUREMENTS[name](bench)
        shutil.rmtree(bench.folder / PAST, ignore_errors=True)
    click.echo(report.table(rows))
    if markdown:
        report.write_page(markdown, rows, runs)
    sys.exit(1 if insist and any(row.is_missed for row in rows) else 0)


def _check(bench: Bench) -> None:
    """Exit if a result is wrong."""
    found = _faults_of_sample(bench)
    for size in bench.sizes:
        click.echo(f"checking: {size:,} connectors", err=True)
        conf, ours = bench.conf(size), bench.fresh("ours")
        run(commands.expand(conf, ours))
        found += [f"{size:,} connectors: {fault}" for fault in correctness.faults(conf, ours, size)]
        if commands.has_java() and commands.EXPAND_FOLDER.exists():
            found += _faults_of_java(bench, conf, ours)
    if found:
        sys.exit("\n".join(found))


def _faults_of_sample(bench: Bench) -> list[str]:
    """Return what is wrong with the small folder on the other processors."""
    source, ours = bench.folder / "slice.xml", bench.fresh("small")
    source.write_text(run(SLICE), encoding="utf-8")
    run(commands.expand(SAMPLE, ours))
    found = []
    for name, exists, command in (
        ("java", commands.has_java(), commands.java),
        ("xslt3", commands.has_xslt3(), commands.xslt3),
    ):
        target = bench.fresh(name)
        if exists:
            target.mkdir()
            run(command(source, target / "result.xml"))
        else:
            click.echo(f"{name} is missing: nothing is measured against it", err=True)
        if exists and correctness.job_texts(target) != correctness.job_texts(ours):
            found.append(f"the job of {SAMPLE.parent.name} differs from that of {name}")
    return found


def _faults_of_java(bench: Bench, conf: Path, ours: Path) -> list[str]:
    theirs = bench.fresh("java")
    try:
        run(commands.java_folder(conf, theirs), bench.budget)
    except TooSlow as slow:
        click.echo(f"expand-folder.xsl on Java: {slow}; not compared", err=True)
        return []
    same = correctness.job_texts(theirs) == correctness.job_texts(ours)
    return [] if same else [f"{conf}: the jobs differ from those of expand-folder.xsl on Java"]


if __name__ == "__main__":
    main()
