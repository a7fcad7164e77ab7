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
    return _of_value(_begun(kind, attribute), value)


@cache
def _begun(kind: str, attribute: str) -> int:
    """Return what the numbers of all look-ups by an attribute begin with."""
    return crc32(f"{kind}\0{attribute}\0".encode("utf-8", "surrogatepass"))


def _of_value(begun: int, value: str) -> int:
    return crc32(value.lower().encode("utf-8", "surrogatepass"), begun)


# The number of the look-up that finds all elements.
EVERYTHING = number_of(_ANY)


class _Sought(NamedTuple):
    """How elements of a local name are found, and what they name: of look-ups, what their numbers begin with.

    `kind` is their kind and `number` that of the look-up of all of it; `identifier` is for the look-ups by their
    identifiers; `found_by` has, by attribute, what is for those that find them, and `named` for those that they make.
    """

    kind: str
    number: int
    identifier: int
    found_by: list[tuple[str, int]]
    named: list[tuple[str, int]]


@cache
def _sought(name: str) -> _Sought:
    known = kind_of(name)
    kind, key = (known.name, known.key) if known else (name, "")
    attributes = dict.fromkeys([_IDENTIFIER, *([key] if key else []), *_FOUND_BY.get(kind, ())])
    return _Sought(
        kind,
        number_of(kind),
        _begun(kind, _IDENTIFIER),
        [(attribute, _begun(kind, attribute)) for attribute in attributes],
        [(attribute, _begun(other, _IDENTIFIER)) for attribute, other in (known.refers if known else {}).items()],
    )


def numbers_of(reading: Reading) -> Numbers:
    """Return the numbers of what a file holds."""
    found, asked = provided(reading.elements), set[int]()
    for element in reading.elements:
        sought, identifier = _sought(element.name), element.identifier
        if identifier:
            found.add(_of_value(sought.identifier, identifier) ^ _SPELLED)
        for attribute, begun in sought.named:
            value = element.attributes.get(attribute)
            if value:
                asked.add(_of_value(begun, value) ^ _SPELLED)
    written = [identified(one.name, one.identifier) for one in (*reading.jobs, *reading.access_rules)]
    return Numbers(array("I", found), array("I", asked), array("I", written))


def provided(elements: Collection[Declared]) -> set[int]:
    """Return the numbers of the look-ups that find any of some elements."""
    found = {EVERYTHING} if elements else set()
    for element in elements:
        sought = _sought(element.name)
        found.add(sought.number)
        for attribute, begun in sought.found_by:
            value = element.attributes.get(attribute)
            if value:
                found.add(_of_value(begun, value))
    return found


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
    return _sought(element.name).kind
