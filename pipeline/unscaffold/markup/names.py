"""The namespace of configurations, and names and attributes without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

NAMESPACE = "urn:schemas-usercube-com:configuration"


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attributes_of(element: etree._Element) -> dict[str, str]:
    """Return the attributes of an element, in order."""
    return dict(element.items())


def own_attributes(element: etree._Element) -> dict[str, str]:
    """Return the attributes of an element that are of no other namespace, in order."""
    return {name: value for name, value in attributes_of(element).items() if not name.startswith("{")}
