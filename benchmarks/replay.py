"""A client of a fleet whose work costs nothing: what came of it before is kept by a worker, and told again.

So the client has always something to do, and the time between two repositories is what it costs itself.
"""

from __future__ import annotations

import gzip
import json
import sys
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.commandline import main
from unscaffold.fleets import Outcome, fleet
from unscaffold.fleets.outcome import Unchanged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unscaffold.fleets.task import Task


def replay(folder: str, task: Task) -> Outcome | Unchanged:
    """Return what came of a repository, as the results in a folder have it; that it is unchanged without one."""
    name = task.repository.name
    return _outcomes(folder)[name] if folder else Unchanged(name)


@cache
def _outcomes(folder: str) -> Mapping[str, Outcome]:
    """Return what came of each repository, by its name."""
    kept = [json.loads(gzip.decompress(file.read_bytes())) for file in Path(folder).glob("*.json.gz")]
    return {one.name: one for one in (Outcome(*said["now"]) for said in kept)}


if __name__ == "__main__":
    from benchmarks.replay import replay as told  # by a name that a worker knows

    vars(fleet)["perform"] = partial(told, sys.argv[1])
    main(args=sys.argv[2:], prog_name="unscaffold")
