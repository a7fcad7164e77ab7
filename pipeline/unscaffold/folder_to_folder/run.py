"""The whole run, its phases in their order: expand in memory, lay out, compare, write."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.files import check_folder
from unscaffold.findings import Failure
from unscaffold.folder_to_folder.places import keep_apart
from unscaffold.folder_to_folder.report import Report
from unscaffold.options import DEFAULTS, SILENT, Options, Progress
from unscaffold.remembering import LastRun, Outcome
from unscaffold.writing import LOCK, Changes, Tree, Wanted, apply, compare, locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from os import PathLike

    from unscaffold.expanding import Expansion


def expand(
    folder: str | PathLike[str],
    output: str | PathLike[str],
    options: Options = DEFAULTS,
    *,
    progress: Progress = SILENT,
) -> Report:
    """Expand the job scaffoldings of a configuration folder into an output folder.

    Args:
        folder: The configuration folder.
        output: The output folder; made if it does not exist.
        options: How to do it.
        progress: Told how far the run is.

    Returns:
        The report; nothing was written if the expansion has errors and `options.keep_going` is false.

    Raises:
        Failure: The input or the output cannot be used.
    """
    folder, output = Path(folder), Path(output)
    check_folder(folder)
    keep_apart(folder, output)
    tree = Tree(output, options.layout)
    if tree.is_foreign() and options.write and not options.force:
        raise Failure(f"{output} is not empty and was not written by unscaffold; name another folder, or say --force")
    last = LastRun(folder, output, options)
    outcome = last.recall(tree.own)
    if outcome:
        return _nothing_to_do(tree, outcome, options)
    from unscaffold.expanding import expand_in_memory  # noqa: PLC0415 - a run with nothing to do does not wait for it

    expansion = expand_in_memory(folder, options, progress=progress, remembering=True)
    if not options.write:
        return _report(expansion, _compare(tree, expansion, options), tree.content)
    if expansion.errors and not options.keep_going:
        return _report(expansion, Changes(), tree.content)
    return _written(expansion, output, options, last, progress)


def _nothing_to_do(tree: Tree, outcome: Outcome, options: Options) -> Report:
    if options.write and os.path.lexists(tree.root / LOCK):  # a run that was killed left it
        with suppress(Failure), locked(tree.root):
            pass
    changes = Changes(unchanged=dict(tree.files))
    return Report(
        findings=outcome.findings,
        expanded=outcome.expanded,
        others=outcome.others,
        changes=changes,
        written=options.write,
        before=tree.content,
    )


def _written(expansion: Expansion, output: Path, options: Options, last: LastRun, progress: Progress) -> Report:
    with locked(output):
        tree = Tree(output, options.layout)  # as it is now that nobody else writes to it
        changes = _compare(tree, expansion, options)
        apply(tree, changes, progress)
        report = _report(expansion, changes, tree.content, written=True)
        if not report.errors:
            last.keep(Outcome(report.findings, report.expanded, report.others), tree.own)
    return report


def _report(
    expansion: Expansion, changes: Changes, before: Callable[[str], bytes | None], *, written: bool = False
) -> Report:
    return Report(
        findings=expansion.findings,
        expanded=sum(not one.failed for one in expansion.expanded),
        others=len(expansion.configuration.others),
        changes=changes,
        written=written,
        before=before,
        expansion=expansion,
    )


def preview(folder: str | PathLike[str], options: Options = DEFAULTS, *, progress: Progress = SILENT) -> Report:
    """Report what expanding would change in the configuration itself; the arguments are those of `expand`."""
    from unscaffold.expanding import expand_in_memory  # noqa: PLC0415 - as above

    expansion = expand_in_memory(folder, options, progress=progress)
    read = expansion.configuration
    wanted = _wanted(expansion, options)
    changes = Changes(
        added=[file for file in wanted if file.path not in read.digests],
        changed=[file for file in wanted if file.path in read.digests and not file.digest],
        unchanged={file.path: [file.digest] for file in wanted if file.digest},
    )
    return _report(expansion, changes, lambda path: read.bytes(path) if path in read.digests else None)


def _wanted(expansion: Expansion, options: Options) -> list[Wanted]:
    from unscaffold.folder_to_folder.layouts import as_folder, as_scaffoldings  # noqa: PLC0415 - as above

    return as_scaffoldings(expansion) if options.layout == "scaffoldings" else as_folder(expansion)


def _compare(tree: Tree, expansion: Expansion, options: Options) -> Changes:
    changes = compare(
        tree, _wanted(expansion, options), _kept(tree, expansion, options), force=options.force or not options.write
    )
    if options.write:
        _refuse_what_is_in_the_way(tree, changes, options)
    return changes


def _kept(tree: Tree, expansion: Expansion, options: Options) -> Iterable[str]:
    """Return the paths that are to be left as they are, for it is not known what should be there."""
    unread = expansion.configuration.unread
    # Which file of the other layout is that of a scaffolding that failed, nobody can tell: all are kept then.
    failed = unread or any(one.failed for one in expansion.expanded)
    return tree.files if options.layout == "scaffoldings" and failed else unread


def _refuse_what_is_in_the_way(tree: Tree, changes: Changes, options: Options) -> None:
    if changes.obstacles:
        first, *others = sorted(changes.obstacles)
        more = f"; {len(others)} more are in the way" if others else ""
        raise Failure(f"{first}; move it elsewhere{more}")
    if changes.foreign and not options.force:
        first, *others = sorted(changes.foreign)
        more = f" (and {len(others)} more)" if others else ""
        path = tree.root / first
        raise Failure(f"{path}{more} is not as unscaffold wrote it; save it elsewhere and remove it, or say --force")
