"""The runners of this process: each thread that runs a command has one at a time, and they stay warm in between.

On a worker of a cluster they end with the process; what is here for one run only ends them itself.
"""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from unscaffold.running import Ended, Runner

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Pool:
    """Runners, free and lent."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._free: list[Runner] = []
        self._lent: list[Runner] = []
        self._is_closed = False

    def take(self) -> Runner:
        """Return a runner that nobody else has."""
        with self._lock:
            if self._is_closed:
                raise Ended("the run was given up")
            runner = self._free.pop() if self._free else Runner()
            self._lent.append(runner)
        return runner

    def give_back(self, runner: Runner) -> None:
        """Take a runner back."""
        with self._lock:
            if runner in self._lent:  # else it is closed
                self._lent.remove(runner)
                self._free.append(runner)

    def close(self) -> None:
        """End all runners, with what runs in them, and lend none any more."""
        with self._lock:
            self._is_closed = True
            runners = [*self._free, *self._lent]
            self._free.clear()
            self._lent.clear()
        for runner in runners:
            runner.close()

    def open(self) -> None:
        """Lend runners again."""
        self._is_closed = False


_POOL = _Pool()


@contextmanager
def lent_runner() -> Iterator[Runner]:
    """Lend a runner.

    Raises:
        Ended: The run was given up.
    """
    runner = _POOL.take()
    try:
        yield runner
    finally:
        _POOL.give_back(runner)


@contextmanager
def runners_of_a_run() -> Iterator[None]:
    """End all runners when a run ends, however that comes."""
    _POOL.open()
    try:
        yield
    finally:
        _POOL.close()
