"""What becomes of a configuration: its scaffoldings, each with what it generates, and all that was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from unscaffold.findings import NOTHING_IGNORED, Ignored, errors_of
from unscaffold.markup import unpacked

if TYPE_CHECKING:
    from unscaffold.adjusting import Adjustment
    from unscaffold.findings import Finding
    from unscaffold.reading import Configuration, Declared, Place


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
    told.
    """

    configuration: Configuration
    expanded: list[Expanded]
    findings: list[Finding]
    adjustments: list[Adjustment] = field(default_factory=list)
    ignored: Ignored = NOTHING_IGNORED

    @property
    def consumed(self) -> set[Place]:
        """Where the elements stand that have changed a generated one, and are not written."""
        return {one.element.outermost for one in self.adjustments if one.is_consumed}

    @property
    def errors(self) -> list[Finding]:
        """The findings that are errors."""
        return errors_of(self.findings)
