"""A configuration checked: expanded in memory, then held against the rules."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.effective import effective
from unscaffold.expanding import expand_in_memory
from unscaffold.findings import errors_of, hinted, in_order, strictly
from unscaffold.options import DEFAULTS, SILENT, Options, Progress
from unscaffold.rules import breaches, catalogue

if TYPE_CHECKING:
    from datetime import date
    from os import PathLike

    from unscaffold.expanding import Expansion
    from unscaffold.findings import Finding


@dataclass(frozen=True)
class Checked:
    """A checked configuration: what was found, in order, and the expansion."""

    findings: list[Finding]
    expansion: Expansion

    @property
    def errors(self) -> list[Finding]:
        """The findings that are errors."""
        return errors_of(self.findings)


def check(
    folder: str | PathLike[str],
    options: Options = DEFAULTS,
    *,
    progress: Progress = SILENT,
    today: date | None = None,
) -> Checked:
    """Check a configuration folder, writing nothing.

    Args:
        folder: The configuration folder.
        options: How to expand it; those that are about writing change nothing.
        progress: Told how far the run is.
        today: The day against which dates are held; None for the one that it is.

    Raises:
        Failure: The folder or a stylesheet cannot be used.
    """
    expansion = expand_in_memory(Path(folder), options, progress=progress)
    broken = breaches(effective(expansion, options.target, today), catalogue())
    located = expansion.configuration.located([*broken])
    found = [*in_order([*expansion.findings, *hinted(located)])]
    return Checked([strictly(one) for one in found] if options.strict else found, expansion)
