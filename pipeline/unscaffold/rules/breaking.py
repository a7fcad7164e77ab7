"""The breaches of rules by a configuration, as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.effective import Effective
    from unscaffold.findings import Rule
    from unscaffold.rules.breach import Breach
    from unscaffold.rules.catalogue import Described


def breaches(conf: Effective, rules: Iterable[Described]) -> Iterator[Finding]:
    """Yield the findings of rules, still to be located and put in order.

    What breaks a rule in a context folder is not told: that is not ours to mend.

    Args:
        conf: The configuration.
        rules: The rules to ask; those that need the whole configuration are left out if it is not whole.
    """
    for described in rules:
        if conf.is_whole or not described.needs_whole:
            rule = described.rule(conf.target)
            yield from (_finding(rule, one) for one in described.function(conf) if one.region.file in conf.files)


def _finding(rule: Rule, one: Breach) -> Finding:
    return Finding(
        region=one.region,
        severity=one.severity or rule.severity,
        rule=rule,
        values=tuple(one.values.items()),
        related=one.related,
        edit=one.edit,
        meant=None if one.guess else "",
        guess=one.guess,
        generated=one.generated,
    )
