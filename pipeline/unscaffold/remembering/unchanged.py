"""The short cut of a run that would change nothing: what everything looked like after the last one.

Input and output are looked at as git does, by size, times and file number, and not read.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from hashlib import sha256
from stat import S_IFMT
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files import folders_of, walk, walk_contexts
from unscaffold.findings import NOTHING_IGNORED, Failure, Finding, Ignored
from unscaffold.remembering.entries import Entry
from unscaffold.remembering.recalling import recalled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from unscaffold.options import Options

# Seconds. A file written so recently may be written again and have the same times: FAT counts in steps of 2 s.
_SETTLED = 2.0


class Outcome(NamedTuple):
    """What a run without errors reported: its warnings, and how many scaffoldings it expanded and left.

    `unknown` counts those of the latter that grant unknown rights, `adjustments` the elements written by hand that
    changed generated ones, `ignored` the findings that are not told, by what ignores them.
    """

    findings: list[Finding]
    expanded: int
    others: int
    unknown: int = 0
    adjustments: int = 0
    ignored: Ignored = NOTHING_IGNORED


class LastRun:
    """What is remembered of runs from one folder into another.

    Args:
        folder: The configuration folder.
        output: The output folder.
        options: Those of the run. Nothing is remembered of one with further stylesheets: nobody knows what they read.
    """

    def __init__(self, folder: Path, output: Path, options: Options) -> None:
        self._folder = folder
        self._output = output
        self._contexts = options.context
        self._baselines = [str(options.baseline)] if options.baseline else []
        self._options = repr(options.deciding)
        self._started = time.time()
        self._before = ""
        self._entry = Entry("run", output)
        self._is_kept = self._entry.is_kept and not options.stylesheets

    def recall(self, written: Iterable[str]) -> Outcome | None:
        """Return the outcome of the last run, if a run now would do nothing and report the same.

        Args:
            written: The files of the output that are a run's own: its manifest, and those that it names.
        """
        if not self._is_kept:
            return None
        self._before = self._look(self._input(), os.stat)
        remembered = self._entry.read()
        if remembered and remembered["input"] == self._before and remembered["output"] == self._after(written):
            found = [*map(recalled, remembered["findings"])]
            names = ("expanded", "others", "unknown", "adjustments")
            expanded, others, unknown, adjustments = (remembered[name] for name in names)
            return Outcome(found, expanded, others, unknown, adjustments, Ignored(*remembered["ignored"]))
        return None

    def keep(self, outcome: Outcome, written: Iterable[str]) -> None:
        """Remember the outcome of a run that has just ended, and still keeps others off the output.

        Args:
            outcome: What it reported.
            written: The files of the output that are now a run's own, as for `recall`.
        """
        if not self._is_kept:
            return
        with suppress(Failure):  # the folder is not there any more: the run has ended well all the same
            paths = self._input()
            seen = filter(None, (_status(path, os.stat) for path in paths))
            newest = max((max(status.st_mtime, status.st_ctime) for status in seen), default=0)
            # A file that changed during the run may have been read before it changed.
            if newest <= self._started - _SETTLED and self._look(paths, os.stat) == self._before:
                self._entry.write(outcome._asdict() | {"input": self._before, "output": self._after(written)})

    def _input(self) -> list[str]:
        found, links = walk(self._folder)
        contexts = walk_contexts(self._folder, self._contexts)
        links += [link for context in contexts for link in context.findings]
        files = [file for context in contexts for file in context.files]
        own = [f"{self._folder}{os.sep}{file}" for file in found]
        return [*map(str, links), *own, *files, *self._baselines]

    def _after(self, written: Iterable[str]) -> str:
        # A link is no file of ours, wherever it leads; nor is what is behind one.
        files = [f"{self._output}{os.sep}{file}" for file in written]
        folders: dict[str, tuple[int, int, int] | None] = {}
        for file in written:
            for folder in folders_of(file):
                if folder not in folders:
                    folders[folder] = _what(_status(f"{self._output}{os.sep}{folder}", os.lstat))
                if not folders[folder]:
                    break  # and there is nothing behind it: a manifest may name what it likes
        return self._look(files, os.lstat) + sha256(repr(sorted(folders.items())).encode()).hexdigest()

    def _look(self, paths: Iterable[str], look_at: Callable[[str], os.stat_result]) -> str:
        digest = sha256(self._options.encode())
        for path in paths:
            status = _status(path, look_at)
            seen = status and (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
            digest.update(f"{path}\0{seen}\n".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


def _what(status: os.stat_result | None) -> tuple[int, int, int] | None:
    """Return what kind of thing a status is of, and which one."""
    return (S_IFMT(status.st_mode), status.st_dev, status.st_ino) if status else None


def _status(path: str, look_at: Callable[[str], os.stat_result]) -> os.stat_result | None:
    try:
        return look_at(path)
    except OSError:
        return None
