"""What is remembered of the last run from one folder into another: all that a run needs to see what it has to do."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple

from unscaffold.remembering.encoding import OTHERWISE
from unscaffold.remembering.entries import Entry
from unscaffold.remembering.index import reach_of
from unscaffold.remembering.looking import Seen, look, look_at_output
from unscaffold.remembering.outcome import Outcome, outcome_of
from unscaffold.remembering.past import Past, as_json, from_json
from unscaffold.remembering.results import Results, as_bytes
from unscaffold.remembering.sections import apart, joined
from unscaffold.remembering.statuses import Statuses, status_of

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from unscaffold.options import Options
    from unscaffold.remembering.index import Index
    from unscaffold.remembering.memory import Memory
    from unscaffold.remembering.past import News

_DIGEST = 32  # bytes


class Made(NamedTuple):
    """What is remembered of a file of the output: the digests of its bytes, and of what they were made from."""

    digest: bytes
    source: bytes


NOTHING_MADE = Made(bytes(_DIGEST), bytes(_DIGEST))  # what is remembered of a file that nobody compares


class LastRun:
    """What is remembered of runs from one folder into another.

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
        self._header: dict[str, Any] = {}
        self._sections: dict[str, memoryview] = {}
        self._statuses = Statuses()
        self.is_output_as_it_was = False
        self._numbers: dict[str, int] = {}

    def recall(self, written: Iterable[str]) -> Outcome | None:
        """Return the outcome of the last run, if a run now would do nothing and report the same.

        Args:
            written: The files of the output that are a run's own: its manifest, and those that it names.
        """
        if not self._is_kept:
            return None
        self.seen = look(self._folder, self._contexts, self._baselines)
        try:
            self._read(sorted(written))
            is_same = self.is_output_as_it_was and self._header["input"] == self.seen.digest
            return outcome_of(self._header["outcome"]) if is_same else None
        except OTHERWISE:
            self.forget()
            return None

    def forget(self) -> None:
        """Believe nothing that is remembered."""
        self._header, self._numbers, self.is_output_as_it_was = {}, {}, False

    def _read(self, written: Sequence[str]) -> None:
        header, self._sections = apart(self._entry.read() or b"")
        statuses = Statuses.of(self._sections["statuses"])
        now, ways = look_at_output(self._output, written)
        if header["options"] != self._options or header["ways"] != ways or len(statuses) != len(written):
            raise ValueError
        self._header, self._statuses = header, statuses
        self._numbers = {path: number for number, path in enumerate(written)}
        self.is_output_as_it_was = now.bytes() == statuses.bytes()

    def past(self, index: Index, seal: str) -> Past | None:
        """Return what the last run knew of each file of the configuration; None if only a whole run can follow it.

        Args:
            index: The index of the configuration.
            seal: What tells it from any other.
        """
        header = self._header
        try:
            if header["index"] != seal or header["further"] != self.seen.digest_of_further:
                return None
            results = Results(*(self._sections[name] for name in ("keys", "ends", "results")))
            return Past(
                index, from_json(header["news"]), results, reach_of(header["reach"]), outcome_of(header["outcome"])
            )
        except OTHERWISE:
            return None

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
        return Made(bytes(self._sections["digests"][place]), bytes(self._sections["sources"][place]))

    def keep(
        self,
        outcome: Outcome,
        written: Mapping[str, Made],
        memory: Memory,
        news: Mapping[str, News | None] | None = None,
    ) -> None:
        """Remember a run that has just ended, and still keeps others off the output.

        Args:
            outcome: What it reported.
            written: The files of the output that are now a run's own, and what is to be remembered of each.
            memory: What it remembers of the configuration.
            news: The files of which it knows otherwise than the index.
        """
        if not self._is_kept:
            return
        paths = sorted(written)
        statuses, ways = look_at_output(self._output, paths)
        seen = self.seen.settled(self._started)
        keys, ends, results = as_bytes(memory.made.results if news else {})
        header = {
            "options": self._options,
            "input": seen.digest,
            "further": seen.digest_of_further,
            "ways": ways,
            "index": memory.seal,
            "outcome": outcome,
            "reach": memory.reach,
            "news": as_json(news or {}),
        }
        sections = {
            "statuses": statuses.bytes(),
            "digests": b"".join(written[path].digest for path in paths),
            "sources": b"".join(written[path].source for path in paths),
            "keys": keys,
            "ends": ends,
            "results": results,
        }
        self._entry.write(joined(header, sections))
