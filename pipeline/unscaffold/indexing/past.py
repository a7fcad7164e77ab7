"""What the last run into an output knew of each file: what the index has of it, but for what has changed since."""

from __future__ import annotations

from array import array
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from unscaffold.indexing.encoding import reading_of
from unscaffold.indexing.index import Known
from unscaffold.indexing.reach import Reach, reach_of
from unscaffold.indexing.results import Results, as_bytes
from unscaffold.reading import lookups
from unscaffold.remembering import OTHERWISE, recalled

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from unscaffold.findings import Finding
    from unscaffold.indexing.index import Index
    from unscaffold.indexing.memory import Memory
    from unscaffold.reading import Reading
    from unscaffold.remembering import LastRun, Outcome, Status


_RESULTS = ("keys", "result ends", "results")  # the sections that have results


class Forgotten(Exception):  # noqa: N818 - it is not an error: a run then looks at everything
    """What was remembered cannot be read."""


class News(NamedTuple):
    """What is remembered of a file that is not as the index has it: the same, what was found, what was looked up.

    `asked` are the numbers of the look-ups for its scaffoldings.
    """

    known: Known
    found: list[Any]
    asked: Sequence[int]

    def has(self, what: str, number: int) -> bool:
        """Return whether the file has a number; the arguments are those of `Index.having`."""
        own = self.known.numbers
        if what == "provided":
            return number in own.provided
        if what == "asked":
            return number in own.asked or number in self.asked
        return number in own.identified or number in self.known.generated


class Past:
    """An index with the news since.

    Args:
        index: The index.
        news: The files that are not as it has them, by name; None for one that is gone.
        results: What was generated since.
        reach: How far a change reaches.
        outcome: What it reported.
    """

    def __init__(
        self, index: Index, news: Mapping[str, News | None], results: Results, reach: Reach, outcome: Outcome
    ) -> None:
        self.index = index
        self.news = news
        self.results = results
        self.reach = reach
        self.outcome = outcome

    def __contains__(self, file: str) -> bool:
        return self.status(file) is not None

    @property
    def files(self) -> Collection[str]:
        """The names of the files."""
        old = (file for file in self.index.files if file not in self.news)
        return dict.fromkeys([*old, *(file for file, own in self.news.items() if own)])

    def status(self, file: str) -> Status | None:
        """Return the status of a file; None if it is not known."""
        if file in self.news:
            own = self.news[file]
            return own.known.status if own else None
        return self.index.status(file) if file in self.index else None

    def known(self, file: str) -> Known:
        """Return what is remembered of a file, of which something is.

        Raises:
            Forgotten: It cannot be read.
        """
        own = self.news.get(file)
        try:
            return own.known if own else self.index.known(file)
        except OTHERWISE:
            raise Forgotten from None

    def reading(self, file: str) -> Reading:
        """Return what a file held, of which something is remembered.

        Raises:
            Forgotten: It cannot be read.
        """
        known = self.known(file)
        try:
            return reading_of(file, known.digest, known.reading)
        except OTHERWISE:
            raise Forgotten from None

    def having(self, what: str, number: int) -> set[str]:
        """Return the files that have a number; the arguments are those of `Index.having`.

        Raises:
            Forgotten: It cannot be read.
        """
        try:
            new = {file for file, own in self.news.items() if own and own.has(what, number)}
            return new | {file for file in self.index.having(what, number) if file not in self.news}
        except OTHERWISE:
            raise Forgotten from None

    @cached_property
    def found(self) -> dict[str, list[Finding]]:
        """What was found in files, by their names, located and not selected.

        Raises:
            Forgotten: It cannot be read.
        """
        new = {file: own.found for file, own in self.news.items() if own}
        try:
            old = {file: found for file, found in self.index.found.items() if file not in self.news}
            return {file: [*map(recalled, found)] for file, found in (old | new).items() if found}
        except OTHERWISE:
            raise Forgotten from None


def past_of(last: LastRun, index: Index, seal: str) -> Past | None:
    """Return what the last run into an output knew of each file; None if it had another index, or nobody knows.

    Args:
        last: The last run.
        index: The index as it is now.
        seal: What tells it from any other.
    """
    try:
        if last.more["index"] != seal or not last.is_all_else_as_it_was:
            return None
        results = Results(*(last.sections[name] for name in _RESULTS))
        news = {file: _news(*own) if own else None for file, own in last.more["news"].items()}
        return Past(index, news, results, reach_of(last.more["reach"]), last.outcome)
    except OTHERWISE:
        return None


def kept_of(
    memory: Memory, news: Mapping[str, News | None] | None = None
) -> tuple[dict[str, object], dict[str, bytes]]:
    """Return what a run is to keep of its memory for `past_of`, as `LastRun.keep` takes it.

    Args:
        memory: What it remembers, of which the index has all but the news.
        news: The files of which the index has nothing, or anything else.
    """
    texts = {file: own and [*_as_text(own.known), own.found, own.asked] for file, own in (news or {}).items()}
    results = as_bytes(memory.made.results if news else {})
    more: dict[str, object] = {"index": memory.seal, "reach": memory.reach, "news": texts}
    return more, dict(zip(_RESULTS, results, strict=True))


def _as_text(known: Known) -> list[Any]:
    status, digest, reading, numbers, generated = known
    return [status, digest, reading, [*map(list, numbers)], [*generated]]


def _news(
    status: Sequence[int],
    digest: str,
    reading: str,
    own: list[list[int]],
    generated: list[int],
    found: list[Any],
    asked: list[int],
) -> News:
    first, second, third, fourth = status
    of_file = lookups.Numbers(*(array("I", one) for one in own))
    return News(Known((first, second, third, fourth), digest, reading, of_file, generated), found, asked)
