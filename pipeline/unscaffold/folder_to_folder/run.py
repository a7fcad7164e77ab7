"""A run from a folder to a folder: what is checked before it, and the short cut if nothing has changed."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.files import check_folder
from unscaffold.findings import Failure
from unscaffold.folder_to_folder.apart import keep_apart
from unscaffold.folder_to_folder.report import Report
from unscaffold.options import DEFAULTS, SILENT, Options, Progress
from unscaffold.output import LOCK, Changes, Tree, locked
from unscaffold.remembering import LastRun, Outcome

if TYPE_CHECKING:
    from os import PathLike


def expand(
    folder: str | PathLike[str],
    output: str | PathLike[str],
    options: Options = DEFAULTS,
    *,
    progress: Progress = SILENT,
    anew: bool = False,
) -> Report:
    """Expand the job scaffoldings of a configuration folder into an output folder.

    Args:
        folder: The configuration folder.
        output: The output folder; made if it does not exist.
        options: How to do it.
        progress: Told how far the run is.
        anew: Whether to read and generate all, and to believe nothing that former runs remembered.

    Returns:
        The report; nothing was written if the expansion has errors and `options.keep_going` is false.

    Raises:
        Failure: The input or the output cannot be used.
    """
    folder, output = Path(folder), Path(output)
    check_folder(folder)
    keep_apart(folder, output, options.context)
    tree = Tree(output, options.layout)
    if tree.is_foreign() and options.write and not options.force:
        raise Failure(f"{output} is not empty and was not written by unscaffold; name another folder, or say --force")
    last = LastRun(folder, output, options)
    outcome = last.recall(tree.own)
    if anew:
        last.forget()
    elif outcome:
        return _nothing_to_do(tree, outcome, options)
    from unscaffold.folder_to_folder.few_files import follow  # noqa: PLC0415 - most runs have nothing to do
    from unscaffold.folder_to_folder.full_run import full_run  # noqa: PLC0415 - as above
    from unscaffold.folder_to_folder.parts import Parts  # noqa: PLC0415 - as above
    from unscaffold.indexing import Memory  # noqa: PLC0415 - as above

    run = Parts(folder, tree, options, last, Memory(None if anew else folder, options), progress)
    return follow(run) or full_run(run)


def preview(folder: str | PathLike[str], options: Options = DEFAULTS, *, progress: Progress = SILENT) -> Report:
    """Report what expanding would change in the configuration itself; the arguments are those of `expand`."""
    from unscaffold.folder_to_folder.full_run import compared_with_itself  # noqa: PLC0415 - as above

    return compared_with_itself(Path(folder), options, progress)


def _nothing_to_do(tree: Tree, outcome: Outcome, options: Options) -> Report:
    if options.write and os.path.lexists(tree.root / LOCK):  # a run that was killed left it
        with suppress(Failure), locked(tree.root):
            pass
    changes = Changes(unchanged=dict(tree.files))
    return Report(
        findings=outcome.findings,
        expanded=outcome.expanded,
        others=outcome.others,
        unknown=outcome.unknown,
        adjustments=outcome.adjustments,
        ignored=outcome.ignored,
        changes=changes,
        written=options.write,
        before=tree.content,
    )
