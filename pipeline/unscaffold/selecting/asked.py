"""The rules that a run asks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unscaffold.findings import Rule


@dataclass(frozen=True)
class Asked:
    """The rules that a run asks, by their codes, and whether those are all that there are."""

    rules: Mapping[str, Rule]
    are_all: bool

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        """The codes of the rules, by their names."""
        return {rule.name: code for code, rule in self.rules.items()}
