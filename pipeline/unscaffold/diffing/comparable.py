"""The effective configurations of two expansions, without what is the same on both sides, or known on one only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.comparing import Comparison, compare
from unscaffold.diffing.same import different_files
from unscaffold.diffing.sides import key_of
from unscaffold.effective import Effective, effective
from unscaffold.jobs import may_call, steps_in
from unscaffold.vocabulary import is_task

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from unscaffold.effective import Element
    from unscaffold.expanding import Expansion
    from unscaffold.options import Options

    Side = tuple[Expansion, Options]


def comparison_of(old: Side, new: Side) -> Comparison:
    """Return what is different between two expansions, each with its options.

    What stands in a file that one side could not read, and what a scaffolding generates that does not expand on one
    side, is left out on both: it is neither added nor removed.
    """
    is_known = _known_on_both(old[0], new[0])
    files = None if is_known or old[1] != new[1] else different_files(old[0], new[0])
    found = compare(*(_only(expansion, options, is_known, files) for expansion, options in (old, new)))
    if files is None or _is_whole(found, (old[0], new[0])):
        return found
    return compare(*(_only(expansion, options, is_known, None) for expansion, options in (old, new)))


def _is_whole(found: Comparison, sides: Iterable[Expansion]) -> bool:
    """Return whether nothing is different that changes what files say that are the same."""
    if found.access_rules or any(is_task(one.name) for one in found.others):
        return False
    tasks = found.tasks
    return not tasks or all(tasks.isdisjoint(_called(side)) for side in sides)


def _called(expansion: Expansion) -> Iterator[str]:
    """Yield the identifiers, in lower case, of the tasks that jobs call which do not declare them."""
    for job in expansion.configuration.jobs:
        yield from (said.get("Identifier", "").lower() for _, said, _ in job.children)
    for one in expansion.expanded:
        xml = one.xml
        if may_call(xml):
            yield from (step.attribute("Identifier").lower() for step in steps_in(xml) if not is_task(step.name))


def _only(
    expansion: Expansion,
    options: Options,
    is_known: Callable[[Element], bool] | None,
    files: Collection[str] | None,
) -> Effective:
    conf = effective(expansion, options.target, files=files)
    if is_known is None:
        return conf
    left = [element for element in conf.elements if is_known(element)]
    return Effective(left, conf.folder, conf.files, conf.target, conf.today, is_whole=False)


def _known_on_both(old: Expansion, new: Expansion) -> Callable[[Element], bool] | None:
    """Return whether an element is known on both sides; None if all are."""
    failed = {key_of(one.scaffolding) for side in (old, new) for one in side.expanded if one.failed}
    unread = old.configuration.unread | new.configuration.unread
    if not (failed or unread):
        return None
    return lambda one: (
        one.file not in unread and not (one.scaffolding is not None and key_of(one.scaffolding) in failed)
    )
