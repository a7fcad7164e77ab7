"""A configuration checked: expanded in memory, then held against the rules."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.effective import effective
from unscaffold.expanding import expand_unselected
from unscaffold.findings import errors_of, in_order, rules
from unscaffold.options import DEFAULTS, SILENT, Options, Progress
from unscaffold.rules import breaches, catalogue
from unscaffold.selecting import Asked, Baseline, renewed, select

if TYPE_CHECKING:
    from datetime import date
    from os import PathLike

    from unscaffold.effective import Effective
    from unscaffold.expanding import Expansion
    from unscaffold.findings import Finding, Ignored, Region
    from unscaffold.selecting import Selected


@dataclass(frozen=True)
class Checked:
    """A checked configuration: what was found, in order, and the expansion, with all that was found before the rules.

    `ignored` tells how many findings are not told; `secrets` are where something stands that must not be shown, be it
    told or not. `conf` is the effective configuration that was held against the rules.
    """

    findings: list[Finding]
    expansion: Expansion
    ignored: Ignored
    secrets: list[Region]
    conf: Effective

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
        options: How to expand it, and what is told; those that are about writing change nothing.
        progress: Told how far the run is.
        today: The day against which dates are held; None for the one that it is.

    Raises:
        Failure: The folder, a stylesheet or the baseline cannot be used.
    """
    expansion = expand_unselected(Path(folder), options, progress)
    conf = effective(expansion, options.target, today)
    selected = select(_found(expansion, conf), expansion.configuration, options, _asked(options))
    return _checked(expansion, conf, selected)


def update_baseline(folder: Path, options: Options, progress: Progress = SILENT) -> Checked:
    """Check a configuration folder, and make the baseline of the options ignore all that can be ignored.

    Args:
        folder: The configuration folder.
        options: Those of `check`, with a baseline.
        progress: Told how far the run is.

    Returns:
        What is found with that baseline.

    Raises:
        Failure: The folder or a stylesheet cannot be used, or what is in the baseline's place is none.
    """
    assert options.baseline
    before = Baseline.read_if_any(options.baseline)
    expansion = expand_unselected(folder, options, progress)
    conf = effective(expansion, options.target)
    found, read, asked = _found(expansion, conf), expansion.configuration, _asked(options)
    after = renewed(before, select(found, read, options, asked, before))
    after.write(options.baseline)
    selected = select(found, read, options, asked, after)
    return _checked(expansion, conf, selected)


def _checked(expansion: Expansion, conf: Effective, selected: Selected) -> Checked:
    secret = [one.found for one in selected.judged if one.found.rule.is_secret]
    secrets = [region for found in secret for region in found.regions]
    return Checked(selected.findings, expansion, selected.ignored, secrets, conf)


def _found(expansion: Expansion, conf: Effective) -> list[Finding]:
    broken = breaches(conf, catalogue())
    return in_order([*expansion.findings, *expansion.configuration.located([*broken])])


def _asked(options: Options) -> Asked:
    known = [*rules().values(), *(one.rule(options.target) for one in catalogue())]
    return Asked({rule.code: rule for rule in known}, are_all=True)
