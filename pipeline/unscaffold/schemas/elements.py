"""The elements of a configuration that are no jobs and no scaffoldings of jobs or rights, and what stands in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unscaffold.schemas.descriptions import descriptions, of_attribute, of_element
from unscaffold.schemas.model import Attribute, Element
from unscaffold.schemas.sources import CHILD, data, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from unscaffold.schemas.versions import Version

_MODE = "ConsolidationMode"
_LOOSE = {"string", "identifier"}  # nothing is checked of them where they stand in a configuration element
_LATER = "Version {} does not know it."
_LEFT = "A scaffolding that unscaffold leaves as it is, for the product."
_NAMES = re.compile(r"\{(\w+)\}")


def configuration_elements(version: Version) -> Iterator[Element]:
    """Yield the elements of `vocabulary.xml`, their children, and the scaffoldings that are not expanded.

    Args:
        version: What holds in the version of the product that they are for.
    """
    declared = named(data("vocabulary"), "element")
    for pattern, one in declared.items():
        for name in _meant(pattern):
            later = _LATER.format(version.name) if version.holds("unknown", name) else ""
            yield Element(name, of_element(name, later), (*_attributes(name, one), _mode()))
    for one in declared.values():
        for name, child in named(one, "child").items():
            if name not in declared:
                yield Element(name, of_element(name), (*_attributes(name, child), _mode()))
    for name, one in named(data("vocabulary"), "other").items():
        if "expanded" not in one.attrib:
            yield Element(name, _LEFT, tuple(_named_by_other(one)))


def _meant(pattern: str) -> list[str]:
    """Return the names that a pattern stands for: an editor can be told of those only that are described."""
    return (
        [name for name in descriptions().elements if name.endswith(pattern[1:])] if pattern[0] == "*" else [pattern]
    )


def _attributes(owner: str, one: etree._Element) -> Iterator[Attribute]:
    key = one.get("key", "")
    if key:
        said = descriptions()
        text = said.own.get((owner, key)) or said.attributes[key]
        yield Attribute(key, "Name", text, one.get("key-optional") != "true")
    for name, attribute in named(one, "attribute").items():
        kind = attribute.attrib["type"]
        kind = "package" if name == "Package" else "string" if kind in _LOOSE else kind
        yield Attribute(name, kind, of_attribute(owner, attribute))


def _mode() -> Attribute:
    return Attribute(_MODE, _MODE, descriptions().attributes[_MODE])


def _named_by_other(one: etree._Element) -> Iterator[Attribute]:
    """Yield the attributes of a scaffolding of another family from which that follows which it declares."""
    values = [value.attrib["value"] for value in one.iter(f"{CHILD}attribute")]
    names = [name for value in values for name in _NAMES.findall(value)]
    for name in dict.fromkeys([*names, *one.get("switch", "").split()]):
        yield Attribute(name, "string", descriptions().attributes.get(name, ""))
