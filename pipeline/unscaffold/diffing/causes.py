"""Which changed lines of a configuration cause a difference.

An element that is written by hand is caused by its own lines. What is generated is caused by those of the
scaffolding, of what is written by hand to change it, and of the elements that the scaffolding's stylesheet is given,
as far as these say something else than on the other side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from unscaffold.diffing.lines import changed_lines
from unscaffold.diffing.sides import Standing, Version

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from unscaffold.comparing import Difference
    from unscaffold.diffing.lines import Lines
    from unscaffold.effective import Element
    from unscaffold.expanding import Expansion

    WhichSide = Literal["old", "new"]


class Cause(NamedTuple):
    """Lines of a file, from 1, that one side has and the other one has not; and the element in which they stand."""

    side: WhichSide
    file: str
    line: int
    end_line: int
    element: str
    identifier: str


class Causes:
    """What causes differences between two expansions.

    Args:
        old: The expansion of the old side.
        new: That of the new side.
        stylesheets: Further folders of stylesheets, of either side.
    """

    def __init__(self, old: Expansion, new: Expansion, stylesheets: Sequence[Path] = ()) -> None:
        self._old, self._new = Version(old, stylesheets), Version(new, stylesheets)
        before, after = self._old.digests, self._new.digests
        self._files = {file for file in {*before, *after} if before.get(file) != after.get(file)}
        self._ours, self._theirs = self._old.contents(self._files), self._new.contents(self._files)
        self._lines: dict[str, tuple[Lines, Lines]] = {}

    def __call__(self, difference: Difference) -> list[Cause]:
        """Return the lines that cause a difference, those of the old side first, in configuration order."""
        old = self._of("old", difference, difference.old, self._old, self._theirs)
        new = self._of("new", difference, difference.new, self._new, self._ours)
        return [*dict.fromkeys((*old, *new))]

    def _of(
        self,
        side: WhichSide,
        difference: Difference,
        own: Element | None,
        version: Version,
        others: frozenset[object],
    ) -> Iterator[Cause]:
        for part in version.deciding(own or difference.element, is_there=own is not None):
            if part.file not in self._files or part.content in others:
                continue
            for line, end_line in self._lines_of(side, version, part):
                yield Cause(side, part.file, line, end_line, part.name, part.identifier)

    def _lines_of(self, side: WhichSide, version: Version, part: Standing) -> list[tuple[int, int]]:
        """Return the changed lines of an element; its first one, where it has none but says something else."""
        first, last = version.lines(part)
        before, after = self._changed(part.file)
        found = (before if side == "old" else after).within(first, last)
        return found or ([(first, first)] if part.content else [])

    def _changed(self, file: str) -> tuple[Lines, Lines]:
        if file not in self._lines:
            self._lines[file] = changed_lines(self._old.utf8(file), self._new.utf8(file))
        return self._lines[file]
