"""Prints how many seconds it takes, by and large, to look at a git repository and to fetch it, over `file://`."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from unscaffold.repositories import Repository, fetched, state_of


def main(*repositories: str) -> None:
    """Fetch each repository as a task of a fleet does it, and print the mean."""
    started = time.perf_counter()
    for one in repositories:
        repository = Repository("benchmark", f"git+{Path(one).as_uri()}")
        state = state_of(repository)
        with (
            tempfile.TemporaryDirectory() as temporary,
            fetched(repository, Path(temporary).resolve(), revision=state.revision),
        ):
            pass
    print((time.perf_counter() - started) / len(repositories))


if __name__ == "__main__":
    main(*sys.argv[1:])
