"""A run that has something to do, its phases in their order: expand in memory, lay out, compare, write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.expanding import expand_in_memory, expand_remembering
from unscaffold.findings import Failure
from unscaffold.folder_to_folder.layouts import as_folder, as_scaffoldings
from unscaffold.folder_to_folder.report import Report
from unscaffold.grants import count_of_unknown
from unscaffold.output import Changes, Tree, Wanted, locked
from unscaffold.remembering import LastRun, Outcome
from unscaffold.writing import apply, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from unscaffold.expanding import Expansion
    from unscaffold.options import Options, Progress


def full_run(
    folder: Path, tree: Tree, options: Options, last: LastRun, progress: Progress, *, anew: bool = False
) -> Report:
    """Expand a configuration folder into an output folder.

    Args:
        folder: The configuration folder.
        tree: The output folder.
        options: How to do it.
        last: The last run, which is to be remembered as this one, if it ends without errors.
        progress: Told how far the run is.
        anew: Whether to believe nothing that former runs remembered.

    Raises:
        Failure: The input or the output cannot be used.
    """
    expansion = (
        expand_in_memory(folder, options, progress=progress)
        if anew
        else expand_remembering(folder, options, progress)
    )
    if not options.write:
        return _report(expansion, _compare(tree, expansion, options), tree.content)
    if expansion.errors and not options.keep_going:
        return _report(expansion, Changes(), tree.content)
    return _written(expansion, tree.root, options, last, progress)


def compared_with_itself(folder: Path, options: Options, progress: Progress) -> Report:
    """Expand a configuration folder in memory, and report what would change in it.

    Args:
        folder: The configuration folder.
        options: How to do it.
        progress: Told how far the run is.

    Raises:
        Failure: The folder cannot be used.
    """
    expansion = expand_in_memory(folder, options, progress=progress)
    read = expansion.configuration
    wanted = _wanted(expansion, options)
    changes = Changes(
        added=[file for file in wanted if file.path not in read.digests],
        changed=[file for file in wanted if file.path in read.digests and not file.digest],
        unchanged={file.path: [file.digest] for file in wanted if file.digest},
    )
    return _report(expansion, changes, lambda path: read.bytes(path) if path in read.digests else None)


def _written(expansion: Expansion, output: Path, options: Options, last: LastRun, progress: Progress) -> Report:
    with locked(output):
        tree = Tree(output, options.layout)  # as it is now that nobody else writes to it
        changes = _compare(tree, expansion, options)
        apply(tree, changes, progress)
        report = _report(expansion, changes, tree.content, files=tree.files)
        if not report.errors:
            counts = (report.expanded, report.others, report.unknown, report.adjustments)
            last.keep(Outcome(report.findings, *counts, report.ignored), tree.own)
    return report


def _report(
    expansion: Expansion,
    changes: Changes,
    before: Callable[[str], bytes | None],
    *,
    files: Mapping[str, list[str]] | None = None,
) -> Report:
    return Report(
        findings=expansion.findings,
        expanded=sum(not one.failed for one in expansion.expanded),
        others=len(expansion.configuration.others),
        unknown=count_of_unknown(expansion.configuration.others),
        adjustments=len(expansion.adjustments),
        ignored=expansion.ignored,
        changes=changes,
        written=files is not None,
        before=before,
        files=files or {},
        expansion=expansion,
    )


def _wanted(expansion: Expansion, options: Options) -> list[Wanted]:
    return as_scaffoldings(expansion) if options.layout == "scaffoldings" else as_folder(expansion, options.baseline)


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
