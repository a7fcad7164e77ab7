"""What a run reported."""

from __future__ import annotations

from typing import Any, NamedTuple

from unscaffold.findings import NOTHING_IGNORED, Finding, Ignored
from unscaffold.remembering.recalling import recalled


class Outcome(NamedTuple):
    """What a run without errors reported: its warnings, and how many scaffoldings it expanded and left.

    `unknown` counts those of the latter that grant unknown rights, `adjustments` the elements written by hand that
    changed generated ones, `ignored` the findings that are not told, by what ignores them.
    """

    findings: list[Finding]
    expanded: int
    others: int
    unknown: int = 0
    adjustments: int = 0
    ignored: Ignored = NOTHING_IGNORED


def outcome_of(kept: list[Any]) -> Outcome:
    """Return the outcome that JSON kept."""
    findings, expanded, others, unknown, adjustments, ignored = kept
    return Outcome([*map(recalled, findings)], expanded, others, unknown, adjustments, Ignored(*ignored))
