"""Where differences stand: lines and columns, each file looked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from unscaffold.findings import Region
    from unscaffold.reading import Configuration
    from unscaffold.verifying.difference import Difference, Outcome, Verified


def located(verified: Verified, configuration: Configuration, export: Configuration) -> Verified:
    """Return a result with the places of all that is in it.

    Args:
        verified: The result, with marks.
        configuration: The configuration.
        export: The export.
    """
    every: list[Outcome | Difference] = [
        *verified.outcomes,
        *(difference for one in verified.outcomes for difference in one.differences),
    ]
    here = configuration.places({one.place for one in every if one.place})
    there = export.places({one.export_place for one in every if one.export_place})
    return placed(verified, lambda region: here.get(region, region), lambda region: there.get(region, region))


def placed(verified: Verified, here: Callable[[Region], Region], there: Callable[[Region], Region]) -> Verified:
    """Return a result with its places changed: those in the configuration, and those in the export."""

    def difference(one: Difference) -> Difference:
        return one._replace(
            place=one.place and here(one.place), export_place=one.export_place and there(one.export_place)
        )

    def outcome(one: Outcome) -> Outcome:
        return one._replace(
            differences=tuple(map(difference, one.differences)),
            place=one.place and here(one.place),
            export_place=one.export_place and there(one.export_place),
        )

    return verified._replace(outcomes=tuple(map(outcome, verified.outcomes)))
