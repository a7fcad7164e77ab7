"""The simple types of a schema: those of the declarations, and the enumerations by name and by number."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.schemas.sources import CHILD, data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_CRON_FIELD = "[0-9A-Za-z*,/\\-]+"


class Value(NamedTuple):
    """A value that an editor offers, and what is said of it."""

    value: str
    says: str


class Type(NamedTuple):
    """A simple type.

    Attributes:
        name: What attributes call it.
        says: What is said of it.
        base: The built-in type that it restricts.
        facets: Those of the restriction, by name.
        values: Those that an editor offers; what else is right fits the restriction.
    """

    name: str
    says: str
    base: str
    facets: tuple[tuple[str, str], ...] = ()
    values: tuple[Value, ...] = ()


def types() -> Iterator[Type]:
    """Yield the types."""
    truth = (Value("true", "It is so. It may be written 1."), Value("false", "It is not so. It may be written 0."))
    yield Type("boolean", "True or false, in any case.", "token", (_pattern("true", "false", "1", "0"),), truth)
    fields = f"{_CRON_FIELD}( {_CRON_FIELD}){{4,5}}"
    yield Type("cron", "A schedule: five fields, or six with the seconds first.", "token", (("pattern", fields),))
    yield Type("count", "A whole number from 0.", "int", (("minInclusive", "0"),))
    yield Type("indicator", "The number of a language.", "int", (("minInclusive", "1"), ("maxInclusive", "16")))
    yield Type("integer", "A whole number of 32 bits.", "int")
    yield Type("display-name", "A name for people.", "string")
    yield Type("Name", "A name that is not empty.", "token", (("minLength", "1"),))
    for file in ("vocabulary", "tasks"):
        yield from map(_enumeration, data(file).iterchildren(f"{CHILD}enumeration"))
    yield _packages()


def _enumeration(one: etree._Element) -> Type:
    declared = [*one.iterchildren(f"{CHILD}value")]
    numbers = {value.get("number", ""): value.text or "" for value in declared if "number" in value.attrib}
    words = [value.text or "" for value in declared]
    said = {text: f"It may be written {number}." for number, text in numbers.items()}
    values = [Value(word, said.get(word, "")) for word in words] + [
        Value(number, f"{text}.") for number, text in numbers.items()
    ]
    is_open = one.get("open") == "true"
    also = [f"0*{number}" for number in numbers] or ["[0-9]+"]
    facets = () if is_open else (_pattern(*words, *also),)
    return Type(one.attrib["name"], "", "string" if is_open else "token", facets, tuple(values))


def _pattern(*alternatives: str) -> tuple[str, str]:
    """Return the facet of values that are right in any case."""
    return "pattern", "|".join("".join(map(_any_case, one)) for one in alternatives)


def _any_case(letter: str) -> str:
    return f"[{letter.upper()}{letter.lower()}]" if letter.isalpha() else letter


def _packages() -> Type:
    packages = [*data("packages").iterchildren(f"{CHILD}package")]
    values = (Value(one.attrib["identifier"], f"{one.attrib['name']}: {_abilities(one)}.") for one in packages)
    return Type("package", "A connection package. There may be others.", "string", (), tuple(values))


def _abilities(package: etree._Element) -> str:
    can = {"export": "exports", "fulfill": "fulfills", "incremental": "knows an incremental mode"}
    return (
        ", ".join(words for name, words in can.items() if package.get(name) == "yes")
        or "neither exports nor fulfills"
    )
