"""What is looked at before anything is timed: every mode that is measured, and what other processors make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from benchmarks import commands, correctness
from benchmarks.bench import LARGE, SAMPLE, SLICE, Bench
from benchmarks.changes import changing
from benchmarks.processes import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def faults(bench: Bench) -> Iterator[str]:
    """Yield what is wrong with the results."""
    yield from _of_sample(bench)
    for size in bench.sizes:
        click.echo(f"checking: {size:,} connectors", err=True)
        conf, ours = bench.conf(size), bench.cold("ours")
        run(commands.expand(conf, ours))
        is_moderate = size < LARGE
        found = [*correctness.faults(conf, ours, size), *(_of_java(bench, conf, ours) if is_moderate else ())]
        found += _of_what_is_remembered(bench, conf, ours)
        if is_moderate:
            found += [*_of_workers(bench, conf), *_of_checks(conf), *_of_an_agent(bench, size)]
        yield from (f"{size:,} connectors: {fault}" for fault in found)


def _of_sample(bench: Bench) -> Iterator[str]:
    """Yield what is wrong with the small folder on the other processors."""
    source, ours = bench.folder / "slice.xml", bench.fresh("small")
    source.write_text(run(SLICE), encoding="utf-8")
    run(commands.expand(SAMPLE, ours))
    for name, exists, command in (
        ("java", commands.has_java(), commands.java),
        ("xslt3", commands.has_xslt3(), commands.xslt3),
    ):
        if not exists:
            click.echo(f"{name} is missing: nothing is measured against it", err=True)
            continue
        target = bench.fresh(name)
        target.mkdir()
        run(command(source, target / "result.xml"))
        if correctness.job_texts(target) != correctness.job_texts(ours):
            yield f"the job of {SAMPLE.parent.name} differs from that of {name}"


def _of_java(bench: Bench, conf: Path, ours: Path) -> Iterator[str]:
    if commands.has_java():
        theirs = bench.fresh("java")
        run(commands.java_folder(conf, theirs))
        if correctness.job_texts(theirs) != correctness.job_texts(ours):
            yield "the jobs differ from those of expand-folder.xsl on Java"


def _of_what_is_remembered(bench: Bench, conf: Path, ours: Path) -> Iterator[str]:
    """Yield how the output of runs that remember differs from that of others, as it is and after a change."""
    with changing(conf) as change:
        for what in ("nothing", "one file"):
            run(commands.expand(conf, ours))
            other = bench.fresh("forgetful")
            run(commands.expand(conf, other), UNSCAFFOLD_CACHE="")
            yield from (f"after {what} changed, {one}" for one in correctness.differences(ours, other))
            change()


def _of_an_agent(bench: Bench, size: int) -> Iterator[str]:
    """Yield what is wrong where there is an agent-wide job, too."""
    conf, ours = bench.conf(size, agent_job=True), bench.cold("ours")
    run(commands.expand(conf, ours))
    yield from correctness.faults(conf, ours, size)
    yield from _of_what_is_remembered(bench, conf, ours)


def _of_workers(bench: Bench, conf: Path) -> Iterator[str]:
    one, two = bench.cold("one"), bench.fresh("two")
    for workers, output in (("1", one), ("2", two)):
        run([*commands.expand(conf, output), "--workers", workers], UNSCAFFOLD_CACHE="")
    yield from (f"of one process and of two, {fault}" for fault in correctness.differences(one, two))


def _of_checks(conf: Path) -> Iterator[str]:
    """Yield whether a check that remembers tells something else after a change than one that does not."""
    check = commands.check(conf, "--format", "json")
    run(check)
    with changing(conf) as change:
        change()
        if run(check) != run(check, UNSCAFFOLD_CACHE=""):
            yield "after one file changed, check tells something else than a check that remembers nothing"
