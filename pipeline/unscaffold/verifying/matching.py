"""Which element of an export is which that was expanded: by kind and identifier, or as another version names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.verifying.contents import is_equal
from unscaffold.verifying.renamed import renamed_jobs
from unscaffold.verifying.versions import twins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from unscaffold.verifying.units import Unit, Units

_MOST_EQUAL = 10  # elements of one kind and identifier that are looked at


class Pair(NamedTuple):
    """Two units that are the same one; `is_renamed` if another version of the product calls the task differently."""

    ours: Unit
    theirs: Unit
    is_renamed: bool = False


class Matched(NamedTuple):
    """What of two configurations is the same, and what is in one of them only.

    `aliases` tell what tasks of the export are called here, both in lower case.
    """

    pairs: list[Pair]
    superfluous: list[Unit]
    missing: list[Unit]
    aliases: Mapping[str, str]
    has_old_identifiers: bool


def matched(ours: Units, theirs: Units, is_generated: Callable[[Unit], bool]) -> Matched:
    """Match the units of an export with those that were expanded.

    Args:
        ours: What was expanded.
        theirs: The export.
        is_generated: Tells of a unit of ours whether a scaffolding generates it, or what was written by hand takes
            the place of a generated one. What is written by hand besides is not compared.
    """
    wanted = [unit for unit in ours.all if is_generated(unit)]
    by_hand = ours.by_key.keys() - {unit.key for unit in wanted}
    pairs: list[Pair] = []
    used: set[int] = set()
    for unit in wanted:
        same = _same(unit, theirs)
        pairs += [Pair(unit, other) for other in same[:1]]
        used.update(map(id, same))
    found = {id(pair.ours) for pair in pairs}
    superfluous = [unit for unit in wanted if unit.element.scaffolding and id(unit) not in found]
    missing = [unit for unit in theirs.all if id(unit) not in used and unit.key not in by_hand]
    renamed = [Pair(*pair) for pair in renamed_jobs(superfluous, missing)]
    superfluous, missing = _without(renamed, superfluous, missing)
    named = [*twins(superfluous, missing, {unit.job_identifier for unit in wanted} - {""})]
    renamed += [Pair(twin.ours, twin.theirs, is_renamed=True) for twin in named]
    return Matched(
        [*pairs, *renamed],
        *_without(renamed, superfluous, missing),
        {pair.theirs.key[1]: pair.ours.key[1] for pair in renamed},
        any(twin.is_old for twin in named),
    )


def _without(pairs: Iterable[Pair], ours: list[Unit], theirs: list[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Return the units of both sides that are in none of some pairs."""
    gone = {id(unit) for pair in pairs for unit in (pair.ours, pair.theirs)}
    return [unit for unit in ours if id(unit) not in gone], [unit for unit in theirs if id(unit) not in gone]


def _same(unit: Unit, theirs: Units) -> list[Unit]:
    """Return what is the same as a unit: of several of its kind and identifier, those that say the same, if any."""
    found = theirs.by_key.get(unit.key, [])[:_MOST_EQUAL]
    if len(found) > 1:
        equal = [other for other in found if is_equal(unit.element, other.element)]
        return equal or found[:1]
    return found
