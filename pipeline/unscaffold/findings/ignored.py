"""How much is not told of what was found."""

from __future__ import annotations

from typing import NamedTuple


class Ignored(NamedTuple):
    """How many findings are not told: for their rules are not selected, or by comments, or by a baseline.

    `gone` counts the entries of the baseline that fit nothing any more, as far as all rules were asked.
    """

    selection: int = 0
    comments: int = 0
    baseline: int = 0
    gone: int = 0

    @property
    def in_all(self) -> int:
        """How many findings those are."""
        return self.selection + self.comments + self.baseline


NOTHING_IGNORED = Ignored()
