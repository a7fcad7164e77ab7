"""A run of `fleet`, watched from outside: when repositories are done, and the memory of its client alone."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from pathlib import Path
from threading import Thread
from typing import IO, TYPE_CHECKING, NamedTuple

from benchmarks.processes import Broken

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOOK = 0.02  # seconds between two looks at the client's memory


class Watched(NamedTuple):
    """What was seen of a run.

    `seconds` is how long it took; `done` when each repository was done, in seconds from the start; `runs` how long
    the run of each took, in the order of the names; `peak` the most memory that the client had, in megabytes.
    """

    seconds: float
    done: list[float]
    runs: list[float]
    peak: float

    @property
    def between(self) -> float:
        """The seconds between two repositories, by and large."""
        return (self.done[-1] - self.done[0]) / max(1, len(self.done) - 1)

    @property
    def closing(self) -> float:
        """The seconds after the last repository."""
        return self.seconds - self.done[-1]


def watch(command: Sequence[str | Path]) -> Watched:
    """Run `fleet`, with `--format jsonl --log-format json`, and watch it.

    Raises:
        Broken: It failed.
    """
    with tempfile.TemporaryFile() as out:
        started, done, peak = time.perf_counter(), list[float](), 0.0
        with subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE) as process:
            assert process.stderr
            hearing = Thread(target=_hear, args=(process.stderr, done, started))
            hearing.start()
            while process.poll() is None:
                peak = max(peak, _peak_of(process.pid))
                time.sleep(_LOOK)
            seconds = time.perf_counter() - started
            hearing.join()
        if process.returncode or not done:
            raise Broken(f"{' '.join(map(str, command))}: exit code {process.returncode}")
        out.seek(0)
        return Watched(seconds, done, _runs(out), peak)


def _hear(err: IO[bytes], done: list[float], started: float) -> None:
    for line in err:
        if json.loads(line)["event"] == "repository":
            done.append(time.perf_counter() - started)


def _runs(out: IO[bytes]) -> list[float]:
    records = map(json.loads, out)
    return [float(record["seconds"]) for record in records if record["record"] == "repository"]


def _peak_of(process: int) -> float:
    """Return the most megabytes that a process itself has had; 0 if it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1.024 / 1000 for line in lines if line.startswith("VmHWM:")), 0.0)
