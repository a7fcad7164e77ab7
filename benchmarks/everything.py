"""Measurements of runs that do all there is to do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks import commands
from benchmarks.bench import LARGE, MEDIUM, SAMPLE, SLICE, SMALL, Bench, Row, milliseconds, row, seconds
from benchmarks.generate import configuration
from benchmarks.processes import Contestant, run

if TYPE_CHECKING:
    from collections.abc import Iterator

_AGAINST_FLOOR = {MEDIUM: 3.3, LARGE: 2.8}
_AGAINST_JAVA = {SMALL: 0.2, MEDIUM: 1.0, LARGE: 1.0}


def cold(bench: Bench) -> Iterator[Row]:
    """Time one small folder against other processors on the same scaffolding, all from cold."""
    source = bench.folder / "slice.xml"
    source.write_text(run(SLICE), encoding="utf-8")
    others = {}
    if commands.has_java():
        others["Saxon-HE on Java"] = Contestant(commands.java(source, bench.folder / "java.xml"))
    if commands.has_xslt3():
        others["xslt3"] = Contestant(commands.xslt3(source, bench.folder / "xslt3.xml"))
    times = bench.race({"ours": bench.expanding(SAMPLE, "small"), **others})
    against = ", ".join(f"{name} {seconds(times.of(name))}" for name in others)
    ratio = times.ratio("ours", *others) if others else None
    yield Row("one small folder, cold", None, seconds(times.of("ours")), against, ratio, 0.17)


def full(bench: Bench) -> Iterator[Row]:
    """Time a full expansion against the floor."""
    for size in bench.sizes:
        conf = bench.conf(size)
        times = bench.against_floor(conf, bench.expanding(conf, "ours"))
        yield row("everything", size, times, "floor", _AGAINST_FLOOR.get(size))


def java(bench: Bench) -> Iterator[Row]:
    """Time a full expansion against the same stylesheets on Java."""
    for size in bench.sizes if commands.has_java() else ():
        conf = bench.conf(size)
        other = bench.writing(partial(commands.java_folder, conf), "java")
        times = bench.race({"ours": bench.expanding(conf, "ours"), "Saxon-HE on Java": other})
        yield row("everything", size, times, "Saxon-HE on Java", _AGAINST_JAVA.get(size))


def growth(bench: Bench) -> Iterator[Row]:
    """Time a connector at the largest size against the medium one, neither with an agent-wide job."""
    if not {MEDIUM, LARGE} <= set(bench.sizes):
        return
    contestants = {}
    for size in (MEDIUM, LARGE):
        conf = bench.conf(size)
        contestants[str(size)] = bench.expanding(conf, f"ours {size}")
    times = bench.race(contestants)
    ours, other = (milliseconds(times.of(str(size)) / size) for size in (LARGE, MEDIUM))
    ratio = times.ratio(str(LARGE), str(MEDIUM)) * MEDIUM / LARGE
    yield Row("time per connector", LARGE, ours, f"{other} at {MEDIUM:,}", ratio, 1.2)


def agent(bench: Bench) -> Iterator[Row]:
    """Time the agent-wide job alone at the medium size against the small one, in a warm process."""
    if not {SMALL, MEDIUM} <= set(bench.sizes):
        return
    contestants = {}
    for size in (SMALL, MEDIUM):
        conf = configuration(bench.folder / f"{size} with agent job alone", size, connector_jobs=False)
        source = bench.folder / f"agent {size}.xml"
        source.write_text(run(commands.unscaffold("slice", conf)), encoding="utf-8")
        contestants[str(size)] = Contestant(commands.warm(source), prints_seconds=True)
    times = bench.race(contestants)
    ours, other = (seconds(times.of(str(size))) for size in (MEDIUM, SMALL))
    yield Row("agent-wide job", MEDIUM, ours, f"{other} at {SMALL:,}", times.ratio(str(MEDIUM), str(SMALL)), 12)


def saxon(bench: Bench) -> Iterator[Row]:
    """Take Saxon's CPU time for a job of nine tasks against that for the same text, written by one template."""
    size = MEDIUM if MEDIUM in bench.sizes else bench.sizes[-1]
    conf = bench.conf(size)
    ways = {"ours": "stylesheets", "literal": "literal"}
    times = bench.race(
        {name: Contestant(commands.saxon(conf, way), prints_seconds=True) for name, way in ways.items()}
    )
    ours, other = (milliseconds(times.of(name)) for name in ways)
    yield Row("Saxon, for a job", size, ours, f"literal {other}", times.ratio("ours", "literal"), 6.5)
