"""Steps that run in another order, though none of them says a level: they run in the order in which they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.comparing.meaning import meaning
from unscaffold.comparing.order import longest_rising
from unscaffold.vocabulary import is_step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.effective import Element

_NONE = meaning("Step", "Level", None)


def reordered(both: Iterable[tuple[Element, Element]], old: Element, new: Element) -> set[int]:
    """Return, by the ids of the new side, the fewest steps without a level that make another order.

    Args:
        both: The steps that are on both sides.
        old: The job on the old side.
        new: It on the new side.
    """
    before = {id(step): number for number, step in enumerate(old.children)}
    after = {id(step): number for number, step in enumerate(new.children)}
    without = [pair for pair in both if all(map(_has_no_level, pair))]
    without.sort(key=lambda pair: after[id(pair[1])])
    stays = {*longest_rising([before[id(one)] for one, _ in without])}
    return {id(other) for number, (_, other) in enumerate(without) if number not in stays}


def _has_no_level(step: Element) -> bool:
    return is_step(step.name) and meaning("Step", "Level", step.attributes.get("Level")) == _NONE
