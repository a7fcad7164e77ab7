"""Two versions of a configuration, expanded in memory and compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from unscaffold.diffing.causes import Cause, Causes
from unscaffold.diffing.comparable import comparison_of
from unscaffold.diffing.contexts import names_of_contexts
from unscaffold.diffing.sides import Version
from unscaffold.expanding import Request, expand_both
from unscaffold.options import SILENT, Progress

if TYPE_CHECKING:
    from unscaffold.comparing import Comparison, Difference
    from unscaffold.expanding import Expansion


@dataclass(frozen=True)
class Diffed:
    """Two versions of a configuration, expanded; what is different is found out when somebody asks for it."""

    old: Expansion
    new: Expansion
    old_side: Request
    new_side: Request

    @cached_property
    def comparison(self) -> Comparison:
        """What is different. What does not expand on one side is left out on both."""
        return comparison_of((self.old, self.old_side.options), (self.new, self.new_side.options))

    @cached_property
    def _causes(self) -> Causes:
        before, after = names_of_contexts(self.old.configuration, self.new.configuration)
        old = Version(self.old, self.old_side.options, before)
        new = Version(self.new, self.new_side.options, after)
        return Causes(old, new, self.comparison.elements)

    def causes(self, difference: Difference) -> list[Cause]:
        """Return which lines of the configuration cause a difference of the comparison."""
        return self._causes(difference)

    @cached_property
    def changed_files(self) -> list[str]:
        """The XML files of the configuration whose bytes are different, those on one side only included, sorted."""
        before, after = self.old.configuration.digests, self.new.configuration.digests
        different = {file for file in {*before, *after} if before.get(file) != after.get(file)}
        return sorted(file for file in different if file.lower().endswith(".xml"))


def diff(old: Request, new: Request, progress: Progress = SILENT) -> Diffed:
    """Compare two versions of a configuration, writing nothing.

    Args:
        old: The version that is there before.
        new: The other one.
        progress: Told how far the run is.

    Raises:
        Failure: A folder or a stylesheet cannot be used.
    """
    return Diffed(*expand_both(old, new, progress), old, new)
