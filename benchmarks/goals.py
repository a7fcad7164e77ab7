"""The measurements, each with its goal, by the names that `--only` takes. Ratios are of one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import changes, everything, fleet, fleet_costs, resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.bench import Bench, Row

MEASUREMENTS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "cold": everything.cold,
    "full": everything.full,
    "java": everything.java,
    "again": changes.again,
    "checking": changes.checking,
    "comparing": changes.comparing,
    "explaining": changes.explaining,
    "growth": everything.growth,
    "agent": everything.agent,
    "saxon": everything.saxon,
    "memory": resources.memory,
    "granting": resources.granting,
    "start": resources.start,
    "fleet": fleet.against_plain,
    "fleet-costs": fleet_costs.costs,
}
