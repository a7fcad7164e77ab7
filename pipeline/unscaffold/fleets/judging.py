"""What came of a run, told by its exit code and by what it said."""

from __future__ import annotations

import errno
import json
import os
from typing import TYPE_CHECKING, Any

from unscaffold.fleets.outcome import Outcome, Status
from unscaffold.process import printable
from unscaffold.repositories import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unscaffold.running import Limits, Ran

_MIB = 1 << 20
_MOST = 64 * _MIB  # bytes of what a run says: all that is kept of it passes through one process
_COULD_NOT = 2  # the exit code of a run that could not be
_STATUS: Mapping[int, Status] = {0: "fine", 1: "findings"}
# What a machine lacks, and no configuration can bring about.
_LACKING = ("ENOSPC", "EDQUOT", "EMFILE", "ENFILE", "ENOMEM", "EIO", "EROFS")
_LACKS = tuple(f": {os.strerror(getattr(errno, name))}" for name in _LACKING if hasattr(errno, name))
_WRITTEN = {"added", "changed", "removed"}  # what `expand` counts of files
_LOCKED = "another run is writing to "


def judged(name: str, ran: Ran, names: Mapping[str, str], limits: Limits) -> Outcome:
    """Return the outcome of a run, without its digest.

    Args:
        name: The name of the repository.
        ran: The run.
        names: What stands for each path in what is told, as `names_for` has them.
        limits: What it was allowed to take.

    Raises:
        Fault: It could not be, for want of something that the machine has no more of, or because of another run.
    """
    return _judged(name, ran, names, limits)._replace(seconds=round(ran.seconds, 3), peak=ran.peak)


def _judged(name: str, ran: Ran, names: Mapping[str, str], limits: Limits) -> Outcome:
    if ran.stopped:
        return failed(name, _stopped(ran.stopped, limits))
    if len(ran.out) + len(ran.err) > _MOST:
        return failed(name, f"it says more than {_MOST // _MIB} MiB")
    records = _records(ran, names)
    failure = _failure_of(records)
    if ran.code == _COULD_NOT and (failure.startswith(_LOCKED) or failure.endswith(_LACKS)):
        raise Fault(failure)
    status: Status = "failed" if failure else _STATUS.get(ran.code, "failed")
    sentence = failure or (f"it ended with exit code {ran.code}" if status == "failed" else "")
    return failed(name, sentence)._replace(status=status, records=records, document=_document(ran, names))


def failed(name: str, sentence: str) -> Outcome:
    """Return the outcome of a repository that could not be run at all; without a digest, it is tried again."""
    return Outcome(name, "failed", sentence, None, [], "", "", 0.0, 0, "")


def unwritten(outcome: Outcome) -> Outcome:
    """Return the outcome of a run whose files nobody keeps: what it counted as written is nowhere."""
    return outcome._replace(records=[_without_files(record) for record in outcome.records])


def _without_files(record: dict[str, Any]) -> dict[str, Any]:
    counts = record.get("counts")
    return record | {"counts": {**counts, **dict.fromkeys(_WRITTEN & counts.keys(), 0)}} if counts else record


def names_for(paths: Mapping[str, str]) -> dict[str, str]:
    """Return what stands for each path in what is said: in each way to write it, the longest path first."""
    spelt = {way: name for path, name in paths.items() for way in (path, path.replace("\\", "/"), printable(path))}
    return {path: spelt[path] for path in sorted(spelt, key=len, reverse=True)}


def _stopped(what: str, limits: Limits) -> str:
    if what == "time":
        return f"it takes more than {limits.seconds:g} s; give it more with --timeout"
    return f"it takes more than {limits.memory // _MIB} MiB of memory; give it more with --memory"


def _document(ran: Ran, names: Mapping[str, str]) -> Any:
    """Return what a run printed as JSON; None if it printed none."""
    try:
        return _renamed(json.loads(ran.out), names)
    except (ValueError, RecursionError):
        return None


def _records(ran: Ran, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the records of a run's log; what is no record is left out."""
    return [_renamed(record, names) for line in ran.err.splitlines() if (record := _record(line)) is not None]


def _record(line: bytes) -> dict[str, Any] | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) and "event" in record else None


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Return what JSON can have, with names for paths in its texts."""
    if isinstance(value, str):
        for path, name in names.items():
            value = value.replace(path, name)
        return value
    if isinstance(value, list):
        return [_renamed(one, names) for one in value]
    return {key: _renamed(one, names) for key, one in value.items()} if isinstance(value, dict) else value


def _failure_of(records: list[dict[str, Any]]) -> str:
    """Return why a run could not be, in a sentence; empty if it could."""
    failures = [record for record in records if record["event"] == "failure"]
    if not failures:
        return ""
    return " ".join([str(failures[-1].get("message", "")), *map(str, failures[-1].get("choices", ()))])
