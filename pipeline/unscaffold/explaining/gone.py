"""Elements that scaffoldings generated, and that adjustments took away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.adjusting import REPLACE
from unscaffold.explaining.explained import Gone
from unscaffold.origins import origins_of
from unscaffold.vocabulary import is_job

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.adjusting import Adjustment
    from unscaffold.expanding import Expansion
    from unscaffold.explaining.meant import Written
    from unscaffold.options import Options


def gone_of(expansion: Expansion, options: Options, name: str) -> tuple[Gone, ...]:
    """Return the elements of a name that are not there any more.

    Args:
        expansion: The expansion of the configuration.
        options: Those with which it was made.
        name: An identifier, in any case, or a kind, a colon and an identifier.
    """
    adjusted = {id(one.scaffolding) for one in expansion.adjustments if _may_take(one, name)}
    chosen = [one for one in expansion.expanded if id(one.scaffolding) in adjusted]
    return tuple(
        Gone(kind, identifier, history, origins.scaffolding.name, expansion.configuration.place(origins.scaffolding))
        for origins in (origins_of(expansion, options, chosen) if chosen else ())
        for kind, identifier, history in origins.removed
        if name.lower() in {identifier.lower(), f"{kind}:{identifier}".lower()}
    )


def taken_by(expansion: Expansion, written: Iterable[Written]) -> Iterator[str]:
    """Yield the identifiers of what elements written by hand may have taken away."""
    places = {(one.file, one.way[0]) for one in written}
    for one in expansion.adjustments:
        if one.element.outermost in places and one.mode in {"Delete", REPLACE}:
            yield one.identifier


def _may_take(adjustment: Adjustment, name: str) -> bool:
    """Return whether an adjustment may take away what has a name: itself, or the job that it merges in its steps."""
    named = name.lower().endswith(adjustment.identifier.lower()) and adjustment.mode in {"Delete", REPLACE}
    return named or is_job(adjustment.kind)
