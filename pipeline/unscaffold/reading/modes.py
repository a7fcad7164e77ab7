"""What is wrong with elements that say how they change an earlier one: an unknown mode, another spelling."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from unscaffold.findings import diagnose
from unscaffold.reading.declared import MODE, MODES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.findings import Finding, Region
    from unscaffold.reading.configuration import Configuration
    from unscaffold.reading.declared import Declared


def check_modes(configuration: Configuration) -> Iterator[Finding]:
    """Yield what is wrong with the `ConsolidationMode` of elements, and with what they delete by it."""
    for element in _changing(configuration):
        if element.mode == "unknown":
            yield unknown_mode(element.region(MODE), element.attributes[MODE])
    for element, first in configuration.deletions:
        key = element.key_attribute
        values = {"attribute": key, "value": element.attributes[key], "kind": element.name}
        values["declared"] = first.attributes[key]
        if values["value"] != values["declared"]:
            yield diagnose("case", element.region(key), values)


def unknown_mode(region: Region, value: str) -> Finding:
    """Return what is wrong with a `ConsolidationMode` that is none.

    Args:
        region: Where it stands.
        value: What it says.
    """
    return diagnose("enumeration", region, {"attribute": MODE, "value": value, "known": ", ".join(MODES)}, MODES)


def _changing(configuration: Configuration) -> Iterator[Declared]:
    """Yield the elements of all kinds that say a mode."""
    for element in chain(configuration.adjusters, configuration.jobs):
        if element.mode:
            yield element
