"""A run after which few files differ from what they were: only what depends on those is made and found anew.

Everything else is as the last run left it. Where that is not certain, a full run does it all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.expanding import by_file, expand_part, reach_of, selected
from unscaffold.files import folded
from unscaffold.findings import in_order
from unscaffold.folder_to_folder.affected import Affected
from unscaffold.folder_to_folder.full_run import made_of, outcome_of, refuse_what_is_in_the_way
from unscaffold.folder_to_folder.layouts import as_folder
from unscaffold.folder_to_folder.report import Report
from unscaffold.folder_to_folder.touched import Unclear
from unscaffold.indexing import Forgotten, News, kept_of, past_of
from unscaffold.output import locked
from unscaffold.writing import apply, compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unscaffold.expanding import Expansion
    from unscaffold.folder_to_folder.parts import Parts
    from unscaffold.indexing import Known, Memory, Past
    from unscaffold.options import Options
    from unscaffold.output import Changes, Tree, Wanted
    from unscaffold.remembering import Outcome

_MOST_NEWS = 500  # files of which the index knows no more: then a full run writes it anew


def follow(run: Parts) -> Report | None:
    """Do what a full run would do, if it is certain what that is.

    Args:
        run: What the run is made of.

    Returns:
        The report; None if it takes a full run.

    Raises:
        Failure: The input or the output cannot be used.
    """
    index, last = run.memory.index, run.last
    past = past_of(last, index, run.memory.seal) if index and _is_simple(run.options) else None
    if past is None or not past.reach.can_follow or last.seen.odd or not last.is_output_as_it_was:
        return None
    run = run._replace(memory=run.memory.since(past))
    try:
        affected = Affected(run.folder, run.options, past, last.seen, run.memory)
        expansion = expand_part(affected.configuration(), affected.files, run.options, run.progress, run.memory)
        news = _news(affected, expansion, past, run.memory)
        return _written(run, affected, expansion, news, past)
    except (Unclear, Forgotten):
        return None


def _is_simple(options: Options) -> bool:
    return options.write and not (options.force or options.only or options.stylesheets) and options.layout == "folder"


def _news(affected: Affected, expansion: Expansion, past: Past, part: Memory) -> dict[str, News | None]:
    """Return what is to be remembered of the files that were looked at, and of those that are gone.

    Raises:
        Unclear: Something was found that may have to do with further files.
    """
    part.reach = reach_of(expansion)
    if not part.reach.can_follow:
        raise Unclear
    part.reach = part.reach._replace(names_matter=past.reach.names_matter or part.reach.names_matter)
    part.identify(expansion.identifiers)
    found = by_file(expansion.configuration.located(expansion.local))
    known = {file: one for file, one in part.made.known() if file in affected.files}
    numbers, asked = part.made.files, part.made.asked.numbers()
    _check_identifiers(affected, known, past)
    new = {file: News(one, found.get(file, []), asked.get(numbers[file], [])) for file, one in known.items()}
    news: dict[str, News | None] = {**past.news, **new, **dict.fromkeys(affected.gone)}
    if len(news) > _MOST_NEWS:
        raise Unclear
    return news


def _check_identifiers(affected: Affected, known: Mapping[str, Known], past: Past) -> None:
    """Refuse identifiers that others have, too, and others than before where somebody may name them."""
    looked_at = {*affected.files, *affected.gone}
    before = {number for file in looked_at if file in past for number in past.known(file).identifiers}
    now = {number for one in known.values() for number in one.identifiers}
    if before != now and past.reach.names_matter:
        raise Unclear
    if any(not past.having("identifiers", number) <= looked_at for number in now):
        raise Unclear


def _written(
    run: Parts, affected: Affected, expansion: Expansion, news: Mapping[str, News | None], past: Past
) -> Report:
    looked_at = {*affected.files, *affected.gone}
    before = [found for file, own in past.found.items() if file not in looked_at for found in own]
    expansion.findings = in_order([*before, *expansion.findings])
    expansion = selected(expansion, run.options)
    if expansion.errors:  # as a warning may be: nothing is written then, mostly
        raise Unclear
    wanted = [file for file in as_folder(expansion, run.options.baseline) if file.path in affected.files]
    more = _difference(affected, expansion, past)
    with locked(run.tree.root):
        tree = run.tree.now()
        if tree is not run.tree:  # another run has written
            raise Unclear
        kept = frozenset(tree.files.keys() - looked_at)
        _check_names(tree, kept, wanted)
        changes = compare(tree, wanted, kept, known=run.last.digest)
        refuse_what_is_in_the_way(tree, changes, run.options)
        apply(tree, changes, run.progress)
        report = _report(expansion, changes, tree, past.outcome, more)
        if not report.errors:
            made = {path: one for path, one in run.last.made().items() if path in kept} | made_of(tree, wanted)
            run.last.keep(outcome_of(report), made, *kept_of(run.memory, news), untouched=kept)
    return report


def _check_names(tree: Tree, kept: Iterable[str], wanted: Iterable[Wanted]) -> None:
    """Refuse new files that some file systems take for others, by their names: a full run tells whether this does."""
    new = {folded(file.path) for file in wanted if file.path not in tree.files}
    if new and not new.isdisjoint(map(folded, kept)):
        raise Unclear


def _difference(affected: Affected, expansion: Expansion, past: Past) -> int:
    """Return how many scaffoldings more there are than before."""
    looked_at = (file for file in {*affected.files, *affected.gone} if file in past)
    return len(expansion.expanded) - sum(len(past.reading(file).scaffoldings) for file in looked_at)


def _report(expansion: Expansion, changes: Changes, tree: Tree, before: Outcome, more: int) -> Report:
    return Report(
        findings=expansion.findings,
        expanded=before.expanded + more,
        others=before.others,
        unknown=before.unknown,
        adjustments=before.adjustments,
        ignored=expansion.ignored,
        changes=changes,
        written=True,
        before=tree.content,
        files=tree.files,
    )
