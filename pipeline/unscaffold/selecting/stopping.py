"""The errors that stop an expansion, which nothing ignores."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unscaffold.findings import Finding, Rule

_OF_THE_EXPANSION = "U"  # what the codes of its rules begin with


def stops(found: Finding) -> bool:
    """Return whether a finding, as it was found, is an error of the expansion: its scaffolding has no job then."""
    return is_stopping(found.rule._replace(severity=found.severity))


def is_stopping(rule: Rule) -> bool:
    """Return whether the breach of a rule is an error of the expansion."""
    is_of_the_expansion = rule.code.startswith(_OF_THE_EXPANSION) or not rule.name  # it is a stylesheet's own
    return rule.severity == "error" and is_of_the_expansion
