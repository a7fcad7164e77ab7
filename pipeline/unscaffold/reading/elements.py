"""The elements of a configuration, found by their kinds and by what their attributes say."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from sys import intern
from typing import TYPE_CHECKING

from unscaffold.findings import names_of
from unscaffold.reading import lookups
from unscaffold.vocabulary import kind_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from unscaffold.findings import Names
    from unscaffold.reading.declared import Declared


class Elements:
    """Elements in configuration order. What is looked up of them can be recorded.

    Args:
        elements: The elements.
    """

    def __init__(self, elements: Iterable[Declared]) -> None:
        self.elements = [*elements]
        self._asked: set[int] | None = None
        self._index: dict[tuple[str, str], dict[str, list[Declared]]] = {}
        self._identifiers: dict[str, Collection[str]] = {}
        self._names: dict[str, Names] = {}
        self._by_kind: dict[str, list[Declared]] = defaultdict(list)
        for element in self.elements:
            kind = kind_of(element.name)
            self._by_kind[kind.name if kind else element.name].append(element)
        self._parts = sorted(
            (p for e in self.elements if e.matters_to_jobs for p in e.parts or (e,)), key=lambda p: p.order
        )

    @contextmanager
    def recording(self) -> Iterator[set[int]]:
        """Let the numbers of what is looked up be added to a set."""
        self._asked = set()
        try:
            yield self._asked
        finally:
            self._asked = None

    @property
    def parts(self) -> list[Declared]:
        """Every element on which jobs depend, as it stands in its file, in configuration order."""
        if self._asked is not None:
            self._asked.add(lookups.EVERYTHING)
        return self._parts

    def of_kind(self, name: str) -> list[Declared]:
        """Return the elements of a kind (`Connector`, `*ResourceTypeMapping`), in configuration order."""
        if self._asked is not None:
            self._asked.add(lookups.number_of(name))
        return self._by_kind.get(name, [])

    def where(self, name: str, attribute: str, value: str) -> list[Declared]:
        """Return the elements of a kind whose attribute has that value, whatever the case of its letters."""
        if self._asked is not None and value:
            self._asked.add(lookups.number_of(name, attribute, value))
        return self._indexed(name, attribute).get(value.lower(), []) if value else []

    def spelling(self, kind: str, value: str) -> str:
        """Return the identifier, as it is declared, of the element of a kind that a value names; else the value."""
        found = self.where(kind, "Identifier", value)
        return found[0].identifier if found else value

    def identifiers(self, kind: str) -> Collection[str]:
        """Return the identifiers of the elements of a kind: the same collection, whoever asks."""
        if kind not in self._identifiers:
            self._identifiers[kind] = dict.fromkeys(element.identifier for element in self.of_kind(kind))
        return self._identifiers[kind]

    def names(self, kind: str) -> Names:
        """Return what people call the elements of a kind besides their identifiers: their display names."""
        if kind not in self._names:
            pairs = (
                (value, element.identifier)
                for element in self.of_kind(kind)
                for attribute, value in element.attributes.items()
                if attribute.startswith("DisplayName_")
            )
            self._names[kind] = names_of(pairs)
        return self._names[kind]

    def _indexed(self, name: str, attribute: str) -> dict[str, list[Declared]]:
        if (name, attribute) not in self._index:
            assert lookups.is_found_by(name, attribute), f"{name}/@{attribute} is missing in lookups"
            index = self._index[name, attribute] = {}
            for element in self._by_kind.get(name, ()):
                if attribute in element.attributes:
                    index.setdefault(intern(element.attributes[attribute].lower()), []).append(element)
        return self._index[name, attribute]
