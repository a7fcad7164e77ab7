"""Amounts as a user says them: of time and of memory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping


class Quantity:
    """Reads an amount that is more than nothing, a number and a unit, for an option as its `callback`.

    Args:
        name: What it is an amount of.
        units: How much each unit is; the one that is meant where none is said has an empty name.
        examples: Some amounts.
    """

    def __init__(self, name: str, units: Mapping[str, int], examples: str) -> None:
        self._name, self._units, self._examples = name, units, examples
        names = "|".join(filter(None, units))
        self._written = re.compile(rf"(\d{{1,12}}(?:\.\d{{1,6}})?) ?({names})?", re.ASCII | re.IGNORECASE)

    def __call__(self, _ctx: click.Context, _param: click.Parameter, said: str) -> float:
        """Return the amount in the smallest unit."""
        written = self._written.fullmatch(said)
        amount = float(written[1]) * self._units[(written[2] or "").lower()] if written else 0
        if not amount:
            raise click.BadParameter(f"{said!r} is no {self._name}; {self._examples} are.")
        return amount


_KIB = 1024
duration = Quantity("duration", {"": 1, "s": 1, "m": 60, "h": 3600}, "90s, 10m and 1h")
size = Quantity(
    "size",
    {"": 1, **{f"{unit}{end}": _KIB**power for power, unit in enumerate("kmgt", 1) for end in ("ib", "b", "")}},
    "512M and 2G",
)
