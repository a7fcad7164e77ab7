"""Checks the declaration of somebody's own scaffolding, and says what would be right.

It goes by `schema/declaration.rng`, whose patterns it reads itself: the messages of a validator name neither the
attribute at fault nor what could stand there. A test compares what it refuses with what a validator refuses.
"""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from unscaffold.findings import Failure, did_you_mean, nearest
from unscaffold.process import xslt_folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_NAMESPACE = "urn:unscaffold:declaration"
_SHOWN = 40  # letters of a text that has no place


class _Rule(NamedTuple):
    """What an element takes.

    `attributes` are the values of each attribute, none if it may be any text; `needed` are those it must have;
    `together` are those that are left out together or not at all; `elements` are the names of what may stand in it.
    """

    attributes: Mapping[str, Collection[str]]
    needed: Collection[str]
    together: Collection[Collection[str]]
    elements: Collection[str]


def check(file: Path, root: etree._Element) -> None:
    """Check a declaration.

    Args:
        file: Where it was read, for the sentence.
        root: Its `scaffolding` element.

    Raises:
        Failure: The schema does not allow it. The sentence tells the first fault with its line, and what is near.
    """
    for element in root.iter("*"):
        for fault in _faults(element):
            raise Failure(f"{file}:{element.sourceline}: {fault}")


def check_sense(file: Path, root: etree._Element) -> None:
    """Check what a schema cannot say of a declaration that it allows.

    Args:
        file: Where it was read, for the sentence.
        root: Its `scaffolding` element.

    Raises:
        Failure: A name is declared twice, or the job that it asks for lacks what it is made from.
    """
    for element, fault in chain(_repeated(root), _faults_of_job(root)):
        raise Failure(f"{file}:{element.sourceline}: {fault}")


def _repeated(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    known = set()
    for element in root.iterchildren("*"):
        declared = (_name(element), element.attrib["name"])
        if declared in known:
            yield element, f"the {' '.join(declared)} is declared twice; remove one of the two"
        known.add(declared)


def _faults_of_job(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    job, scope = root.get("job"), root.get("scope", "configuration")
    needed = {"name": "Connector", "refers": "Connector", "required": "true"}
    if job == "connector" and not any(needed.items() <= dict(element.items()).items() for element in root):
        words = " ".join(f'{name}="{value}"' for name, value in needed.items())
        advice = f'declare <attribute {words} type="identifier"/>'
        yield root, f'job="connector" needs the attribute that names it; {advice}'
    is_small = (scope, job, root.get("mode")) == ("connector", "connector", "Incremental")
    if job and scope != "configuration" and not is_small:
        yield root, f'scope="{scope}" has not all that this job is made from; write scope="configuration"'


def _faults(element: etree._Element) -> Iterator[str]:
    parent = element.getparent()
    if parent is not None:
        yield from _faults_of_place(element, _name(parent))
    rule = _rules()[_name(element)]
    for name, value in element.items():
        yield from _faults_of_attribute(_name(element), str(name), str(value), rule)
    yield from _missing(element, rule)
    for text in element.xpath("text()[normalize-space()]"):
        yield f"{_name(element)} contains text, '{' '.join(text.split())[:_SHOWN]}', and takes none"


def _faults_of_place(element: etree._Element, parent: str) -> Iterator[str]:
    known = _rules()[parent].elements
    if _name(element) not in known:
        yield f"{parent} has no element {_name(element)}; it knows {_nearest(_name(element), known)}"
    if etree.QName(element).namespace != _NAMESPACE:
        yield f"the element {_name(element)} is not in the namespace {_NAMESPACE}; take its own xmlns away"


def _faults_of_attribute(element: str, name: str, value: str, rule: _Rule) -> Iterator[str]:
    if name not in rule.attributes:
        yield f"{element} has no attribute {name}; it knows {_nearest(name, rule.attributes)}"
    elif not value:
        yield f"{name} of {element} is empty; give it a value"
    elif rule.attributes[name] and value not in rule.attributes[name]:
        known = rule.attributes[name]
        yield f'{name}="{value[:_SHOWN]}" of {element} is none of its values; they are {_nearest(value, known)}'


def _missing(element: etree._Element, rule: _Rule) -> Iterator[str]:
    for name in rule.needed:
        if name not in element.attrib:
            yield f"{_name(element)} needs the attribute {name}"
    for names in rule.together:
        absent = [name for name in names if name not in element.attrib]
        if absent and len(absent) < len(names):
            given = next(name for name in names if name in element.attrib)
            yield f"{_name(element)} needs the attribute {absent[0]}, because it has {given}"


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _nearest(value: str, known: Collection[str]) -> str:
    """List what is known, and say which of it may have been meant."""
    return f"{', '.join(known) or 'none'}{did_you_mean(nearest(value, known))}"


@cache
def _rules() -> dict[str, _Rule]:
    """Read the schema: an element's pattern is defined by the element's name, and a list of values by any other."""
    grammar = etree.parse(xslt_folder() / "schema" / "declaration.rng").getroot()
    defined = {define.attrib["name"]: define for define in grammar.iterchildren(f"{_RNG}define")}
    return {element.attrib["name"]: _rule(element, defined) for element in grammar.iter(f"{_RNG}element")}


def _rule(element: etree._Element, defined: Mapping[str, etree._Element]) -> _Rule:
    within = element.iterchildren(f"{_RNG}zeroOrMore")
    return _Rule(
        attributes={
            attribute.attrib["name"]: [*_values(attribute, defined)] for attribute in element.iter(f"{_RNG}attribute")
        },
        needed=_attributes_in(element),
        together=[_attributes_in(optional) for optional in element.iterchildren(f"{_RNG}optional")],
        elements=[ref.attrib["name"] for pattern in within for ref in pattern.iter(f"{_RNG}ref")],
    )


def _attributes_in(pattern: etree._Element) -> list[str]:
    return [attribute.attrib["name"] for attribute in pattern.iterchildren(f"{_RNG}attribute")]


def _values(pattern: etree._Element, defined: Mapping[str, etree._Element]) -> Iterator[str]:
    for value in pattern.iter(f"{_RNG}value"):
        yield value.text or ""
    for ref in pattern.iter(f"{_RNG}ref"):
        yield from _values(defined[ref.attrib["name"]], defined)
