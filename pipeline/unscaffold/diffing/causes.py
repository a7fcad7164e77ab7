"""Which changed lines of a configuration cause a difference.

An element that is written by hand is caused by its own lines. What is generated may be caused by those of the
scaffolding, of what is written by hand to change it, and of the elements that the scaffolding's stylesheet is given,
as far as these say something else than on the other side. Where several do, the stylesheets tell which decided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from unscaffold.diffing.deciding import decided, told
from unscaffold.diffing.lines import Lines, changed_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from unscaffold.comparing import Difference
    from unscaffold.diffing.deciding import Decided
    from unscaffold.diffing.sides import Standing, Version
    from unscaffold.effective import Element
    from unscaffold.origins import Origins
    from unscaffold.reading import Declared

    WhichSide = Literal["old", "new"]


class Cause(NamedTuple):
    """Lines of a file, from 1, that one side has and the other one has not; and the element in which they stand."""

    side: WhichSide
    file: str
    line: int
    end_line: int
    element: str
    identifier: str


class _Found(NamedTuple):
    """What may cause a difference on one side: the version, and its elements with their causes."""

    version: Version
    causes: list[tuple[Standing, list[Cause]]]


class Causes:
    """What causes differences between two expansions.

    Args:
        old: The old side.
        new: The new side.
        differences: All differences of which somebody may ask.
    """

    def __init__(self, old: Version, new: Version, differences: Iterable[Difference]) -> None:
        self._old, self._new = old, new
        before, after = old.digests, new.digests
        self._files = {file for file in {*before, *after} if before.get(file) != after.get(file)}
        self._ours, self._theirs = old.contents(self._files), new.contents(self._files)
        self._lines: dict[str, tuple[Lines, Lines]] = {}
        self._possible = {id(one): self._possible_of(one) for one in differences}
        self._told = [self._told_of(version, differences) for version in (old, new)]

    def __call__(self, difference: Difference) -> list[Cause]:
        """Return the lines that cause a difference, those of the old side first, and those of the scaffolding."""
        found = self._possible[id(difference)]
        if _is_certain(found):
            return _causes(found, lambda _version, _part: True)
        return _causes(found, _fitting(self._deciding(difference))) or _causes(found, lambda _version, _part: True)

    def _possible_of(self, one: Difference) -> tuple[_Found, _Found]:
        before = [*self._of("old", one, one.old, self._old, self._theirs)]
        after = [*self._of("new", one, one.new, self._new, self._ours)]
        known = {_key(part) for part, causes in (*before, *after) if causes}
        return (
            _Found(self._old, [self._with_lines("old", self._old, *found, known) for found in before]),
            _Found(self._new, [self._with_lines("new", self._new, *found, known) for found in after]),
        )

    def _of(
        self,
        side: WhichSide,
        difference: Difference,
        own: Element | None,
        version: Version,
        others: frozenset[object],
    ) -> Iterator[tuple[Standing, list[Cause]]]:
        for part in version.deciding(own or difference.element, self._files, is_there=own is not None):
            if part.content not in others:
                yield part, [_cause(side, version, part, *lines) for lines in self._lines_of(side, version, part)]

    def _lines_of(self, side: WhichSide, version: Version, part: Standing) -> list[tuple[int, int]]:
        """Return the changed lines of an element."""
        before, after = self._changed(version.called(part.file))
        return (before if side == "old" else after).within(*version.lines(part))

    def _with_lines(
        self, side: WhichSide, version: Version, part: Standing, causes: list[Cause], known: Collection[object]
    ) -> tuple[Standing, list[Cause]]:
        """Return an element with its first line, where it says something else, and has changed lines on no side."""
        if causes or not part.content or _key(part) in known:
            return part, causes
        first, _ = version.lines(part)
        return part, [_cause(side, version, part, first, first)]

    def _changed(self, file: str) -> tuple[Lines, Lines]:
        if file not in self._lines:
            self._lines[file] = changed_lines(self._old.utf8(file), self._new.utf8(file))
        return self._lines[file]

    def _told_of(self, version: Version, differences: Iterable[Difference]) -> dict[int, Origins]:
        """Return what the stylesheets tell of one side, where several elements may cause a difference."""
        uncertain = [one for one in differences if not _is_certain(self._possible[id(one)])]
        scaffoldings = [self._scaffolding(version, one) for one in uncertain]
        return told(version.expansion, version.options, filter(None, scaffoldings))

    def _scaffolding(self, version: Version, one: Difference) -> Declared | None:
        own = one.old if version is self._old else one.new
        return version.scaffolding_of(own or one.element, is_there=own is not None)

    def _deciding(self, one: Difference) -> list[Decided]:
        """Return what decided on a difference, and did not do so in the same way on the other side."""
        sides: list[dict[object, Decided]] = []
        for version, origins in zip((self._old, self._new), self._told, strict=True):
            known = origins.get(id(self._scaffolding(version, one)))
            found = decided(one, known, is_old=version is self._old) if known else []
            sides.append({by.key: by for by in found})
        before, after = sides
        return [by for key, by in (*before.items(), *after.items()) if not (key in before and key in after)]


def _key(part: Standing) -> tuple[str, str]:
    return part.name, part.identifier.lower()


def _cause(side: WhichSide, version: Version, part: Standing, first: int, last: int) -> Cause:
    return Cause(side, version.called(part.file), first, last, part.name, part.identifier)


def _is_certain(found: tuple[_Found, _Found]) -> bool:
    """Return whether just one element may cause a difference, on whichever side."""
    return len({_key(part) for side in found for part, _ in side.causes}) <= 1


def _causes(found: tuple[_Found, _Found], is_one: Callable[[Version, Standing], bool]) -> list[Cause]:
    causes = (one for side in found for part, own in side.causes if is_one(side.version, part) for one in own)
    return [*dict.fromkeys(causes)]


def _fitting(deciding: Iterable[Decided]) -> Callable[[Version, Standing], bool]:
    """Return what tells whether an element is one that decided, or one does so that stands in it."""
    names: set[tuple[str, str]] = set()
    lines: dict[str, set[int]] = {}
    for one in deciding:
        names.add((one.name, one.identifier))
        lines.setdefault(one.file, set()).add(one.line)
    ordered = {file: Lines(tuple((line, line) for line in sorted(found))) for file, found in lines.items()}

    def fits(version: Version, part: Standing) -> bool:
        within = part.file in ordered and ordered[part.file].within(*version.lines(part))
        return _key(part) in names or bool(within)

    return fits
