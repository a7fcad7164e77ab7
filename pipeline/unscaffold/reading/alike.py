"""What files hold that stand alike in two folders: each is read once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.reading.declared import Declared, Reading

    Names = frozenset[str]


class Alike:
    """Readings of a folder, for another one in which most files are the same.

    A configuration changes the elements that it is made of, so that each gets its own.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, Names, Names], Reading] = {}

    def recall(self, file: str, digest: str, scaffoldings: Names, left: Names) -> Reading | None:
        """Return what a file of that path and digest holds, if it was kept; it is given away once.

        Args:
            file: The file's path.
            digest: The digest of its bytes.
            scaffoldings: The names of the elements that are to be expanded.
            left: Those of scaffoldings that are left as they are.
        """
        return self._kept.pop((file, digest, scaffoldings, left), None)

    def keep(self, reading: Reading, scaffoldings: Names, left: Names) -> None:
        """Keep a copy of what a file holds, before a configuration is made of it."""
        self._kept[reading.file, reading.digest, scaffoldings, left] = reading._replace(
            elements=_copied(reading.elements),
            scaffoldings=_copied(reading.scaffoldings),
            jobs=_copied(reading.jobs),
            others=[*reading.others],
            suspects=_copied(reading.suspects),
            adjusters=_copied(reading.adjusters),
            access_rules=_copied(reading.access_rules),
            nested=_copied(reading.nested),
            findings=[*reading.findings],
        )


def _copied(elements: Iterable[Declared]) -> list[Declared]:
    return [replace(element, attributes=dict(element.attributes)) for element in elements]
