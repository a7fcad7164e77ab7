"""A process that runs commands, from the side that asks."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

from unscaffold.module_path import trusted
from unscaffold.running.environment import clean_environment
from unscaffold.running.ran import Ran
from unscaffold.running.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unscaffold.running.ran import Limits

# Python is isolated (-I) from the working folder and the environment; then it looks where this process does.
_START = """
import sys
sys.path[:] = sys.argv[1:]
from unscaffold.commandline import main, terminal
from unscaffold.running.serving import serve
serve(main, terminal.refuse)
"""
# -I also ignores PYTHONUTF8: without -X, names of files might be encoded otherwise than in this process.
_OPTIONS = ["-I", "-X", f"utf8={sys.flags.utf8_mode}"]
_LOOK = 0.05  # seconds between two looks at a run
_PATIENCE = 120.0  # seconds until a process that was started is to be there; a machine can be busy
_LEAVE = 5.0  # seconds in which a process that has nothing to do ends by itself
_SAID = 300  # characters of what a process complains of


class Ended(Exception):  # noqa: N818 - it is not an error of the program
    """A process that ran a command ended before its time, or could not be started: a fault of the machine.

    Args:
        sentence: What happened.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Child:
    """A process that runs commands.

    `runs` is how many it has run; `is_sound` whether it is as good as a new one.

    Raises:
        Ended: It cannot be started.
    """

    def __init__(self) -> None:
        self.runs = 0
        self.is_sound = True
        self._answers: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        try:
            self._home = Path(tempfile.mkdtemp(prefix="unscaffold-running-")).resolve()
            self._process = self._started()
        except OSError as error:
            if hasattr(self, "_home"):
                shutil.rmtree(self._home, ignore_errors=True)
            raise Ended(f"a process could not be started: {error.strerror}") from None
        self._tree = Tree(self._process.pid)
        self._is_busy = True  # with its start
        self._hearing = Thread(target=self._hear, daemon=True)
        self._hearing.start()
        try:
            is_there = self._answers.get(timeout=_PATIENCE) is not None
        except Empty:
            is_there = False
        if not is_there:
            said = self._complaint()
            self.end()
            raise Ended(f"a process could not be started{said}")
        self._is_busy = False

    def _started(self) -> subprocess.Popen[bytes]:
        temporary = self._home / "temporary"
        temporary.mkdir()
        command = [sys.executable, *_OPTIONS, "-c", _START, *trusted(sys.path)]
        environment, pipe = clean_environment(str(temporary)), subprocess.PIPE
        with (self._home / "complaint").open("wb") as err:
            # Ctrl-C is for the process that people see.
            if sys.platform == "win32":
                apart = subprocess.CREATE_NEW_PROCESS_GROUP
                return subprocess.Popen(
                    command, env=environment, cwd=self._home, stdin=pipe, stdout=pipe, stderr=err, creationflags=apart
                )
            return subprocess.Popen(
                command, env=environment, cwd=self._home, stdin=pipe, stdout=pipe, stderr=err, start_new_session=True
            )

    def _hear(self) -> None:
        assert self._process.stdout
        with suppress(OSError, ValueError):  # the latter where it is closed meanwhile
            for line in self._process.stdout:
                self._answers.put(json.loads(line))
        self._answers.put(None)

    def run(self, arguments: Sequence[str], limits: Limits) -> Ran:
        """Run a command in a new and empty working folder.

        Args:
            arguments: Its name and what is said to it.
            limits: What it may take.

        Raises:
            Ended: The process ended before its time.
        """
        self.runs += 1
        self._is_busy = True
        here = self._home / str(self.runs)
        out, err = here / "out", here / "err"
        try:
            (here / "folder").mkdir(parents=True)
            self._ask({"arguments": [*arguments], "folder": str(here / "folder"), "out": str(out), "err": str(err)})
            ran = self._watched(limits, out, err)
        except OSError as error:  # it may have been ended by another thread
            raise Ended(f"{error.filename}: {error.strerror}") from None
        shutil.rmtree(here, ignore_errors=True)
        self._is_busy = False
        return ran

    def _ask(self, request: dict[str, Any]) -> None:
        assert self._process.stdin
        with suppress(OSError, ValueError):  # it has ended, or is: that is told when it is to answer
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()

    def _watched(self, limits: Limits, out: Path, err: Path) -> Ran:
        """Wait for the end of a run, or make it."""
        started, peak, stopped, code = time.monotonic(), 0, "", -1
        while not stopped:
            with suppress(Empty):
                code = self._code_of(self._answers.get(timeout=_LOOK))
                break
            peak = max(peak, self._tree.memory() + _size_of(out) + _size_of(err))
            if peak > limits.memory:
                stopped = "memory"
            elif time.monotonic() - started > limits.seconds:
                stopped = "time"
        seconds = time.monotonic() - started
        if stopped:
            self.is_sound = False
            self._tree.kill()
            return Ran(code, b"", b"", stopped, seconds, peak)
        return Ran(code, out.read_bytes(), err.read_bytes(), "", seconds, max(peak, self._tree.memory()))

    def _code_of(self, answer: dict[str, Any] | None) -> int:
        if answer is None:
            self.is_sound = False
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_LEAVE)
            how = _how(self._process.poll())
            self._tree.kill()
            raise Ended(f"the process that ran it was ended by something else{how}")
        self.is_sound = bool(answer["is_sound"])
        return int(answer["code"])

    def _complaint(self) -> str:
        """Return the last line that the process has said, to follow a sentence."""
        lines = (self._home / "complaint").read_text("utf-8", "backslashreplace").split("\n")
        last = next((line for line in reversed(lines) if line.strip()), "")
        return f": {last[:_SAID]}" if last else ""

    def end(self) -> None:
        """End the process with all that it has started, and leave nothing of it. A run that is on in it ends, too."""
        is_idle, self.is_sound = self.is_sound and not self._is_busy, False
        self._close(self._process.stdin)
        if is_idle:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_LEAVE)
        self._tree.kill()
        self._process.wait()
        self._hearing.join()
        self._close(self._process.stdout)
        shutil.rmtree(self._home, ignore_errors=True)

    @staticmethod
    def _close(pipe: IO[bytes] | None) -> None:
        with suppress(OSError):  # there may be what it has not read
            pipe.close()  # type: ignore[union-attr]


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _how(code: int | None) -> str:
    """Return by which exit code or signal a process ended, to follow a sentence."""
    if code is None:
        return ""
    return f" (signal {-code})" if code < 0 else f" (exit code {code})"
