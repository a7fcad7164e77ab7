"""What a run reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from unscaffold.findings import errors_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from unscaffold.expanding import Expansion
    from unscaffold.findings import Finding, Ignored
    from unscaffold.output import Changes


@dataclass(frozen=True)
class Report:
    """What a run did.

    `findings` is what was found, and `ignored` how many findings are not told; `expanded` and `others` count the
    scaffoldings that were expanded and those that stay, `unknown` those of the latter that grant unknown rights,
    `adjustments` the elements written by hand that
    changed generated ones; `changes` are those of the output folder, made if it was `written`. `before` returns the
    bytes of a file as the changes found it, by its path; None where there was none. `files` are those of an output
    that a run has made, each with the digests that the manifest has. `expansion` is None where a run looked at
    no more than what has changed since the last one.
    """

    findings: list[Finding]
    expanded: int
    others: int
    unknown: int
    adjustments: int
    ignored: Ignored
    changes: Changes
    written: bool
    before: Callable[[str], bytes | None] = field(repr=False)
    files: Mapping[str, list[str]] = field(default_factory=dict, repr=False)
    expansion: Expansion | None = field(default=None, repr=False)

    @property
    def errors(self) -> list[Finding]:
        """The findings that are errors."""
        return errors_of(self.findings)
