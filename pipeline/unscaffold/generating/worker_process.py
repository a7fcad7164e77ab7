"""A process that does what this one asks for: the end that asks, and the one that answers.

Saxon's isolates do not survive a fork, so it is started anew. It is not one of multiprocessing's: those look for
modules in the working folder, import the script that calls `expand` again, need shared memory, and stay for ever when
the process that started them is killed. This one reads questions from a pipe, and ends with it.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from unscaffold.findings import Failure
from unscaffold.generating.results import Stopped
from unscaffold.module_path import trusted
from unscaffold.process import collect_seldom, open_closed

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")

# Python is isolated (-I) from the working folder and the environment; then it looks where this process does.
_START = """
import pickle, sys
try:
    sys.path[:] = pickle.load(sys.stdin.buffer)
except EOFError:
    sys.exit()
from unscaffold.generating.worker_process import serve
serve()
"""
# -I also ignores PYTHONUTF8: without -X, a worker might encode the names of files otherwise than this process.
_OPTIONS = ["-I", "-X", f"utf8={sys.flags.utf8_mode}"]
_SET_PDEATHSIG = 1


class Worker:
    """A process that works for this one, from this process's side.

    Raises:
        OSError: It cannot be started.
    """

    def __init__(self) -> None:
        self._process = _started()
        self._asking, self._answering = Lock(), Lock()
        with suppress(OSError):  # it has ended: that is told when it is asked
            self._tell(trusted(sys.path))

    def ask(self, task: Callable[[], Answer]) -> Answer:
        """Return what a task returns there; any number of threads may ask at a time.

        Args:
            task: A function of a module, with its arguments, if it has any: those are handed over.

        Raises:
            Failure: The process ended before its time.
            Failure, Stopped: The task raised it.
        """
        try:
            with self._asking:
                self._tell(task)
                self._answering.acquire()  # before another thread asks: answers come in the order of the questions
            try:
                answer = pickle.load(self._process.stdout)  # type: ignore[arg-type]
            finally:
                self._answering.release()
        except (OSError, EOFError, pickle.UnpicklingError):
            raise Failure("a worker process was ended, perhaps for want of memory; try --workers 1") from None
        if isinstance(answer, Exception):
            raise answer
        return answer  # type: ignore[no-any-return]

    def stop(self) -> None:
        """End the process, whatever it does: it has nothing to lose."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # there may be what it has not read
                pipe.close()  # type: ignore[union-attr]

    def _tell(self, what: Any) -> None:
        pipe = self._process.stdin
        assert pipe
        pickle.dump(what, pipe)
        pipe.flush()


def _started() -> subprocess.Popen[bytes]:
    command = [sys.executable, *_OPTIONS, "-c", _START]
    pipe = subprocess.PIPE
    # Ctrl-C is for the process that people see.
    if sys.platform == "win32":
        apart = subprocess.CREATE_NEW_PROCESS_GROUP
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, creationflags=apart)
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, start_new_session=True)


def serve() -> None:
    """Do what is asked for until nothing is any more, as a process of its own."""
    _end_with_parent()
    open_closed()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a stylesheet prints is no answer
    collect_seldom()
    with suppress(EOFError, BrokenPipeError):  # whoever asked has ended
        while True:
            pickle.dump(_answer(pickle.load(sys.stdin.buffer)), answers)
            answers.flush()


def _answer(task: Callable[[], object]) -> object:
    try:
        return task()
    except (Failure, Stopped) as failure:
        return failure


def _end_with_parent() -> None:
    """Let Linux end this process with the thread that started it: a pipe that ends is not noticed by a busy Saxon."""
    if sys.platform == "linux":
        with suppress(ImportError):
            import ctypes  # noqa: PLC0415 - there is a Python without it

            ctypes.CDLL(None).prctl(_SET_PDEATHSIG, signal.SIGKILL)
