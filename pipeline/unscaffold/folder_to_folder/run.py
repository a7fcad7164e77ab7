"""The whole run, its steps in their order: expand in memory, lay out, compare, write."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.files import resolved
from unscaffold.findings import Failure, errors_of
from unscaffold.options import SILENT, Progress
from unscaffold.remembering import LastRun, Outcome, cache_folder
from unscaffold.writing import LOCK, Changes, Tree, Wanted, apply, compare, locked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from os import PathLike

    from unscaffold.expanding import Expansion
    from unscaffold.findings import Finding


@dataclass(frozen=True)
class Report:
    """What a run did.

    `findings` is what was found, `expanded` and `others` count the scaffoldings that were expanded and those of
    other families; `changes` are those of the output tree, made if it was `written`. `expansion` is None where a
    run saw that nothing has changed since the last one. `before` returns the bytes of a file as the changes found it,
    by its path; None where there was none.
    """

    findings: list[Finding]
    expanded: int
    others: int
    changes: Changes
    written: bool
    before: Callable[[str], bytes | None] = field(repr=False)
    expansion: Expansion | None = field(default=None, repr=False)

    @property
    def errors(self) -> list[Finding]:
        """The findings that are errors."""
        return errors_of(self.findings)


def _report(
    expansion: Expansion, changes: Changes, before: Callable[[str], bytes | None], *, written: bool
) -> Report:
    expanded = sum(not one.failed for one in expansion.expanded)
    others = len(expansion.configuration.others)
    return Report(expansion.findings, expanded, others, changes, written, before, expansion)


def expand(
    folder: str | PathLike[str],
    output: str | PathLike[str],
    *,
    by_scaffolding: bool = False,
    stylesheets: Sequence[Path] = (),
    strict: bool = False,
    keep_going: bool = False,
    force: bool = False,
    write: bool = True,
    workers: int = 1,
    steps: Progress = SILENT,
) -> Report:
    """Expand the job scaffoldings of a configuration folder into an output folder.

    Args:
        folder: The configuration folder.
        output: The output folder; made if it does not exist.
        by_scaffolding: Write one file a scaffolding, as the vendor's debug export does, and not the folder.
        stylesheets: Further folders of stylesheets, each named after the scaffolding it expands.
        strict: Whether warnings are errors.
        workers: How many processes to work in; see `expand_in_memory`.
        keep_going: Whether to write what can be, in spite of errors.
        force: Whether to write into a folder with other content, and over files changed since they were written.
        write: Whether to write at all; if not, the report says what would change.
        steps: Told how far the run is.

    Returns:
        The report; nothing was written if the expansion has errors and `keep_going` is false.

    Raises:
        Failure: The input or the output cannot be used.
    """
    folder, output = Path(folder), Path(output)
    if not folder.is_dir():
        raise Failure(f"{folder} is not a folder; name the folder of the configuration")
    _keep_apart(folder, output)
    layout = "scaffoldings" if by_scaffolding else "folder"
    tree = Tree(output, layout)
    if tree.is_foreign() and write and not force:
        raise Failure(f"{output} is not empty and was not written by unscaffold; name another folder, or say --force")
    # Nobody knows what further stylesheets read.
    memory = None if stylesheets else LastRun(folder, output, (by_scaffolding, strict))
    remembered = memory.recall(tree.own) if memory else None
    if remembered:
        if write and os.path.lexists(output / LOCK):  # a run that was killed left it
            with suppress(Failure), locked(output):
                pass
        return Report(*remembered, Changes(unchanged=dict(tree.files)), written=write, before=tree.content)
    from unscaffold.expanding import expand_in_memory  # noqa: PLC0415 - a run with nothing to do does not wait for it

    expansion = expand_in_memory(
        folder, stylesheets=stylesheets, strict=strict, workers=workers, steps=steps, remembering=True
    )
    if not write:
        changes = _compare(tree, expansion, by_scaffolding=by_scaffolding, force=True, write=False)
        return _report(expansion, changes, tree.content, written=False)
    if expansion.errors and not keep_going:
        return _report(expansion, Changes(), tree.content, written=False)
    with locked(output):
        tree = Tree(output, layout)  # as it is now that nobody else writes to it
        changes = _compare(tree, expansion, by_scaffolding=by_scaffolding, force=force, write=True)
        if not changes.is_empty:
            steps.begin("Writing", len(changes.added) + len(changes.changed) + len(changes.removed))
        apply(tree, changes, lambda: steps.advance(1))
        report = _report(expansion, changes, tree.content, written=True)
        if memory and not report.errors:
            memory.keep(Outcome(report.findings, report.expanded, report.others), tree.own)
    return report


def preview(
    folder: Path,
    *,
    by_scaffolding: bool = False,
    stylesheets: Sequence[Path] = (),
    strict: bool = False,
    workers: int = 1,
    steps: Progress = SILENT,
) -> Report:
    """Report what expanding would change in the configuration itself; the arguments are those of `expand`."""
    from unscaffold.expanding import expand_in_memory  # noqa: PLC0415 - as above

    expansion = expand_in_memory(folder, stylesheets=stylesheets, strict=strict, workers=workers, steps=steps)
    wanted = _wanted(expansion, by_scaffolding=by_scaffolding)
    digests = expansion.configuration.digests
    changes = Changes(
        added=[file for file in wanted if file.path not in digests],
        changed=[file for file in wanted if file.path in digests and not file.digest],
        unchanged={file.path: [file.digest] for file in wanted if file.digest},
    )
    read = expansion.configuration
    return _report(expansion, changes, lambda path: read.bytes(path) if path in digests else None, written=False)


def _wanted(expansion: Expansion, *, by_scaffolding: bool) -> list[Wanted]:
    from unscaffold.folder_to_folder.layouts import as_folder, as_scaffoldings  # noqa: PLC0415 - as above

    return as_scaffoldings(expansion) if by_scaffolding else as_folder(expansion)


def _compare(tree: Tree, expansion: Expansion, *, by_scaffolding: bool, force: bool, write: bool) -> Changes:
    unread = expansion.configuration.unread
    # Which file of the other layout is that of a scaffolding that failed, nobody can tell: all are kept then.
    failed = unread or any(one.failed for one in expansion.expanded)
    kept = tree.files if by_scaffolding and failed else unread
    changes = compare(tree, _wanted(expansion, by_scaffolding=by_scaffolding), kept, force=force)
    if changes.obstacles and write:
        first, *others = sorted(changes.obstacles)
        more = f"; {len(others)} more are in the way" if others else ""
        raise Failure(f"{first}; move it elsewhere{more}")
    if changes.foreign and not force:
        first, *others = sorted(changes.foreign)
        more = f" (and {len(others)} more)" if others else ""
        path = tree.root / first
        raise Failure(f"{path}{more} is not as unscaffold wrote it; save it elsewhere and remove it, or say --force")
    return changes


def _keep_apart(folder: Path, output: Path) -> None:
    source, target = resolved(folder), resolved(output)
    if _lies_in(source, target) or _lies_in(target, source):
        raise Failure(f"{output} and {folder} lie in each other; name an output folder beside the configuration")
    cache = cache_folder()
    if cache and any(_is_seen(resolved(cache), root) for root in (source, target)):
        raise Failure(f"the cache folder {cache} lies in {folder} or {output}; name another one in UNSCAFFOLD_CACHE")


def _lies_in(path: Path, folder: Path) -> bool:
    """Return whether a path is a folder or lies in it, under whatever spelling or mount."""
    return _way_from(folder, path) is not None


def _is_seen(path: Path, folder: Path) -> bool:
    """Return whether a path lies in a folder, and in no hidden one there."""
    way = _way_from(folder, path)
    return way is not None and not any(part.startswith(".") for part in way.parts)


def _way_from(folder: Path, path: Path) -> Path | None:
    """Return the way from a folder to a path in it; None if it lies elsewhere."""
    for above in [path, *path.parents]:
        if above == folder or (above.exists() and folder.exists() and above.samefile(folder)):
            return path.relative_to(above)
    return None
