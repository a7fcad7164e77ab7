"""What an editor says of elements and attributes: what `descriptions.xml` has, and what follows from declarations."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.schemas.sources import CHILD, data, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

_OF_TYPES = {"boolean": "false", "integer": "0"}  # what an attribute is that is left out


class Descriptions(NamedTuple):
    """Sentences: of `elements` and `attributes` by name, and of the attributes that an element has of its `own`."""

    elements: Mapping[str, str]
    attributes: Mapping[str, str]
    own: Mapping[tuple[str, str], str]


@cache
def descriptions() -> Descriptions:
    """Read `descriptions.xml`."""
    root = data("descriptions")
    elements = named(root, "element")
    return Descriptions(
        {name: one.findtext(f"{CHILD}text", "") for name, one in elements.items()},
        {name: one.text or "" for name, one in named(root, "attribute").items()},
        {
            (name, attribute): text.text or ""
            for name, one in elements.items()
            for attribute, text in named(one, "attribute").items()
        },
    )


def of_element(name: str, *more: str) -> str:
    """Return what is said of an element: its description, and further sentences; empty ones are left out."""
    return _joined(descriptions().elements.get(name, ""), *more)


def of_attribute(owner: str, declared: etree._Element, *, is_task: bool = False) -> str:
    """Return what is said of an attribute of an element.

    Args:
        owner: The element's name.
        declared: The declaration of the attribute.
        is_task: Whether the element may adjust a generated one, and what is left out has a value: as in jobs.
    """
    name, said = declared.attrib["name"], descriptions()
    text = said.own.get((owner, name)) or said.attributes.get(name, "")
    return _joined(text, *_that_follows(owner, declared, is_task=is_task))


def _that_follows(owner: str, declared: etree._Element, *, is_task: bool) -> Iterator[str]:
    if "refers" in declared.attrib:
        yield f"It names the {declared.attrib['refers']} of that identifier."
    if declared.get("required") == "true":
        yield f"{owner} needs it, unless it adjusts a generated one." if is_task else "It is required."
    elif is_task:
        without = declared.get("default", _OF_TYPES.get(declared.attrib["type"], ""))
        yield f"Without it, it is {without}." if without else ""
    if declared.get("ignored"):
        yield "It is for internal use and has no effect."
    if declared.get("documented") == "false":
        yield "No page of the vendor lists it; scaffoldings generate it."


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
