"""What is remembered of the last check of a configuration folder: what it told, and where that stands."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from unscaffold.checking.checked import Told
from unscaffold.findings import Failure, Ignored, Mark
from unscaffold.remembering import OTHERWISE, Entry, Seen, apart, joined, look, recalled, region_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from unscaffold.checking.checked import Checked
    from unscaffold.options import Options
    from unscaffold.reading import Places


class LastCheck:
    """What is remembered of the last check of a configuration folder.

    Args:
        folder: The configuration folder.
        options: Those of the check. Nothing is remembered of one with further stylesheets: nobody knows what they
            read.
        today: The day against which dates are held.
    """

    def __init__(self, folder: Path, options: Options, today: date) -> None:
        self._folder, self._options, self.today = folder, options, today
        self._started = time.time()
        self._entry = Entry("check", folder, repr(options.deciding))
        self._seen: Seen | None = None
        self._sections: dict[str, memoryview] = {}

    def recall(self) -> Told | None:
        """Return what the last check told, if one would tell the same now."""
        if not self._entry.is_kept or self._options.stylesheets:
            return None
        baselines = [str(self._options.baseline)] if self._options.baseline else []
        try:
            self._seen = look(self._folder, self._options.context, baselines)
        except Failure:  # which the check itself tells
            return None
        try:
            header, self._sections = apart(self._entry.read() or b"")
            is_same = [header["input"], header["day"]] == [self._seen.digest, str(self.today)]
            return _told(json.loads(bytes(self._sections["told"]))) if is_same else None
        except OTHERWISE:
            return None

    def places(self) -> Places:
        """Return where marks are in files, by the digests of these, as far as the last check knew it."""
        try:
            kept = json.loads(bytes(self._sections["places"]))
            return {digest: dict(_place(*one) for one in places) for digest, places in kept.items()}
        except OTHERWISE:
            return {}

    def keep(self, checked: Checked) -> None:
        """Remember a check that has just ended; not one that could not read a file: nobody sees when it can."""
        read = checked.expansion.configuration
        if self._seen is None or not all((*read.digests.values(), *read.context_digests.values())):
            return
        header = {"input": self._seen.settled(self._started).digest, "day": str(self.today)}
        asked = read.placing.asked
        places = {digest: [[*mark, *place] for mark, place in own.items()] for digest, own in asked.items()}
        told = [checked.findings, checked.ignored, checked.secrets]
        self._entry.write(joined(header, {"told": json.dumps(told).encode(), "places": json.dumps(places).encode()}))


def _told(kept: list[Any]) -> Told:
    findings, ignored, secrets = kept
    return Told([*map(recalled, findings)], Ignored(*ignored), [*map(region_of, secrets)])


def _place(way: list[int], attribute: str, part: str, *place: int) -> tuple[Mark, tuple[int, int, int, int]]:
    line, column, end_line, end_column = place
    return Mark(tuple(way), attribute, part), (line, column, end_line, end_column)
