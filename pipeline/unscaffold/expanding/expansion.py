"""What becomes of a configuration: its scaffoldings, each with what it generates, and all that was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from unscaffold.findings import NOTHING_IGNORED, Ignored, errors_of
from unscaffold.markup import unpacked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from unscaffold.adjusting import Adjustment
    from unscaffold.findings import Finding
    from unscaffold.reading import Configuration, Declared, Place


# What is found of a scaffolding only because it is expanded.
_OF_EXPANDING = {"guess", "incomplete-rights", "left", "left-nested"}


@dataclass(slots=True)
class Expanded:
    """A scaffolding and the elements it became, of whatever kind, packed.

    They are not to be used if it `failed`. If it `is_tentative`, they are only what it would become but for what is
    wrong with it, and tell what else is: as long as it `has_its_tasks`, and not others than it is meant to have.
    """

    scaffolding: Declared
    packed: bytes = b""
    failed: bool = False
    is_tentative: bool = False
    has_its_tasks: bool = True

    @property
    def xml(self) -> str:
        """The generated elements, without a break between them."""
        return unpacked(self.packed)


@dataclass
class Expansion:
    """A configuration with its scaffoldings expanded in memory, in configuration order.

    `adjustments` tell which elements written by hand changed generated ones, `ignored` how many findings are not
    told. `left` are the kinds and identifiers, in lower case, of what scaffoldings generate that were left in place.
    `local` are the findings that depend on nothing but what is looked up for the file in which they lie; `involved`
    are the files of whose scaffoldings something was found that does not lie in them. `identifiers` are the numbers
    of those that are generated, by files. It `is_local` if nothing else was found, and `calls` if a job runs tasks
    that stand elsewhere, and `guesses` if what was found depends on all elements of a kind, for they may be meant.
    """

    configuration: Configuration
    expanded: list[Expanded]
    findings: list[Finding]
    adjustments: list[Adjustment] = field(default_factory=list)
    ignored: Ignored = NOTHING_IGNORED
    left: set[tuple[str, str]] = field(default_factory=set)
    local: list[Finding] = field(default_factory=list)
    involved: set[str] = field(default_factory=set)
    identifiers: dict[str, list[int]] = field(default_factory=dict)
    is_local: bool = False
    calls: bool = False
    guesses: bool = False

    def find(self, found: Iterable[Finding]) -> None:
        """Take findings that depend on nothing but what is looked up for the files in which they lie."""
        found = [*found]
        self.findings += found
        self.local += found

    def leave(self, ones: Iterable[Expanded]) -> None:
        """Leave scaffoldings in place, as those of other families, and what was told of how they are expanded."""
        left = {id(one): one.scaffolding for one in ones}
        places = {one.outermost for one in left.values()}
        self.expanded = [one for one in self.expanded if id(one) not in left]
        self.configuration.others += (one.name for one in left.values())
        self.findings = [found for found in self.findings if not _is_of_expanding(found, places)]

    @property
    def applied(self) -> set[Place]:
        """Where the elements stand that have changed a generated one, which has all that they say."""
        return {one.element.outermost for one in self.adjustments if one.is_applied}

    @property
    def errors(self) -> list[Finding]:
        """The findings that are errors."""
        return errors_of(self.findings)


def _is_of_expanding(found: Finding, places: Collection[Place]) -> bool:
    mark = found.region.mark
    return found.rule.name in _OF_EXPANDING and mark is not None and (found.region.file, mark.way[0]) in places
