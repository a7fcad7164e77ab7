"""The arguments that edit a finished job, applied in all of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from unscaffold.findings import errors_of
from unscaffold.jobs import KnownTasks, edits, identified
from unscaffold.markup import packed
from unscaffold.vocabulary import is_task, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.expanding.expansion import Expanded, Expansion
    from unscaffold.findings import Region
    from unscaffold.reading import Declared


def edit_jobs(expansion: Expansion, *, are_own: bool) -> None:
    """Apply the arguments that edit finished jobs; scaffoldings with one that cannot be applied fail.

    Args:
        expansion: The expansion; takes what was found.
        are_own: Whether stylesheets of somebody's own may have made such arguments themselves.
    """
    riding = vocabulary().riders
    edited = [one for one in expansion.expanded if one.has_its_tasks and _has_riders(one, are_own=are_own)]
    if not edited:
        return
    written = expansion.configuration.jobs
    tasks = dict.fromkeys(element.identifier for element in written if is_task(element.name))  # in their order
    for one in expansion.expanded:
        tasks |= dict.fromkeys(identifier for name, identifier in identified(one.xml) if is_task(name))
    further = expansion.configuration.context_jobs
    tasks |= dict.fromkeys(element.identifier for element in further if is_task(element.name))
    known = KnownTasks(tasks, [start for one in expansion.expanded for start in _starts(one)])
    for one in edited:
        numbers = [number for name, _attributes, number in one.scaffolding.children if name in riding]
        xml, found = edits.edited(one.xml, partial(_region, one.scaffolding, numbers), known)
        one.failed |= bool(errors_of(found))
        expansion.findings += found
        one.packed = packed(xml)


def _region(scaffolding: Declared, numbers: list[int], number: int, attribute: str = "") -> Region:
    """Return the region of a rider by its number; that of the scaffolding, where a stylesheet made the rider."""
    return scaffolding.region(attribute, *numbers[number : number + 1])


def _starts(one: Expanded) -> Iterator[str]:
    """Yield what the identifiers of a scaffolding's tasks begin with, if it is wrong and has not generated them."""
    if one.has_its_tasks and not (one.failed and not one.xml):
        return
    for attribute in ("JobIdentifier", "Connector", "Agent"):
        yield from filter(None, [one.scaffolding.attributes.get(attribute)])


def _has_riders(one: Expanded, *, are_own: bool) -> bool:
    riding = vocabulary().riders
    own = one.xml if are_own else ""
    return any(name in riding for name, _, _ in one.scaffolding.children) or any(f"<{name}" in own for name in riding)
