"""A run that has something to do, its phases in their order: expand in memory, lay out, compare, write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.expanding import expand_in_memory, expand_remembering
from unscaffold.findings import Failure
from unscaffold.folder_to_folder.layouts import as_folder, as_scaffoldings
from unscaffold.folder_to_folder.report import Report
from unscaffold.indexing import kept_of
from unscaffold.output import MANIFEST, Changes, locked
from unscaffold.remembering import NOTHING_MADE, Made, Outcome
from unscaffold.writing import apply, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from unscaffold.expanding import Expansion
    from unscaffold.folder_to_folder.parts import Parts
    from unscaffold.options import Options, Progress
    from unscaffold.output import Tree, Wanted


def full_run(run: Parts) -> Report:
    """Expand a configuration folder into an output folder.

    Args:
        run: What the run is made of.

    Raises:
        Failure: The input or the output cannot be used.
    """
    expansion = expand_remembering(run.folder, run.options, run.progress, run.memory)
    if not run.options.write:
        wanted = _wanted(expansion, run.options)
        return _report(expansion, _compare(run, run.tree, wanted, expansion), run.tree.content)
    if expansion.errors and not run.options.keep_going:
        return _report(expansion, Changes(), run.tree.content)
    return _written(run, expansion)


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


def _written(run: Parts, expansion: Expansion) -> Report:
    with locked(run.tree.root):
        tree = run.tree.now()  # that nobody else writes to it
        wanted = _wanted(expansion, run.options)
        changes = _compare(run, tree, wanted, expansion)
        apply(tree, changes, run.progress)
        report = _report(expansion, changes, tree.content, files=tree.files)
        if not report.errors:
            run.last.keep(outcome_of(report), made_of(tree, wanted), *kept_of(run.memory))
    return report


def outcome_of(report: Report) -> Outcome:
    """Return what is remembered of a report."""
    counts = (report.expanded, report.others, report.unknown, report.adjustments)
    return Outcome(report.findings, *counts, report.ignored)


def made_of(tree: Tree, wanted: Iterable[Wanted]) -> dict[str, Made]:
    """Return what is remembered of files that were written, or were there already."""
    made = {file.path: Made(bytes.fromhex(tree.files[file.path][0]), file.source) for file in wanted}
    return made | {MANIFEST: NOTHING_MADE}


def _report(
    expansion: Expansion,
    changes: Changes,
    before: Callable[[str], bytes | None],
    *,
    files: Mapping[str, list[str]] | None = None,
) -> Report:
    from unscaffold.grants import count_of_unknown  # noqa: PLC0415 - a run that follows a change takes the last count

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


def _compare(run: Parts, tree: Tree, wanted: Iterable[Wanted], expansion: Expansion) -> Changes:
    options = run.options
    force = options.force or not options.write
    changes = compare(tree, wanted, _kept(tree, expansion, options), force=force, known=run.last.digest)
    if options.write:
        refuse_what_is_in_the_way(tree, changes, options)
    return changes


def _kept(tree: Tree, expansion: Expansion, options: Options) -> Iterable[str]:
    """Return the paths that are to be left as they are, for it is not known what should be there."""
    unread = expansion.configuration.unread
    # Which file of the other layout is that of a scaffolding that failed, nobody can tell: all are kept then.
    failed = unread or any(one.failed for one in expansion.expanded)
    return tree.files if options.layout == "scaffoldings" and failed else unread


def refuse_what_is_in_the_way(tree: Tree, changes: Changes, options: Options) -> None:
    """Refuse to write where something is in the way that no run has written.

    Raises:
        Failure: Something is.
    """
    if changes.obstacles:
        first, *others = sorted(changes.obstacles)
        more = f"; {len(others)} more are in the way" if others else ""
        raise Failure(f"{first}; move it elsewhere{more}")
    if changes.foreign and not options.force:
        first, *others = sorted(changes.foreign)
        more = f" (and {len(others)} more)" if others else ""
        path = tree.root / first
        raise Failure(f"{path}{more} is not as unscaffold wrote it; save it elsewhere and remove it, or say --force")
