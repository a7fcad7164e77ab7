"""The phases of an expansion in memory, in their order."""

from __future__ import annotations

from collections import deque
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.adjusting import adjust, makes_pieces
from unscaffold.expanding.agents import strays
from unscaffold.expanding.applied_arguments import edit_jobs
from unscaffold.expanding.batches import Batches
from unscaffold.expanding.collisions import collisions
from unscaffold.expanding.expansion import Expanded, Expansion
from unscaffold.expanding.remembered import keep
from unscaffold.expanding.repeated import settle
from unscaffold.findings import in_order, rules
from unscaffold.generating import Stopped, start_workers
from unscaffold.indexing import Memory
from unscaffold.options import DEFAULTS, SILENT, Options, Progress
from unscaffold.reading import Alike, check, files_to_read, read_files
from unscaffold.selecting import Asked, select
from unscaffold.vocabulary import chosen, declarations, kind_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from os import PathLike

    from unscaffold.adjusting import Adjusted, Adjustment
    from unscaffold.expanding.batches import Batch
    from unscaffold.generating import Pool
    from unscaffold.reading import Configuration


class Request(NamedTuple):
    """A configuration folder that is to be expanded, and how; `elsewhere` are files of it that do not stand in it."""

    folder: Path
    options: Options
    elsewhere: Mapping[str, Path] = MappingProxyType({})


def expand_in_memory(
    folder: str | PathLike[str],
    options: Options = DEFAULTS,
    *,
    progress: Progress = SILENT,
) -> Expansion:
    """Read a configuration folder and expand its job scaffoldings, writing nothing.

    Args:
        folder: The configuration folder.
        options: How to do it; those that are about writing change nothing.
        progress: Told how far the run is.

    Raises:
        Failure: The folder or a stylesheet cannot be used.
    """
    return selected(expand_unselected(Path(folder), options, progress), options)


def expand_unselected(folder: Path, options: Options, progress: Progress) -> Expansion:
    """Do the same, and keep all that is found, in order: it is not selected yet, and nobody made hints for it.

    What is remembered is used; it is written where there is not nearly all of it.
    """
    memory = Memory(folder, options)
    expansion = _expand(Request(folder, options), progress, memory)
    if not memory.is_nearly_known:
        keep(expansion, memory)
    return expansion


def expand_remembering(folder: Path, options: Options, progress: Progress, memory: Memory) -> Expansion:
    """Do the same with what is remembered of the folder, and remember all of it for the next run."""
    expansion = _expand(Request(folder, options), progress, memory)
    if not expansion.errors or not memory.is_nearly_known:
        keep(expansion, memory)
    return selected(expansion, options)


def expand_part(
    read: Configuration, files: Collection[str], options: Options, progress: Progress, memory: Memory
) -> Expansion:
    """Expand the scaffoldings of some files, and find what is to be found in those.

    Args:
        read: All of the configuration that has to do with them.
        files: The files.
        options: How to do it.
        progress: Told how far the run is.
        memory: What former runs remember.

    Returns:
        What would be found of the files, if it is local; nothing is selected yet.
    """
    declared = declarations(())
    expanded = [Expanded(one) for one in read.scaffoldings if one.file in files]
    expansion = Expansion(read, expanded, [])
    found = chain(read.findings, check(read, declared, options.keep))
    expansion.find(one for one in found if one.region.file in files)
    with start_workers(options, 0) as at_work:
        progress.begin("Expanding", len(expanded))
        _generate(Batches(expansion, declared, memory), at_work, progress)
    return _finished(expansion, options, frozenset())


def expand_both(old: Request, new: Request, progress: Progress) -> tuple[Expansion, Expansion]:
    """Do the same with two folders, of which most is alike: that is read and generated once.

    What is generated of either is remembered as the last run on the new folder.
    """
    if old.options.stylesheets or new.options.stylesheets:  # what these read may be different
        before, after = (_expand(one, progress, Memory(None, one.options)) for one in (old, new))
        return selected(before, old.options), selected(after, new.options)
    memory, alike = Memory(new.folder, new.options, in_process=True), Alike()
    after = _expand(new, progress, memory, alike)
    before = _expand(old, progress, memory.also_for(old.options), alike)
    if not memory.is_nearly_known:
        keep(after, memory)
    return selected(before, old.options), selected(after, new.options)


def selected(expansion: Expansion, options: Options) -> Expansion:
    """Return an expansion with those of its findings that are told."""
    asked = Asked({rule.code: rule for rule in rules().values()}, are_all=False)
    chosen = select(expansion.findings, expansion.configuration, options, asked)
    expansion.findings, expansion.ignored = chosen.findings, chosen.ignored
    return expansion


def _expand(asked: Request, progress: Progress, memory: Memory, alike: Alike | None = None) -> Expansion:
    options = asked.options
    declared = declarations(options.stylesheets)
    to_read = files_to_read(asked.folder, options.context, asked.elsewhere)
    # A run that remembers has little left to generate, mostly: it starts processes when there proves to be more.
    with start_workers(options, to_read.files_in_all if memory.is_empty else 0) as at_work:
        progress.begin("Reading", to_read.files_in_all)
        choice = chosen(declared, options.only, options.keep)
        memory.read_ahead(at_work, to_read, choice)
        read = read_files(to_read, choice.expanded, progress, left=choice.left, memory=memory, alike=alike)
        expansion = Expansion(read, [Expanded(one) for one in read.scaffoldings], [])
        expansion.find(read.findings)
        expansion.find(check(read, declared, options.keep))
        progress.begin("Expanding", len(expansion.expanded))
        _generate(Batches(expansion, declared, memory), at_work, progress)
    return _finished(expansion, options, choice.left)


def _finished(expansion: Expansion, options: Options, left: frozenset[str]) -> Expansion:
    """Do to an expansion what is to be done once everything is generated."""
    are_own, read = bool(options.stylesheets), expansion.configuration
    count = len(expansion.findings)
    settle(expansion)
    edit_jobs(expansion, are_own=are_own)
    adjusted = _adjust(expansion, {*options.keep, *left.intersection(read.others)}, are_own=are_own)
    expansion.findings += collisions(expansion, adjusted.stands_alone)
    expansion.adjustments = [*map(partial(_of_left, expansion), adjusted.adjustments)]
    expansion.findings += strays(expansion, are_own=are_own)
    expansion.adjustments = _of_what_did_not_fail(expansion)
    expansion.is_local = len(expansion.findings) == count and not (
        expansion.left or _may_meet(expansion, options.keep)
    )
    expansion.findings = in_order(read.located(expansion.findings))
    return expansion


def _may_meet(expansion: Expansion, keep: Collection[str]) -> bool:
    """Return whether elements of any kind, of most of which nobody looks up what there is, may meet something.

    One may be what an element with a mode changes, or generate that, if it is kept; and one may replace a piece that
    a scaffolding makes.
    """
    read = expansion.configuration
    changing = chain(read.adjusters, read.lone, (job for job in read.jobs if job.mode))
    return makes_pieces(expansion.expanded) or any(keep or kind_of(one.name) is None for one in changing)


def _adjust(expansion: Expansion, keep: Collection[str], *, are_own: bool) -> Adjusted:
    adjusted = adjust(expansion.configuration, expansion.expanded, keep, are_own=are_own)
    for number, elements in adjusted.packed.items():
        expansion.expanded[number].packed = elements
    for number in adjusted.failed:
        expansion.expanded[number].failed = True
    expansion.findings += adjusted.findings
    return adjusted


def _of_left(expansion: Expansion, adjustment: Adjustment) -> Adjustment:
    """Return an adjustment, which stays for the product, too, if what is left in place generates the same."""
    is_left = (adjustment.kind, adjustment.identifier.lower()) in expansion.left
    return adjustment._replace(stays=True) if is_left else adjustment


def _of_what_did_not_fail(expansion: Expansion) -> list[Adjustment]:
    """Return the adjustments of scaffoldings that are written: those of the others stay, with their scaffoldings."""
    failed = {id(one.scaffolding) for one in expansion.expanded if one.failed}
    return [adjustment for adjustment in expansion.adjustments if id(adjustment.scaffolding) not in failed]


def _generate(batches: Batches, at_work: Pool, progress: Progress) -> None:
    under_way: deque[Batch] = deque()

    def documents() -> Iterator[str]:
        for batch in batches.made(progress):
            under_way.append(batch)
            yield batch.document()

    try:
        for generated in at_work.generated(documents(), rights=batches.have_rights):
            batch = under_way.popleft()
            batches.take(batch, generated)
            progress.advance(len(batch.requests))
    except Stopped as stopped:
        raise batches.failure(under_way[0], stopped) from None
