"""What is remembered of the last run from one folder into another: all that a run needs to see what it has to do."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple

from unscaffold.remembering.entries import Entry
from unscaffold.remembering.looking import NOTHING_SEEN, Seen, look, look_at_output
from unscaffold.remembering.outcome import Outcome, outcome_of
from unscaffold.remembering.sections import OTHERWISE, apart, joined
from unscaffold.remembering.statuses import Statuses, status_of

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from unscaffold.options import Options
    from unscaffold.remembering.sections import Bytes

_DIGEST = 32  # bytes


class Made(NamedTuple):
    """What is remembered of a file of the output: the digests of its bytes, and of what they were made from."""

    digest: bytes
    source: bytes


NOTHING_MADE = Made(bytes(_DIGEST), bytes(_DIGEST))  # what is remembered of a file that nobody compares


class LastRun:
    """What is remembered of runs from one folder into another.

    `seen` is what the run sees that asks, and `is_output_as_it_was` tells whether the output looks as the last run
    left it. `more` and `sections` are what that had to keep besides.

    Args:
        folder: The configuration folder.
        output: The output folder.
        options: Those of the run. Nothing is remembered of one with further stylesheets: nobody knows what they read.
    """

    def __init__(self, folder: Path, output: Path, options: Options) -> None:
        self._folder, self._output = folder, output
        self._contexts = options.context
        self._baselines = [str(options.baseline)] if options.baseline else []
        self._options = repr(options.deciding)
        self._started = time.time()
        self._entry = Entry("run", output)
        self._is_kept = self._entry.is_kept and not options.stylesheets
        self.seen = Seen({}, {}, [])
        self._found = NOTHING_SEEN
        self.forget()

    def forget(self) -> None:
        """Believe nothing that is remembered."""
        self._header: dict[str, Any] = {}
        self.more: dict[str, Any] = {}
        self.sections: dict[str, memoryview] = {}
        self._statuses = Statuses()
        self._numbers: dict[str, int] = {}
        self.is_output_as_it_was = False

    def recall(self, written: Iterable[str]) -> Outcome | None:
        """Return the outcome of the last run, if a run now would do nothing and report the same.

        Args:
            written: The files of the output that are a run's own: its manifest, and those that it names.
        """
        if not self._is_kept:
            return None
        self.seen = look(self._folder, self._contexts, self._baselines)
        self._found = look_at_output(self._output, sorted(written))
        try:
            self._read()
            if self.is_output_as_it_was and self._header["input"] == self.seen.digest:
                return self.outcome
        except OTHERWISE:
            self.forget()
        return None

    def _read(self) -> None:
        header, sections = apart(self._entry.read() or b"")
        statuses, found = Statuses.of(sections["statuses"]), self._found
        if [header["options"], header["ways"], len(statuses)] != [self._options, found.ways, len(found.files)]:
            raise ValueError
        self._header, self.more, self.sections, self._statuses = header, header["more"], sections, statuses
        self._numbers = {path: number for number, path in enumerate(found.files)}
        self.is_output_as_it_was = Statuses(found.files.values()).bytes() == statuses.bytes()

    @property
    def outcome(self) -> Outcome:
        """What the last run reported.

        Raises:
            OTHERWISE: Nothing is remembered of it.
        """
        return outcome_of(self._header["outcome"])

    @property
    def is_all_else_as_it_was(self) -> bool:
        """Whether what is read besides the files of the configuration looks as the last run saw it."""
        return self._header.get("further") == self.seen.digest_of_further

    def digest(self, path: str, seen: os.stat_result, source: bytes) -> str:
        """Return the digest of a file of the output; empty if it looks otherwise, or is made of anything else.

        Args:
            path: Its path in the output.
            seen: How it looks.
            source: The digest of all that it is to be made of.
        """
        number = self._numbers.get(path)
        if number is None or self._statuses[number] != status_of(seen):
            return ""
        made = self._made(number)
        return made.digest.hex() if made.source == source else ""

    def made(self) -> dict[str, Made]:
        """Return what is remembered of all files of the output."""
        return {path: self._made(number) for path, number in self._numbers.items()}

    def _made(self, number: int) -> Made:
        place = slice(number * _DIGEST, (number + 1) * _DIGEST)
        return Made(bytes(self.sections["digests"][place]), bytes(self.sections["sources"][place]))

    def keep(
        self,
        outcome: Outcome,
        written: Mapping[str, Made],
        more: Mapping[str, object],
        sections: Mapping[str, Bytes],
        *,
        untouched: frozenset[str] = frozenset(),
    ) -> None:
        """Remember a run that has just ended, and still keeps others off the output.

        Args:
            outcome: What it reported.
            written: The files of the output that are now a run's own, and what is to be remembered of each.
            more: What else is to be remembered, for JSON.
            sections: What else, as bytes.
            untouched: The files that look as they did when the run began, for it has not written them.
        """
        if not self._is_kept:
            return
        paths = sorted(written)
        found = look_at_output(self._output, paths, self._found.only(untouched))
        seen = self.seen.settled(self._started)
        header = {
            "options": self._options,
            "input": seen.digest,
            "further": seen.digest_of_further,
            "ways": found.ways,
            "outcome": outcome,
            "more": more,
        }
        own = {
            "statuses": Statuses(found.files.values()).bytes(),
            "digests": b"".join([written[path].digest for path in paths]),
            "sources": b"".join([written[path].source for path in paths]),
        }
        self._entry.write(joined(header, {**own, **sections}))
