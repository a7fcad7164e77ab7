"""A history is played: each command by a run that remembers, and by one that does not."""

from __future__ import annotations

import os
import re
import shutil
import time
import traceback
from contextlib import contextmanager
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from click.testing import CliRunner

from unscaffold.commandline import main
from unscaffold.output import MANIFEST

from .history import CONF, OTHER
from .killing import killed_at
from .world import World

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .history import Command, History, Step

_OLD = 3600.0  # seconds after which every program believes the times of files
_SETTLED = 2.0  # seconds after which this one does
_TICK = 0.01  # seconds within which the clock of a disk moves


class Outcome(NamedTuple):
    """What came of a command: its exit code, what it prints and says, and what is in the output then."""

    code: int
    printed: str
    said: str
    files: dict[str, tuple[int, bytes]]


class Fault(NamedTuple):
    """Where a history went wrong: the number of its step from 0, the command, and the difference."""

    step: int
    command: Command
    difference: str


class Played(NamedTuple):
    """A history that was played: its fault, if there is one, and the exit codes of its commands."""

    fault: Fault | None
    codes: list[int]


def play(history: History) -> Played:
    """Play a history in a folder of its own."""
    codes: list[int] = []
    with TemporaryDirectory(prefix="history") as folder:
        world = World(Path(folder).resolve())
        for number, step in enumerate(history):
            with _clock(world, step):
                for command in step.commands:
                    difference, code = _compared(world, command)
                    codes.append(code)
                    if difference:
                        return Played(Fault(number, command, difference), codes)
            world.keep_cache()
        if history and (difference := _against_a_new_folder(world)):
            return Played(Fault(len(history) - 1, history[-1].commands[-1], difference), codes)
    return Played(None, codes)


@contextmanager
def _clock(world: World, step: Step) -> Iterator[None]:
    """Let edits happen, and runs believe the times of "all" files, of "none", or of those of "before" the step."""
    began = time.time()
    if step.clock == "before":
        time.sleep(_TICK)
    for edit in step.edits:
        world.edit(edit)
    shift = {"all": _OLD, "none": 0.0, "before": began + _SETTLED - time.time()}[step.clock]
    real = time.time
    with patch("time.time", lambda: real() + shift):
        yield


def _compared(world: World, command: Command) -> tuple[str, int]:
    """Return how a run that remembers differs from one that does not, and its exit code."""
    own = world.root / ("scaffoldings" if "scaffoldings" in command.words else "folder") / "Out"
    copy = world.root / "copy" / "Out"
    is_writing = command.words[0] == "expand"
    if is_writing and not command.killed_at:
        shutil.rmtree(copy, ignore_errors=True)
        if own.exists():
            shutil.copytree(own, copy, symlinks=True)
    with patch.dict(os.environ, UNSCAFFOLD_CACHE=str(world.cache)), killed_at(command.killed_at, world.root):
        remembering = _outcome(world, command.words, own if is_writing else None)
    if command.killed_at:
        return "", -1
    with patch.dict(os.environ, UNSCAFFOLD_CACHE=""):
        other = _outcome(world, command.words, copy if is_writing else None)
    return _difference(other, remembering), remembering.code


def _against_a_new_folder(world: World) -> str:
    """Return how the output of a last run differs from that of one into a new folder, where both write all."""
    own, new = world.root / "folder" / "Out", world.root / "new" / "Out"
    with patch.dict(os.environ, UNSCAFFOLD_CACHE=str(world.cache)):
        last = _outcome(world, ("expand", "--force"), own)
    with patch.dict(os.environ, UNSCAFFOLD_CACHE=""):
        first = _outcome(world, ("expand",), new)
    if last.code or first.code:
        return ""
    ours = {path: file for path, file in last.files.items() if path in first.files or path == MANIFEST}
    return _difference(first._replace(said=""), last._replace(files=ours, said=""))


def _outcome(world: World, words: Sequence[str], output: Path | None) -> Outcome:
    """Run a command."""
    folders = [world.root / OTHER, world.root / CONF] if words[0] == "diff" else [world.root / CONF]
    arguments = [words[0], *map(str, folders), *words[1:], *(["--output", str(output)] if output else [])]
    result = CliRunner().invoke(main, arguments, prog_name="unscaffold")
    crash = ""
    if result.exception and not isinstance(result.exception, SystemExit):
        crash = "".join(traceback.format_exception(result.exception))
    said = re.sub(r"\(\d+\.\d\d s\)$", "", result.stderr, flags=re.MULTILINE)
    printed, said = (text.replace(str(output), "Out") if output else text for text in (result.stdout, said))
    return Outcome(result.exit_code, printed, crash + said, _files(output) if output else {})


def _files(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(folder).as_posix(): (path.lstat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in folder.rglob("*")
    }


def _difference(forgetful: Outcome, remembering: Outcome) -> str:
    """Return, for people, how two outcomes differ; empty if they are the same, and nothing has crashed."""
    if forgetful == remembering and "Traceback (most recent call last)" not in forgetful.said:
        return ""
    lines = [f"exit codes: {forgetful.code} without memory, {remembering.code} with it"]
    lines += _diff("stdout", forgetful.printed, remembering.printed)
    lines += _diff("stderr", forgetful.said, remembering.said) or forgetful.said.splitlines()
    for path in sorted(forgetful.files.keys() | remembering.files.keys()):
        before, after = (one.files.get(path, (0, b"nothing")) for one in (forgetful, remembering))
        if before[0] != after[0]:
            lines.append(f"{path}: mode {before[0]:o} without memory, {after[0]:o} with it")
        lines += _diff(path, *(data.decode("utf-8", "replace") for _, data in (before, after)))
    return "\n".join(lines)


def _diff(name: str, before: str, after: str) -> list[str]:
    names = (f"{name} without memory", f"{name} with it")
    return list(unified_diff(before.splitlines(), after.splitlines(), *names, lineterm="", n=1))
