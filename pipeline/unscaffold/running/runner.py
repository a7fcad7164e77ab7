"""Commands, run one after the other in a process that stays warm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.running.child import Child, Ended

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from unscaffold.running.ran import Limits, Ran

_MOST = 100  # runs of a process, lest what one leaves grows without an end


class Runner:
    """Runs commands in a process of its own, which is started when it is needed, and ends with this one."""

    def __init__(self) -> None:
        self._child: Child | None = None
        self._is_closed = False

    def run(self, arguments: Sequence[str], limits: Limits) -> Ran:
        """Run a command, in a new and empty working folder and a clean environment.

        What comes of it is what a process that runs nothing else would do. So what is stopped for its memory in a
        process that has some of earlier runs is run again in a new one.

        Args:
            arguments: The command's name, and what is said to it. Paths in it are absolute.
            limits: What it may take.

        Raises:
            Ended: The process was ended by something else, or could not be started.
        """
        child = self._ready()
        is_new = child.runs == 0
        try:
            ran = child.run(arguments, limits)
        finally:
            if not child.is_sound or child.runs >= _MOST:
                self._end_child()
        return self.run(arguments, limits) if ran.stopped == "memory" and not is_new else ran

    def _ready(self) -> Child:
        if self._is_closed:
            raise Ended("the run was given up")
        if self._child is None:
            self._child = Child()
        if self._is_closed:  # meanwhile, by another thread
            self._end_child()
            raise Ended("the run was given up")
        return self._child

    def _end_child(self) -> None:
        child, self._child = self._child, None
        if child:
            child.end()

    def close(self) -> None:
        """End the process. What another thread runs in it ends, too, as if something else had ended it."""
        self._is_closed = True
        self._end_child()

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self.close()
