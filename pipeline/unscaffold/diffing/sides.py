"""One side of a comparison: what decides on its elements, and where that stands."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.markup import Span, positions
from unscaffold.slicing import slice_of
from unscaffold.vocabulary import declarations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from unscaffold.effective import Element
    from unscaffold.expanding import Expansion
    from unscaffold.options import Options
    from unscaffold.reading import Declared
    from unscaffold.vocabulary import Declaration


# What tells a scaffolding from the others of its name.
_TOLD_BY = ("JobIdentifier", "Connector", "Agent", "Profile", "EntityType")


class Standing(NamedTuple):
    """An element that stands in a file: its number there, and its content, None where that is not known."""

    name: str
    identifier: str
    file: str
    number: int
    content: object


class Version:
    """One side.

    Args:
        expansion: Its expansion.
        options: Those with which it was made.
        names: What files of its context folders are called on both sides.
    """

    def __init__(
        self, expansion: Expansion, options: Options, names: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._read = expansion.configuration
        self.expansion = expansion
        self.options = options
        self._names, self._own = names, {name: file for file, name in names.items()}
        self._places: dict[str, dict[int, tuple[int, int]]] = {}

    @property
    def digests(self) -> Mapping[str, str]:
        """The digests of all files, those of context folders included, by what they are called on both sides."""
        return {
            self.called(file): digest for file, digest in (self._read.digests | self._read.context_digests).items()
        }

    def called(self, file: str) -> str:
        """Return what a file of this side is called on both."""
        return self._names.get(file, file)

    def contents(self, files: Collection[str]) -> frozenset[object]:
        """Return the contents of the elements of some files that may decide on what is generated."""
        elements = (part for element in self._read.elements for part in element.parts or (element,))
        return frozenset(
            _content(one) for one in (*elements, *self._read.scaffoldings) if self.called(one.file) in files
        )

    def deciding(self, element: Element, files: Collection[str], *, is_there: bool) -> Iterator[Standing]:
        """Yield what decides on an element: itself, if it is written by hand, with what is merged into it.

        Args:
            element: An element of this side, or of the other one.
            files: The files.
            is_there: Whether it is of this side; of the other one's, what would generate it here decides.
        """
        made_by = self.scaffolding_of(element, is_there=is_there)
        if made_by is not None:
            yield from self._generating(made_by, files)
        elif is_there and element.scaffolding is None:
            for part in element.parts or (element,):
                if self.called(part.file) in files:
                    yield Standing(part.name, part.identifier, part.file, part.way[0], None)

    def _generating(self, made_by: Declared, files: Collection[str]) -> Iterator[Standing]:
        """Yield what decides on what a scaffolding generates."""
        if self.called(made_by.file) in files:
            yield _standing(made_by)
        for adjuster in self._adjusters.get(id(made_by), ()):
            if self.called(adjuster.file) in files:
                yield _standing(adjuster)._replace(content=None)  # only a part of what it says is read
        elements = slice_of(self._read, made_by, self._declared[made_by.name]).elements
        yield from (_standing(one) for one in elements if self.called(one.file) in files)

    @cached_property
    def _declared(self) -> Mapping[str, Declaration]:
        return declarations(self.options.stylesheets)

    def scaffolding_of(self, element: Element, *, is_there: bool) -> Declared | None:
        """Return the scaffolding that generates an element of this side, or would generate one of the other side."""
        made_by = element.scaffolding
        return made_by if is_there or made_by is None else self._scaffoldings.get(key_of(made_by))

    @cached_property
    def _scaffoldings(self) -> dict[tuple[str, ...], Declared]:
        return {key_of(one.scaffolding): one.scaffolding for one in self.expansion.expanded}

    @cached_property
    def _adjusters(self) -> dict[int, list[Declared]]:
        found: dict[int, list[Declared]] = {}
        for one in self.expansion.adjustments:
            found.setdefault(id(one.scaffolding), []).append(one.element)
        return found

    def lines(self, one: Standing) -> tuple[int, int]:
        """Return the first and the last line of an element."""
        if one.file not in self._places:
            self._places[one.file] = self._located(one.file)
        return self._places[one.file].get(one.number, (1, 1))

    def _located(self, file: str) -> dict[int, tuple[int, int]]:
        """Return the lines of the elements of a file, by their numbers."""
        utf8 = self._read.characters(file).utf8
        try:
            spans = positions.locate(utf8, 1)
        except positions.Fault:  # lxml reads what expat does not
            return {}
        return {way[0]: (span.line, span.line + _line_ends(utf8, span)) for way, span in spans.items() if way}

    def utf8(self, called: str) -> bytes | None:
        """Return a file in UTF-8, by what it is called on both sides; None where there is none."""
        file = self._own.get(called, called)
        known = file in self._read.digests or file in self._read.context_digests
        return self._read.characters(file).utf8 if known else None


def _line_ends(utf8: bytes, span: Span) -> int:
    return utf8[span.start : span.end].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n")


def key_of(scaffolding: Declared) -> tuple[str, ...]:
    """Return what tells a scaffolding from the others, on both sides."""
    return scaffolding.name, *(scaffolding.attributes.get(name, "").lower() for name in _TOLD_BY)


def _standing(one: Declared) -> Standing:
    return Standing(one.name, one.identifier, one.file, one.way[0], _content(one))


def _content(one: Declared) -> object:
    """Return what an element says, as far as it matters."""
    children = tuple((name, frozenset(said.items())) for name, said, _ in one.children)
    return one.name, frozenset(one.attributes.items()), children
