"""Commands, run and measured from outside: their time in turn with others, and their memory with all children."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_SAMPLE = 0.02  # seconds between two looks at a process's memory


class Broken(Exception):  # noqa: N818 - it is what became of a command
    """A command failed."""


class TooSlow(Broken):
    """A command took longer than it may."""


class Contestant(NamedTuple):
    """A command; what puts its world in order before each run, not timed; whether it prints its own seconds."""

    command: Sequence[str | Path]
    prepare: Callable[[], object] = lambda: None
    prints_seconds: bool = False


class Times(NamedTuple):
    """The seconds of several runs in turn, by contestant."""

    seconds: Mapping[str, list[float]]

    def of(self, name: str) -> float:
        """Return the median of one contestant's runs."""
        return median(self.seconds[name])

    def ratio(self, name: str, *others: str) -> float:
        """Return the median, over the rounds, of one contestant's time by that of the fastest of others."""
        fastest: list[float] = [min(times) for times in zip(*(self.seconds[o] for o in others), strict=True)]
        return float(median(own / other for own, other in zip(self.seconds[name], fastest, strict=True)))


def run(command: Sequence[str | Path], limit: float | None = None) -> str:
    """Run a command and return what it prints, on stderr if nothing else.

    Args:
        command: The command.
        limit: How many seconds it may take.

    Raises:
        Broken: It failed.
        TooSlow: It took longer.
    """
    try:
        done = subprocess.run(command, timeout=limit, check=True, capture_output=True, text=True, encoding="utf-8")
    except subprocess.TimeoutExpired:
        raise TooSlow(f"not done after {limit:.0f} s") from None
    except subprocess.CalledProcessError as error:
        raise Broken(f"{' '.join(map(str, command))}: exit code {error.returncode}\n{error.stderr}") from None
    return done.stdout or done.stderr


def in_turn(contestants: Mapping[str, Contestant], runs: int, budget: float) -> Times:
    """Time commands in turn, A B A B …, so that what else the machine does meets all of them.

    Args:
        contestants: The commands by name.
        runs: How many rounds.
        budget: No round begins after so many seconds, but the first; and no command may take longer.

    Raises:
        Broken: A command failed.
        TooSlow: It took longer than the budget.
    """
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    began = time.perf_counter()
    for number in range(runs):
        if number and time.perf_counter() - began > budget:
            break
        for name, contestant in contestants.items():
            contestant.prepare()
            if sys.platform != "win32":
                os.sync()  # or the disk is still busy with what was written before
            started = time.perf_counter()
            printed = run(contestant.command, budget)
            took = time.perf_counter() - started
            seconds[name].append(float(printed) if contestant.prints_seconds else took)
    return Times(seconds)


def peak_memory(command: Sequence[str | Path]) -> float:
    """Return the megabytes a command and all its descendants held at most, each shared page counted once.

    Raises:
        Broken: It failed.
    """
    peak = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(_proportional, _tree(process.pid))))
            time.sleep(_SAMPLE)
    if process.returncode:
        raise Broken(f"{' '.join(map(str, command))}: exit code {process.returncode}")
    return peak / 1000


def _tree(root: int) -> list[int]:
    found = [root]
    for process in found:
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:  # it has ended
                continue
    return found


def _proportional(process: int) -> float:
    """Return a process's proportional set size in kilobytes; 0 if it has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1.024 for line in lines if line.startswith("Pss:")), 0)
