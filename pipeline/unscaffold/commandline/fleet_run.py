"""A run of a command over a fleet, with its results: what a fleet's engine is asked for."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.findings import Failure
from unscaffold.fleets import Command, opened, results_folder, run_fleet
from unscaffold.reporting import Gathering

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unscaffold.commandline.fleet_flags import Asked
    from unscaffold.fleets import Manner, Results, Visited
    from unscaffold.reporting import Fleet, Row
    from unscaffold.repositories import Repository


class Run:
    """A run of a command over repositories.

    Args:
        repositories: The repositories.
        asked: The command.
        results: Where their results are kept.
    """

    def __init__(self, repositories: Sequence[Repository], asked: Asked, results: Results) -> None:
        self._repositories, self._results = repositories, results
        self._gathering = Gathering(asked.name)
        self._command = Command(asked.name, asked.words, asked.base, asked.files)
        self._done: set[str] = set()

    def rows(self, manner: Manner) -> Iterator[Row]:
        """Run the command, and yield each repository as it is done; its result is kept then.

        Args:
            manner: How the work is done.
        """
        for came in run_fleet(self._repositories, self._command, manner, self._results.known):
            visited = self._results.keep(came)
            self._done.add(came.name)
            if visited:
                yield self._gathering.add(visited)
        if len(self._done) == len(self._repositories):
            self._results.complete()

    def visited(self) -> Iterator[Visited]:
        """Yield the repositories that are done, by name, of which one at a time is in memory."""
        return self._results.visited(sorted(self._done))

    def fleet(self, title: str) -> Fleet:
        """Return what is told of all of them, called so."""
        return self._gathering.fleet(title, len(self._repositories) - len(self._done))


@contextmanager
def begun(
    where: str, repositories: Sequence[Repository], asked: Asked, results: Path | None, *, fresh: bool
) -> Iterator[Run]:
    """Yield a run, while nobody else may use its results.

    Args:
        where: The list of the repositories, as it was named.
        repositories: The repositories.
        asked: The command.
        results: The folder of results, in which each command has one of its own; None for one in the cache folder,
            for the list and the command line.
        fresh: Whether what is there is no reason to leave anything out.

    Raises:
        Failure: Another run uses the results, or there is no place for them.
    """
    words = (asked.name, *asked.words, asked.base, asked.against)
    if results:
        folder: Path | None = results / asked.name  # what two commands tell cannot be compared
    else:
        folder = results_folder(Path("-") if where == "-" else Path(where).absolute(), words)
    if folder is None:
        raise Failure("there is no cache folder; name a folder for the results with --results")
    with opened(folder, fresh=fresh) as kept:
        yield Run(repositories, asked, kept)
