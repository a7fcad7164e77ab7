"""What all phases of a run have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.indexing import Memory
    from unscaffold.options import Options, Progress
    from unscaffold.output import Tree
    from unscaffold.remembering import LastRun


class Parts(NamedTuple):
    """What a run is made of.

    `folder` is the configuration folder, `tree` the output folder; `options` say how to do it. `last` is the last
    run, as which this one is to be remembered if it ends without errors; `memory` is what former runs remember of the
    configuration. `progress` is told how far the run is.
    """

    folder: Path
    tree: Tree
    options: Options
    last: LastRun
    memory: Memory
    progress: Progress
