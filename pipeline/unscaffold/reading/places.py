"""Where marks stand in files, by the digests of these: what has the same bytes has them at the same places."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from unscaffold.findings import Mark, Region
from unscaffold.markup import regions

if TYPE_CHECKING:
    from collections.abc import Callable, Set

    from unscaffold.markup import Characters

# By the digests of files: the line, column, last line and last column of each mark.
Places: TypeAlias = dict[str, dict[Mark, tuple[int, int, int, int]]]


class Placing:
    """What is known of where marks stand: what was `known` before, and of what it was `asked`."""

    def __init__(self) -> None:
        self.known: Places = {}
        self.asked: Places = {}

    def regions(
        self, file: str, digest: str, marks: Set[Mark], characters: Callable[[], Characters]
    ) -> dict[Mark, Region]:
        """Return the regions of marks of a file.

        Args:
            file: The file.
            digest: That of its bytes; empty if it is not known.
            marks: The marks.
            characters: Returns its characters, if they must be looked at.
        """
        places = self.known.get(digest, {}) if digest else {}
        if not marks <= places.keys():
            places = {mark: region[1:5] for mark, region in regions(file, characters().utf8, marks).items()}
        asked = {mark: places[mark] for mark in marks}
        self.asked.setdefault(digest, {}).update(asked)
        return {mark: Region(file, *place) for mark, place in asked.items()}
