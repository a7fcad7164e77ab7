"""A process with all that it starts: how much memory it has, and its end."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

_PATIENCE = 10.0  # seconds until processes that are killed are gone
_LOOKS = 10  # of which one is at the descendants, too: to find them, all processes of the system are looked at


class Tree:
    """A process and its descendants.

    Args:
        number: The number of the process.

    Raises:
        ImportError: There is no psutil, which comes with Dask's scheduler.
    """

    def __init__(self, number: int) -> None:
        import psutil  # noqa: PLC0415 - the process that is looked at needs none

        self._errors = psutil.Error
        self._wait = psutil.wait_procs
        self._process: psutil.Process | None = None
        self._descendants: list[psutil.Process] = []
        self._looks = 0
        with suppress(psutil.Error):  # it has ended already
            self._process = psutil.Process(number)

    def memory(self) -> int:
        """Return how many bytes of memory all of it has; a descendant that is new may be counted later."""
        if self._process is None:
            return 0
        if self._looks % _LOOKS == 0:
            self._descendants = self._all()[1:]
        self._looks += 1
        return sum(map(self._memory_of, [self._process, *self._descendants]))

    def _memory_of(self, process: psutil.Process) -> int:
        try:
            return int(process.memory_info().rss)
        except self._errors:
            return 0

    def _all(self) -> list[psutil.Process]:
        if self._process is None:
            return []
        try:
            return [self._process, *self._process.children(recursive=True)]
        except self._errors:
            return []

    def kill(self) -> None:
        """End all of it, whatever it does; who started the process itself is to wait for it."""
        if self._process is not None:
            with suppress(self._errors):
                self._process.suspend()  # so that it starts nothing while its descendants are counted
        processes = self._all()
        for process in processes:
            with suppress(self._errors):
                process.kill()
        self._wait(processes[1:], timeout=_PATIENCE)
