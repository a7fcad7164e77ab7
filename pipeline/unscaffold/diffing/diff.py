"""Two versions of a configuration, expanded in memory and compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from unscaffold.comparing import Comparison, Difference, compare
from unscaffold.diffing.causes import Cause, Causes
from unscaffold.diffing.comparable import comparable
from unscaffold.expanding import expand_in_memory
from unscaffold.options import SILENT, Options, Progress

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.expanding import Expansion


@dataclass(frozen=True)
class Side:
    """A version of a configuration: its folder, and how it is expanded."""

    folder: Path
    options: Options


@dataclass(frozen=True)
class Diffed:
    """Two versions of a configuration, expanded; what is different is found out when somebody asks for it."""

    old: Expansion
    new: Expansion
    sides: tuple[Side, Side]

    @cached_property
    def comparison(self) -> Comparison:
        """What is different. What does not expand on one side is left out on both."""
        old, new = self.sides
        return compare(*comparable((self.old, old.options.target), (self.new, new.options.target)))

    @cached_property
    def _causes(self) -> Causes:
        return Causes(self.old, self.new)

    def causes(self, difference: Difference) -> list[Cause]:
        """Return which lines of the configuration cause a difference."""
        return self._causes(difference)

    @cached_property
    def changed_files(self) -> list[str]:
        """The XML files of the configuration whose bytes are different, those on one side only included, sorted."""
        before, after = self.old.configuration.digests, self.new.configuration.digests
        different = {file for file in {*before, *after} if before.get(file) != after.get(file)}
        return sorted(file for file in different if file.lower().endswith(".xml"))


def diff(old: Side, new: Side, progress: Progress = SILENT) -> Diffed:
    """Compare two versions of a configuration, writing nothing.

    Args:
        old: The version that is there before.
        new: The other one.
        progress: Told how far the run is.

    Raises:
        Failure: A folder or a stylesheet cannot be used.
    """
    before, after = (expand_in_memory(side.folder, side.options, progress=progress) for side in (old, new))
    return Diffed(before, after, (old, new))
