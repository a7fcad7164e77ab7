"""What of an expansion is remembered, and whether a later run can follow it by looking at what has changed alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.findings import in_order
from unscaffold.indexing import Reach
from unscaffold.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.expanding.expansion import Expansion
    from unscaffold.findings import Finding
    from unscaffold.indexing import Memory


_OF_ALL = {"dangling"}  # findings that depend on all elements of a kind, which may have been meant


def keep(expansion: Expansion, memory: Memory) -> None:
    """Remember an expansion of which nothing is selected yet."""
    read = expansion.configuration
    memory.identify(expansion.identifiers)
    reach = reach_of(expansion)
    memory.keep(reach, by_file(read.located(expansion.local)) if reach.can_follow else {})


def by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return findings by their files, in order."""
    found: dict[str, list[Finding]] = {}
    for one in in_order(findings):
        found.setdefault(one.region.file, []).append(one)
    return found


def reach_of(expansion: Expansion) -> Reach:
    """Return how far a change of the expanded configuration reaches."""
    read = expansion.configuration
    riding = vocabulary().riders
    are_edited = any(name in riding for one in read.scaffoldings for name, _, _ in one.children)
    return Reach(
        can_follow=_can_follow(expansion) and bool(read.of_kind("Agent") or read.of_kind("Language")),
        names_matter=bool(are_edited or read.jobs or read.context_jobs or read.adjusters),
        involved=tuple(sorted(expansion.involved)),
    )


def _can_follow(expansion: Expansion) -> bool:
    """Return whether what was made and found of each file depends on nothing but what was looked up for it."""
    is_sure = not any(one.severity == "error" or one.rule.name in _OF_ALL for one in expansion.findings)
    is_sure &= not any(one.guess for one in expansion.local)  # what may have been meant is not remembered
    is_alone = expansion.is_local and not (expansion.calls or expansion.guesses or expansion.adjustments)
    return is_sure and is_alone and not expansion.configuration.comments
