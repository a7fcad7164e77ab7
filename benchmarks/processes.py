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
_LONGEST = 900.0  # seconds: what takes longer hangs
_PATIENCE = 4  # budgets, after which a contestant is ended


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
    """The seconds of several runs in turn, by contestant; of one that is slow, there are fewer."""

    seconds: Mapping[str, list[float]]

    def of(self, name: str) -> float:
        """Return the median of one contestant's runs."""
        return median(self.seconds[name])

    def ratio(self, name: str, *others: str) -> float:
        """Return the median, over the rounds, of one contestant's time by that of the fastest of others.

        A contestant that took no part in a round any more counts with the median of its own.
        """
        rounds = range(max(len(self.seconds[one]) for one in (name, *others)))
        fastest = [min(self._in(round_, one) for one in others) for round_ in rounds]
        return float(median(self._in(round_, name) / other for round_, other in zip(rounds, fastest, strict=True)))

    def _in(self, round_: int, name: str) -> float:
        return self.seconds[name][round_] if round_ < len(self.seconds[name]) else self.of(name)


def run(command: Sequence[str | Path], limit: float = _LONGEST, **environment: str) -> str:
    """Run a command and return what it prints, on stderr if nothing else.

    Args:
        command: The command.
        limit: How many seconds it may take.
        environment: Variables that are set for it.

    Raises:
        Broken: It failed.
        TooSlow: It took longer.
    """
    name = " ".join(map(str, command))
    told = {**os.environ, **environment}
    try:
        done = subprocess.run(
            command, timeout=limit, check=False, capture_output=True, text=True, encoding="utf-8", env=told
        )
    except subprocess.TimeoutExpired:
        raise TooSlow(f"{name}: not done after {limit:.0f} s") from None
    if done.returncode:
        raise Broken(f"{name}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout or done.stderr


def in_turn(contestants: Mapping[str, Contestant], runs: int, budget: float) -> Times:
    """Time commands in turn, A B A B …, so that what else the machine does meets all of them.

    Args:
        contestants: The commands by name.
        runs: How many rounds.
        budget: The seconds for all of them. Each takes part once, and then until its share is spent: one that is slow
            is measured fewer times than the others. What takes four times as long as all may is ended, and counts
            with the time that it had.

    Raises:
        Broken: A command failed.
    """
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    spent = dict.fromkeys(contestants, 0.0)
    for _ in range(runs):
        for name, contestant in contestants.items():
            if spent[name] < budget / len(contestants):
                began = time.perf_counter()
                seconds[name].append(_timed(contestant, _PATIENCE * budget))
                spent[name] += time.perf_counter() - began
    return Times(seconds)


def _timed(contestant: Contestant, limit: float) -> float:
    contestant.prepare()
    if sys.platform != "win32":
        os.sync()  # or the disk is still busy with what was written before
    started = time.perf_counter()
    try:
        printed = run(contestant.command, limit)
    except TooSlow:
        return limit
    took = time.perf_counter() - started
    return float(printed) if contestant.prints_seconds else took


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
