"""The kinds of elements that matter, jobs and tasks among them, read from `vocabulary.xml`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from unscaffold.process import xslt_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DECLARATION = "{urn:unscaffold:declaration}"
_LANGUAGES = range(1, 17)
_OVERRIDE = "TaskOverride"


class Kind(NamedTuple):
    """A kind of configuration element that a scaffolding may depend on.

    `key` is the attribute that identifies it, or empty, and `needs_key` whether it must have it; `attributes` are
    those that matter; `refers` tells which attribute names an element of which kind; `children` are the attributes
    that matter of the child elements that matter. No job depends on it if it `is_of_access_rights`.
    """

    name: str
    key: str
    needs_key: bool
    attributes: frozenset[str]
    refers: Mapping[str, str]
    children: Mapping[str, frozenset[str]]
    is_of_access_rights: bool


class Vocabulary(NamedTuple):
    """The kinds of elements by name (`*Suffix` stands for all names that end so).

    `riders` are the arguments that ride in a generated job; `refers` tells, by argument, which attribute names
    an element of which kind; `others` are the scaffoldings that are not expanded, in lower case.
    """

    kinds: Mapping[str, Kind]
    riders: frozenset[str]
    refers: Mapping[str, Mapping[str, str]]
    others: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """Read `vocabulary.xml`."""
    root = etree.parse(xslt_folder() / "vocabulary.xml").getroot()
    kinds = [_kind(element) for element in root.iterchildren(f"{DECLARATION}element")]
    arguments = list(root.iterchildren(f"{DECLARATION}argument"))
    return Vocabulary(
        kinds={kind.name: kind for kind in kinds},
        riders=frozenset(argument.attrib["name"] for argument in arguments if argument.get("rides") == "true"),
        refers={argument.attrib["name"]: references(argument) for argument in arguments},
        others=frozenset(
            other.attrib["name"].lower()
            for other in root.iterchildren(f"{DECLARATION}other")
            if "expanded" not in other.attrib
        ),
    )


@cache
def kind_of(name: str) -> Kind | None:
    """Return the kind of elements of a local name, or None if none matters."""
    kinds = vocabulary().kinds
    suffixes = (kind for kind in kinds.values() if kind.name.startswith("*") and name.endswith(kind.name[1:]))
    return kinds.get(name) or next(suffixes, None)


def _kind(element: etree._Element) -> Kind:
    declared = list(element.iterchildren(f"{DECLARATION}attribute"))
    key = element.get("key", "")
    return Kind(
        name=element.attrib["name"],
        key=key,
        needs_key=key != "" and element.get("key-optional") != "true",
        attributes=frozenset({*_names(declared), key, "ConsolidationMode"} - {""}),
        refers=references(element),
        children={
            child.attrib["name"]: frozenset(_names(child.iterchildren(f"{DECLARATION}attribute")))
            for child in element.iterchildren(f"{DECLARATION}child")
        },
        is_of_access_rights="of" in element.attrib,
    )


def references(element: etree._Element) -> dict[str, str]:
    """Return which attributes of a declared element name an element of which kind."""
    attributes = element.iterchildren(f"{DECLARATION}attribute")
    return {a.attrib["name"]: a.attrib["refers"] for a in attributes if "refers" in a.attrib}


def _names(declared: Iterable[etree._Element]) -> Iterator[str]:
    for attribute in declared:
        yield from names_of(attribute)


def names_of(attribute: etree._Element) -> list[str]:
    """Return what a declared attribute is called: a display name has a name for each language."""
    name = attribute.attrib["name"]
    return [f"{name}_L{n}" for n in _LANGUAGES] if attribute.attrib["type"] == "display-name" else [name]


def is_job(name: str) -> bool:
    """Return whether an element of that local name is a job."""
    return name == "Job"


@cache
def is_task(name: str) -> bool:
    """Return whether an element of that local name is a task; arguments are called so without being one."""
    return (name.endswith("Task") and name not in vocabulary().refers) or name == "CleanDataBase"


def is_override(name: str) -> bool:
    """Return whether an element of that local name runs a task that stands elsewhere, with attributes of its own."""
    return name.endswith(_OVERRIDE)


@cache
def is_step(name: str) -> bool:
    """Return whether a child of a job, by its local name, is run by it: a task, or what calls one."""
    return name == "Step" or is_task(name) or is_override(name)


@cache
def task_kind(name: str) -> str:
    """Return the kind of task that a step runs, by the step's local name: `FulfillTask` of its override, too."""
    return name.removesuffix("Override") if is_override(name) else name
