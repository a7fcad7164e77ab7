"""A configuration checked: expanded in memory, then held against the rules."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from unscaffold.checking.checked import Checked
from unscaffold.effective import effective
from unscaffold.expanding import expand_unselected
from unscaffold.findings import in_order, rules
from unscaffold.rules import breaches, catalogue
from unscaffold.selecting import Asked, Baseline, renewed, select

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.checking.last_check import LastCheck
    from unscaffold.effective import Effective
    from unscaffold.expanding import Expansion
    from unscaffold.findings import Finding
    from unscaffold.options import Options, Progress
    from unscaffold.selecting import Selected


def checked(
    folder: Path, options: Options, progress: Progress, today: date, last: LastCheck | None = None
) -> Checked:
    """Check a configuration folder: the arguments of `check`, and what the last one knew."""
    expansion = expand_unselected(folder, options, progress)
    conf = effective(expansion, options.target, today)
    found = _found(expansion, conf, last)
    return _checked(expansion, conf, select(found, expansion.configuration, options, _asked(options)))


def with_new_baseline(folder: Path, options: Options, progress: Progress) -> Checked:
    """Check a configuration folder, and write its baseline anew: the arguments of `update_baseline`."""
    assert options.baseline
    before = Baseline.read_if_any(options.baseline)
    expansion = expand_unselected(folder, options, progress)
    conf = effective(expansion, options.target, date.today())
    found, read, asked = _found(expansion, conf), expansion.configuration, _asked(options)
    after = renewed(before, select(found, read, options, asked, before))
    after.write(options.baseline)
    return _checked(expansion, conf, select(found, read, options, asked, after))


def _checked(expansion: Expansion, conf: Effective, selected: Selected) -> Checked:
    secret = [one.found for one in selected.judged if one.found.rule.is_secret]
    secrets = [region for found in secret for region in found.regions]
    return Checked(selected.findings, selected.ignored, secrets, expansion, conf)


def _found(expansion: Expansion, conf: Effective, last: LastCheck | None = None) -> list[Finding]:
    read = expansion.configuration
    broken = [*breaches(conf, catalogue())]
    if last:
        read.placing.known = last.places()
    return in_order([*expansion.findings, *read.located(broken)])


def _asked(options: Options) -> Asked:
    known = [*rules().values(), *(one.rule(options.target) for one in catalogue())]
    return Asked({rule.code: rule for rule in known}, are_all=True)
