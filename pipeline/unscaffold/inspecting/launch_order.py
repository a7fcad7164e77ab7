"""The order in which the product launches the steps of a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.inspecting.job_facts import NO_LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterable


def launch_orders(levels: Iterable[int], batch_size: int) -> list[int]:
    """Return the numbers of the effective levels of steps, from 0: those of one number are launched together.

    Args:
        levels: The levels of the steps, in the order in which they run; steps without a level run one by one.
        batch_size: How many steps are launched together at most: a level with more is split; 0 for any number.
    """
    orders: list[int] = []
    order, before, launched = -1, NO_LEVEL, 0
    for level in levels:
        if level == NO_LEVEL or level != before or launched == batch_size:
            order, launched = order + 1, 0
        before, launched = level, launched + 1
        orders.append(order)
    return orders
