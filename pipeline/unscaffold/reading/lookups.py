"""What is looked up in a configuration, as numbers: what a file has to say for a look-up, and which ones it makes.

Two files that have no number in common have nothing to do with each other, as far as look-ups go. Two look-ups may
have one number, if rarely: then more is looked at than must be.
"""

from __future__ import annotations

from array import array
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from unscaffold.vocabulary import is_job, is_task, kind_of, vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from unscaffold.reading.declared import Declared, Reading
    from unscaffold.vocabulary import Declaration

# By which attributes elements of a kind are found, besides the one that identifies them.
_FOUND_BY = {
    "Connection": ("Connector",),
    "DisplayTable": ("EntityType",),
    "EntityAssociation": ("Property1", "Property2"),
    "EntityAssociationMapping": ("Connector",),
    "EntityTypeMapping": ("Connector",),
    "ResourceType": ("SourceEntityType", "TargetEntityType"),
    "Workflow": ("VariablesType",),
}
_IDENTIFIER = "Identifier"
_SPELLED = 0x5BD1E995  # what turns the number of an identifier into that of how it is written
_ANY = "*"


class Numbers(NamedTuple):
    """The numbers of a file, which each fit into 32 bits.

    `provided` are those of the look-ups that find something in it, `asked` of those that its elements make;
    `identified` are those of identifiers that must be there once.
    """

    provided: array[int]
    asked: array[int]
    identified: array[int]


def is_found_by(kind: str, attribute: str) -> bool:
    """Return whether elements of a kind may be looked up by an attribute: else nobody would see that they changed."""
    return attribute == _IDENTIFIER or attribute in _FOUND_BY.get(kind, ())


@lru_cache(maxsize=10_000)  # the same ones are asked for by many
def number_of(kind: str, attribute: str = "", value: str = "") -> int:
    """Return the number of a look-up.

    Args:
        kind: The kind of elements, as `Configuration.of_kind` takes it.
        attribute: The attribute by which they are found; empty if all of the kind are.
        value: Its value.
    """
    return crc32(f"{kind}\0{attribute}\0{value.lower()}".encode("utf-8", "surrogatepass"))


# The number of the look-up that finds all elements.
EVERYTHING = number_of(_ANY)


def numbers_of(reading: Reading) -> Numbers:
    """Return the numbers of what a file holds."""
    written = (*reading.jobs, *reading.access_rules)
    return Numbers(
        array("I", provided(reading.elements) | {*map(spelled, spellings(reading.elements))}),
        array("I", {*map(spelled, named(reading.elements))}),
        array("I", [identified(one.name, one.identifier) for one in written]),
    )


def provided(elements: Collection[Declared]) -> set[int]:
    """Return the numbers of the look-ups that find any of some elements."""
    found = {EVERYTHING} if elements else set()
    for element in elements:
        kind, attributes = _finding(element.name)
        found.add(number_of(kind))
        for attribute in attributes:
            value = element.attributes.get(attribute)
            if value:
                found.add(number_of(kind, attribute, value))
    return found


@cache
def _finding(name: str) -> tuple[str, tuple[str, ...]]:
    """Return the kind of elements of a local name, and the attributes by which they are found."""
    known = kind_of(name)
    kind, key = (known.name, known.key) if known else (name, "")
    return kind, tuple(dict.fromkeys([_IDENTIFIER, *([key] if key else []), *_FOUND_BY.get(kind, ())]))


def spellings(elements: Iterable[Declared]) -> set[tuple[str, str]]:
    """Return the identifiers of elements, as they are written, each with its kind."""
    return {(_kind(element), element.identifier) for element in elements if element.identifier}


def spelled(spelling: tuple[str, str]) -> int:
    """Return the number of the look-up for how an identifier is written, or whether there is such a one."""
    kind, identifier = spelling
    return number_of(kind, _IDENTIFIER, identifier) ^ _SPELLED


def named(elements: Iterable[Declared]) -> set[tuple[str, str]]:
    """Return what elements name, each with its kind."""
    return {
        (kind, value)
        for element in elements
        if (known := kind_of(element.name))
        for attribute, kind in known.refers.items()
        if (value := element.attributes.get(attribute, ""))
    }


def named_by(scaffolding: Declared, declaration: Declaration) -> Iterator[tuple[str, str]]:
    """Yield what a scaffolding and its arguments name, each with its kind."""
    yield from _named(scaffolding.attributes, declaration.refers)
    for name, attributes, _number in scaffolding.children:
        yield from _named(attributes, vocabulary().refers.get(name, {}))


def _named(attributes: Mapping[str, str], refers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for attribute, kind in refers.items():
        if attributes.get(attribute):
            yield kind, attributes[attribute]


def identifying(element: Declared) -> tuple[str, str, str] | None:
    """Return the look-up that finds those that are one with an element; None if it has nothing to identify it."""
    key = element.key_attribute
    value = element.attributes.get(key)
    return (_kind(element), key, value) if value else None


def identified(name: str, identifier: str) -> int:
    """Return the number of an identifier that must be there once, of an element of a local name."""
    kind = "job" if is_job(name) else "task" if is_task(name) else name
    return number_of(kind, _IDENTIFIER, identifier)


def _kind(element: Declared) -> str:
    return _finding(element.name)[0]
