"""What all measurements share: where they work, how thoroughly, and what a line of the table says."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import commands
from benchmarks.generate import configuration
from benchmarks.processes import Contestant, Times, in_turn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
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
    """Where and how thoroughly to measure.

    `budget` are the seconds that one measurement may take, by and large; a `fleet` has so many repositories, of which
    so many as `workers` are worked on at a time.
    """

    folder: Path
    sizes: list[int]
    runs: int
    budget: float
    fleet: int
    workers: int

    @property
    def moderate_sizes(self) -> list[int]:
        """The sizes of what takes minutes at the largest one, and tells nothing more there."""
        return [size for size in self.sizes if size < LARGE]

    def conf(self, connectors: int, *, agent_job: bool = False) -> Path:
        """Return the configuration of that size, with an agent-wide job or without one."""
        name = f"{connectors} with agent job" if agent_job else str(connectors)
        return configuration(self.folder / name, connectors, agent_job=agent_job)

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

    @property
    def fleet_folder(self) -> Path:
        """The folder for many repositories, and what is made of them."""
        return self.folder / "fleet"

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


def row(what: str, size: int | None, times: Times, other: str, goal: float | None = None) -> Row:
    """Return the line of what was timed against one other."""
    against = f"{other} {seconds(times.of(other))}"
    return Row(what, size, seconds(times.of("ours")), against, times.ratio("ours", other), goal)


def seconds(number: float) -> str:
    """Return seconds as the table has them."""
    return f"{number:.3f} s" if number < 1 else f"{number:.2f} s"


def milliseconds(number: float) -> str:
    """Return seconds as milliseconds."""
    return f"{1000 * number:.2f} ms"
