"""Which element of an export is which that was expanded: by kind and identifier, or as another version names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.verifying.contents import is_equal
from unscaffold.verifying.versions import twins

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from unscaffold.verifying.units import Unit, Units

_MOST_EQUAL = 10  # elements of one kind and identifier that are looked at


class Pair(NamedTuple):
    """Two units that are the same one; `is_renamed` if they are called differently."""

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
    renamed = [*twins(superfluous, missing, {unit.job_identifier for unit in wanted} - {""})]
    gone = {id(unit) for twin in renamed for unit in (twin.ours, twin.theirs)}
    return Matched(
        [*pairs, *(Pair(twin.ours, twin.theirs, is_renamed=True) for twin in renamed)],
        [unit for unit in superfluous if id(unit) not in gone],
        [unit for unit in missing if id(unit) not in gone],
        {twin.theirs.key[1]: twin.ours.key[1] for twin in renamed},
        any(twin.is_old for twin in renamed),
    )


def _same(unit: Unit, theirs: Units) -> list[Unit]:
    """Return what is the same as a unit: of several of its kind and identifier, those that say the same, if any."""
    found = theirs.by_key.get(unit.key, [])[:_MOST_EQUAL]
    if len(found) > 1:
        equal = [other for other in found if is_equal(unit.element, other.element)]
        return equal or found[:1]
    return found
