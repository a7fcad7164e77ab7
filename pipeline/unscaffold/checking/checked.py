"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unscaffold.findings import errors_of

if TYPE_CHECKING:
    from unscaffold.effective import Effective
    from unscaffold.expanding import Expansion
    from unscaffold.findings import Finding, Ignored, Region


@dataclass(frozen=True)
class Told:
    """What a check tells: what was found, in order.

    `ignored` tells how many findings are not told; `secrets` are where something stands that must not be shown, be it
    told or not.
    """

    findings: list[Finding]
    ignored: Ignored
    secrets: list[Region]

    @property
    def errors(self) -> list[Finding]:
        """The findings that are errors."""
        return errors_of(self.findings)


@dataclass(frozen=True)
class Checked(Told):
    """A checked configuration: what is told, and the expansion, with all that was found before the rules.

    `conf` is the effective configuration that was held against the rules.
    """

    expansion: Expansion
    conf: Effective
