"""What came of one repository."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Status = Literal["fine", "findings", "failed"]


class Outcome(NamedTuple):
    """What a command made of a repository; plain data, kept as JSON.

    `status` is "fine", "findings" or "failed" (could not run), for the exit codes 0, 1 and 2 of the command.
    `sentence` says why it could not run, and is empty else. `document` is what the command printed as JSON, `None`
    if it printed none; `records` are what it said on stderr, as `--log-format json` has it. Paths in both begin
    with the name of the repository instead of where its files lay. `revision` is the commit of a git source, else
    empty. `digest` is of all that decides on the rest: source, settings, flags and program. `seconds` and `peak`,
    in bytes, are what the run took; `worker` is where it ran.
    """

    name: str
    status: Status
    sentence: str
    document: dict[str, Any] | list[Any] | None
    records: list[dict[str, Any]]
    digest: str
    revision: str
    seconds: float
    peak: int
    worker: str


class Unchanged(NamedTuple):
    """A repository for which nothing has changed that decides on its outcome: it is the one that is known."""

    name: str
