"""What is said on stderr, as JSON, a record a line: for services whose logs programs read; docs/scheduled.md."""

from __future__ import annotations

import sys
import time
import traceback
from collections import Counter
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from unscaffold.process import json_text, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.findings import Finding

SEVERITIES = ("error", "warning", "info", "note")


class Log:
    """The log of a run.

    Its records tell when something was said: SOURCE_DATE_EPOCH, which is for what is made, changes nothing in them.

    Args:
        command: What was called for, such as `check`; empty if nothing was.
    """

    def __init__(self, command: str) -> None:
        self._command = command
        self._started = time.perf_counter()
        self._found = Counter[str]()
        self._counts: dict[str, int] = {}

    def message(self, text: str, level: str = "info") -> None:
        """Write that something was said."""
        _write(level, "message", message=printable(text))

    def failure(self, text: str, lines: Iterable[str] = ()) -> None:
        """Write why a run cannot be made, and what there is to choose from."""
        choices = [*map(printable, lines)]
        _write("error", "failure", message=printable(text), **({"choices": choices} if choices else {}))

    def findings(self, findings: Iterable[Finding], *, quiet: bool) -> None:
        """Write findings, of which all are counted; only the errors, if `quiet`."""
        from unscaffold.formats import message  # noqa: PLC0415 - a run that cannot be made has none

        for found in findings:
            self._found[found.severity] += 1
            if found.severity == "error" or not quiet:
                region = found.region
                place = {"file": region.file, "line": region.line, "column": region.column}
                level = "info" if found.severity == "note" else found.severity
                _write(level, "finding", code=found.code, **place, message=message(found))

    def repository(self, name: str, status: str, level: str, text: str, **said: int) -> None:
        """Write what came of a repository, which is one of many."""
        _write(level, "repository", repository=printable(name), status=status, **said, message=printable(text))

    def count(self, **numbers: int) -> None:
        """Take numbers that the last record is to tell."""
        self._counts |= numbers

    def broken(self, error: Exception) -> None:
        """Write that the program has a fault, with what its developers need to know of it."""
        traced = "".join(traceback.format_exception(error))
        _write("error", "failure", message=f"{type(error).__name__}: {printable(str(error))}", traceback=traced)

    def interrupted(self, signal: str, code: int) -> None:
        """Write that a signal ended the run, which is its last word."""
        self.message(f"interrupted by {signal}", "error")
        self.end(code)

    def end(self, code: int) -> None:
        """Write the last record of a run: how it ended, how long it took, and how much there was."""
        counts = {name: self._found[name] for name in SEVERITIES} | self._counts
        seconds = round(time.perf_counter() - self._started, 3)
        told = {"command": self._command, "exit_code": code, "seconds": seconds, "counts": counts}
        _write("error" if code else "info", "end", **told, message=f"ended with {code}")


def _write(level: str, event: str, **said: Any) -> None:
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    record = {"time": now, "level": level, "event": event, **said}
    sys.stderr.flush()
    sys.stderr.buffer.write(f"{json_text(record, None)}\n".encode())
    sys.stderr.buffer.flush()
