"""What an element says, in one way where it can be written in several: that is compared; what is written is shown."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.vocabulary import is_job, task_words

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from unscaffold.effective import Element

LEVEL = "Level"
DEPENDENCY = ("TaskDependsOnTask", "ParentTask")
_LABEL = "DisplayName_L"
# Attributes whose value is an identifier: the product does not tell their case.
NAMING = frozenset(
    (
        "Agent",
        "Connection",
        "Connector",
        "EntityType",
        "Identifier",
        "OpenIdClient",
        "ParentTask",
        "Profile",
        "PropertyGroup",
        "ResourceType",
    )
)
# What identifies an element, what is compared for the job as a whole, and what is done when it is deployed.
_APART = {"Identifier", LEVEL, "ConsolidationMode"}
_BOOLEANS = {"1": "true", "0": "false"}


class Types(NamedTuple):
    """The types of the attributes of an element, by name, and what they are where they are left out."""

    types: Mapping[str, str]
    defaults: Mapping[str, str]


_NONE = Types({}, {})
_OF_ENTRIES = {
    "CanExecute": "false",
    "FullAccessProperties": "false",
    "IsPreCondition": "true",
    "IsPostCondition": "true",
    "Notify": "true",
}
_ENTRY = Types(dict.fromkeys(_OF_ENTRIES, "boolean") | {"Priority": "integer"}, _OF_ENTRIES | {"Priority": "0"})


class Value(NamedTuple):
    """A value as it is written, and in the one way that is compared."""

    written: str
    normal: str


Key = tuple[str, "Hashable"]


@cache
def types_of(element: str) -> Types:
    """Return what is known of the attributes of an element, by its local name."""
    words = task_words()
    known = words.job if is_job(element) else words.of_step(element) or words.children.get(element)
    if known:
        return Types(known.attributes, known.defaults)
    return _ENTRY if element == "Entry" else _NONE


def values_of(element: Element) -> dict[str, Value]:
    """Return what the attributes of an element say, but for its display names: nothing of what has its default."""
    known, found = types_of(element.name), {}
    for name, written in element.attributes.items():
        if name not in _APART and not name.startswith(_LABEL):
            normal = normal_value(known.types.get(name, ""), name, written)
            if normal not in {"", known.defaults.get(name)}:
                found[name] = Value(written, normal)
    return found


def labels_of(element: Element) -> dict[str, Value]:
    """Return the display names of an element."""
    said = element.attributes.items()
    return {name: Value(value, value) for name, value in said if name.startswith(_LABEL)}


def normal_value(kind: str, name: str, written: str) -> str:
    """Return a value in the one way that is compared.

    Args:
        kind: The type of the attribute, as `tasks.xml` names it; empty if it is not known.
        name: The attribute's name.
        written: The value.
    """
    stripped = written.strip()
    if kind == "boolean":
        return _BOOLEANS.get(stripped, stripped.lower())
    if kind == "integer":
        sign, digits = ("-", stripped[1:]) if stripped.startswith("-") else ("", stripped)
        return f"{sign}{digits.lstrip('0') or '0'}" if digits.isascii() and digits.isdecimal() else stripped
    if kind in task_words().enumerations:
        return task_words().enumerations[kind].name_of(written)
    return stripped.lower() if name in NAMING else written


def children_of(element: Element, aliases: Mapping[str, str]) -> dict[Key, Element]:
    """Return what an element holds: as sets, for their order means nothing; steps of a job are none of it.

    Args:
        element: The element.
        aliases: What tasks are called on the other side, by their identifiers in lower case.
    """
    return {_key(child, aliases): child for child in element.children}


def _key(element: Element, aliases: Mapping[str, str]) -> Key:
    said = {name: value.normal for name, value in {**values_of(element), **labels_of(element)}.items()}
    if element.name == DEPENDENCY[0] and DEPENDENCY[1] in said:
        said[DEPENDENCY[1]] = aliases.get(said[DEPENDENCY[1]], said[DEPENDENCY[1]])
    held = frozenset(_key(child, aliases) for child in element.children)
    return element.name, (element.identifier.lower(), frozenset(said.items()), held)
