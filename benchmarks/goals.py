"""The measurements, each with its goal, as ratios in one run."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import commands
from benchmarks.generate import configuration
from benchmarks.processes import Broken, Contestant, Times, TooSlow, in_turn, peak_memory, run
from benchmarks.rights import RULES, rights, rules_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

SMALL, MEDIUM, LARGE = 100, 1_000, 10_000
PAST = "past"
SAMPLE = commands.ROOT / "samples" / "microsoft-entra-id" / "Conf"
SLICE = commands.unscaffold("slice", SAMPLE, "MicrosoftEntraID/MicrosoftEntraID Jobs.xml:4")


class Row(NamedTuple):
    """One line of the table: `value` is held against `goal`, both in `unit` (none for a ratio)."""

    what: str
    connectors: int | None
    ours: str
    against: str
    value: float | None
    goal: float | None = None
    unit: str = ""

    @property
    def is_missed(self) -> bool:
        """Whether there is a goal, and the value is above it."""
        return self.value is not None and self.goal is not None and self.value > self.goal


@dataclass(frozen=True)
class Bench:
    """Where and how thoroughly to measure: `budget` are the seconds after which no further round begins."""

    folder: Path
    sizes: list[int]
    runs: int
    budget: float

    def conf(self, connectors: int) -> Path:
        """Return the configuration of that size; the two smaller have an agent-wide job."""
        return configuration(self.folder / str(connectors), connectors, agent_job=connectors < LARGE)

    def fresh(self, name: str) -> Path:
        """Return a folder that is not there.

        What was there is put aside: for a minute after many files were deleted, some file systems (ext4) take ten
        times as long to make new ones, and it would be that which is measured.
        """
        path, past = self.folder / name, self.folder / PAST
        if path.exists():
            past.mkdir(exist_ok=True)
            path.rename(past / f"{name} {len(list(past.iterdir()))}")
        return path

    @property
    def cache(self) -> Path:
        """The folder for what unscaffold remembers."""
        return self.folder / "cache"

    def cold(self, name: str) -> Path:
        """Return a folder that is not there, and let unscaffold remember nothing."""
        shutil.rmtree(self.cache, ignore_errors=True)
        return self.fresh(name)

    def expanding(self, conf: Path, name: str) -> Contestant:
        """Return the expansion of a folder into a new one by an unscaffold that remembers nothing."""
        return Contestant(commands.expand(conf, self.folder / name), partial(self.cold, name))

    def writing(self, command: Callable[[Path], commands.Command], name: str) -> Contestant:
        """Return a contestant that writes a folder anew each time."""
        return Contestant(command(self.folder / name), partial(self.fresh, name))

    def race(self, contestants: Mapping[str, Contestant]) -> Times:
        """Time contestants in turn."""
        return in_turn(contestants, self.runs, self.budget)

    def against_floor(self, conf: Path, ours: Contestant) -> Times:
        """Time something against reading and writing the folder."""
        return self.race({"ours": ours, "floor": self.writing(partial(commands.floor, conf), "floor")})


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
    against = ", ".join(f"{name} {_seconds(times.of(name))}" for name in others)
    ratio = times.ratio("ours", *others) if others else None
    yield Row("one small folder, cold", None, _seconds(times.of("ours")), against, ratio, 0.25)


def full(bench: Bench) -> Iterator[Row]:
    """Time a full expansion against the floor."""
    for size in bench.sizes:
        conf = bench.conf(size)
        times = bench.against_floor(conf, bench.expanding(conf, "ours"))
        yield _row("everything", size, times, "floor", 1.5 if size >= MEDIUM else None)


def java(bench: Bench) -> Iterator[Row]:
    """Time a full expansion against the same stylesheets on Java."""
    if not (commands.has_java() and commands.EXPAND_FOLDER.exists()):
        return
    for size in bench.sizes:
        conf = bench.conf(size)
        ours = bench.expanding(conf, "ours")
        other = bench.writing(partial(commands.java_folder, conf), "java")
        try:
            yield _row(
                "everything", size, bench.race({"ours": ours, "Saxon-HE on Java": other}), "Saxon-HE on Java", 1
            )
        except TooSlow as slow:
            seconds = bench.race({"ours": ours}).of("ours")
            against = f"Saxon-HE on Java {slow}"
            yield Row("everything", size, _seconds(seconds), against, seconds / bench.budget, 1)


def again(bench: Bench) -> Iterator[Row]:
    """Time a second run against the floor, with nothing changed, and with one file changed."""
    for size in bench.sizes:
        conf, output = bench.conf(size), bench.cold("again")
        run(commands.expand(conf, output))
        command = commands.expand(conf, output)
        yield _row("nothing changed", size, bench.against_floor(conf, Contestant(command)), "floor", 0.25)
        file = conf / "App00007" / "App00007 Connector.xml"
        original = file.read_bytes()
        try:
            changing = Contestant(command, partial(_change, file))
            yield _row("one file changed", size, bench.against_floor(conf, changing), "floor", 0.5)
        finally:
            file.write_bytes(original)


def _change(file: Path) -> None:
    """Give a connector another display name, which its jobs show."""
    data = file.read_bytes()
    old, new = (b' (fr)"', b' (FR)"') if b' (fr)"' in data else (b' (FR)"', b' (fr)"')
    file.write_bytes(data.replace(old, new))


def comparing(bench: Bench) -> Iterator[Row]:
    """Time the comparison with a commit against the expansion of the same change, both with what is remembered."""
    for size in bench.sizes if commands.has_git() else ():
        conf, output = bench.conf(size), bench.cold("again")
        for arguments in (("init", "-q"), ("add", "Conf"), ("commit", "-q", "--allow-empty", "-m", "as it is")):
            run(commands.git(conf.parent, *arguments))  # around it: the floor reads all that is in it
        run(commands.expand(conf, output))
        file = conf / "App00007" / "App00007 Connector.xml"
        original = file.read_bytes()
        changing = partial(_change_what_was_expanded, file, original, commands.expand(conf, output))
        contestants = {"ours": commands.diff(conf), "expansion": commands.expand(conf, output)}
        try:
            times = bench.race({name: Contestant(command, changing) for name, command in contestants.items()})
        finally:
            file.write_bytes(original)
        yield _row("diff of one file changed", size, times, "expansion", 1.3 if size == MEDIUM else None)


def _change_what_was_expanded(file: Path, original: bytes, expand: commands.Command) -> None:
    """Expand a folder as it was, and change a file of it."""
    file.write_bytes(original)
    run(expand)
    _change(file)


def checking(bench: Bench) -> Iterator[Row]:
    """Time a check with all rules against the expansion into memory that it begins with."""
    for size in bench.sizes:
        conf = bench.conf(size)
        expanding = Contestant(commands.expand_in_memory(conf), partial(bench.cold, "ours"))
        times = bench.race({"ours": Contestant(commands.unscaffold("check", conf)), "in memory": expanding})
        yield _row("check", size, times, "in memory", 2 if size == SMALL else None)


def explaining(bench: Bench) -> Iterator[Row]:
    """Time the explanation of one job against the expansion of all of them."""
    for size in bench.sizes:
        conf = bench.conf(size)
        ours = Contestant(commands.unscaffold("explain", conf, "App00007_Synchronize_Incremental", "--all"))
        times = bench.race({"ours": ours, "everything": bench.expanding(conf, "ours")})
        yield _row("explain one job", size, times, "everything", 1.3 if size == SMALL else None)


def growth(bench: Bench) -> Iterator[Row]:
    """Time a connector at the largest size against the medium one, neither with an agent-wide job."""
    if not {MEDIUM, LARGE} <= set(bench.sizes):
        return
    contestants = {}
    for size in (MEDIUM, LARGE):
        conf = configuration(bench.folder / f"{size} without agent job", size, agent_job=False)
        contestants[str(size)] = bench.expanding(conf, f"ours {size}")
    times = bench.race(contestants)
    ours, other = (f"{1000 * times.of(str(size)) / size:.2f} ms" for size in (LARGE, MEDIUM))
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
    ours, other = (_seconds(times.of(str(size))) for size in (MEDIUM, SMALL))
    yield Row("agent-wide job", MEDIUM, ours, f"{other} at {SMALL:,}", times.ratio(str(MEDIUM), str(SMALL)), 12)


def memory(bench: Bench) -> Iterator[Row]:
    """Measure the peak memory of the whole process tree."""
    for size in bench.sizes:
        peak = peak_memory(commands.expand(bench.conf(size), bench.cold("ours")))
        yield Row("peak memory", size, f"{peak:.0f} MB", "", peak, 400 if size == LARGE else None, " MB")


def granting(bench: Bench) -> Iterator[Row]:
    """Time, and measure the memory of, 500 scaffoldings of access rights against as many rules from a list."""
    conf, output = rights(bench.folder / "rights"), bench.cold("ours")
    peak = peak_memory(commands.expand(conf, output))
    if rules_in(output) != RULES:
        raise Broken(f"{rules_in(output)} access control rules, and not {RULES}")
    ours, file = bench.expanding(conf, "ours"), bench.folder / "floor.xml"
    times = bench.race({"ours": ours, "lxml": Contestant(commands.rights_floor(file, RULES))})
    yield _row("500 access scaffoldings", None, times, "lxml", 4)
    yield Row("peak memory", None, f"{peak:.0f} MB", "", peak, 400, " MB")
    showing = Contestant(commands.unscaffold("rights", conf, "--format", "csv", "--quiet"))
    times = bench.race({"ours": showing, "in memory": Contestant(commands.expand_in_memory(conf))})
    yield _row("rights of 50 profiles", None, times, "in memory", None)


def start(bench: Bench) -> Iterator[Row]:
    """Time the help."""
    seconds = bench.race({"ours": Contestant(commands.unscaffold("--help"))}).of("ours")
    yield Row("--help", None, _seconds(seconds), "", seconds, 0.15, " s")


MEASUREMENTS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "cold": cold,
    "full": full,
    "java": java,
    "again": again,
    "checking": checking,
    "comparing": comparing,
    "explaining": explaining,
    "growth": growth,
    "agent": agent,
    "memory": memory,
    "granting": granting,
    "start": start,
}


def _row(what: str, size: int | None, times: Times, other: str, goal: float | None) -> Row:
    against = f"{other} {_seconds(times.of(other))}"
    return Row(what, size, _seconds(times.of("ours")), against, times.ratio("ours", other), goal)


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f} s" if seconds < 1 else f"{seconds:.2f} s"
