"""Writes a schema in the words of XSD 1.0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from unscaffold.markup import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.schemas.model import Attribute, Element
    from unscaffold.schemas.types import Type, Value

_XSD = "http://www.w3.org/2001/XMLSchema"
_XS = f"{{{_XSD}}}"
_OURS = "c"  # the prefix of what the schema declares
_BUILT_IN = {"string", "token", "int"}
_DISPLAY_NAMES = "DisplayNames"
_LANGUAGES = range(1, 17)
_ANY = {"minOccurs": "0", "maxOccurs": "unbounded"}


class Writer:
    """A schema, to which its parts are added one after the other.

    Args:
        says: What is said of the schema as a whole.
    """

    def __init__(self, says: str) -> None:
        names = {"xs": _XSD, _OURS: NAMESPACE}
        self._root = etree.Element(
            f"{_XS}schema", {"targetNamespace": NAMESPACE, "elementFormDefault": "qualified"}, names
        )
        _say(self._root, says)
        self._children: dict[str, Element] = {}  # those whose types are named, by the names of these

    def document(self) -> bytes:
        """Return the document."""
        etree.indent(self._root)
        return b'<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(self._root, encoding="UTF-8") + b"\n"

    def type(self, one: Type) -> None:
        """Add a simple type: the values that an editor offers, or else what is right besides."""
        added = _add(self._root, "simpleType", name=one.name)
        _say(added, one.says)
        if one.values:
            union = _add(added, "union")
            _enumeration(_add(union, "simpleType"), one.values)
            added = _add(union, "simpleType")
        restriction = _add(added, "restriction", base=_name(one.base))
        for facet, value in one.facets:
            _add(restriction, facet, value=value)

    def display_names(self, says: str) -> None:
        """Add the group of the attributes that say what something is called, one a language."""
        group = _add(self._root, "attributeGroup", name=_DISPLAY_NAMES)
        for number in _LANGUAGES:
            _say(_add(group, "attribute", name=f"DisplayName_L{number}", type=_name("string")), says)

    def group(self, name: str, attributes: Iterable[Attribute]) -> None:
        """Add a group of attributes that several elements have."""
        _attributes(_add(self._root, "attributeGroup", name=name), attributes)

    def element(self, one: Element) -> None:
        """Add an element, after the types of its children."""
        types = {child.name: self._type_of(one, child) for child in one.children or ()}
        added = _add(self._root, "element", name=one.name)
        _say(added, one.says)
        content = _add(added, "complexType")
        if types:
            choice = _add(content, "choice", **_ANY)
            for child in one.children or ():
                _say(_add(choice, "element", name=child.name, type=_name(types[child.name])), child.says)
            _with_attributes(content, one)
        else:
            _content(content, one)
        for child_name, attribute in one.distinct:
            unique = _add(added, "unique", name=f"{one.name}-{child_name}")
            _add(unique, "selector", xpath=f"{_OURS}:{child_name}")
            _add(unique, "field", xpath=f"@{attribute}")

    def _type_of(self, parent: Element, child: Element) -> str:
        """Return the name of the type of a child, which is added unless one of its name has the same attributes."""
        for name in (child.name, f"{parent.name}-{child.name}"):
            known = self._children.get(name)
            if known is None:
                self._children[name] = child
                _content(_add(self._root, "complexType", name=name), child)
            if known is None or known.attributes == child.attributes:
                break
        return name


def _content(parent: etree._Element, one: Element) -> None:
    """Write what an element without known children takes: anything, or nothing but text.

    Where nothing could stand in it, not even a line end could.
    """
    parent.set("mixed", "true")
    if one.children is None:
        _add(_add(parent, "sequence"), "any", processContents="lax", **_ANY)
    _with_attributes(parent, one)


def _with_attributes(parent: etree._Element, one: Element) -> None:
    _attributes(parent, one.attributes)
    if one.group:
        _add(parent, "attributeGroup", ref=_name(one.group))
    _add(parent, "anyAttribute", namespace="##any" if one.children is None else "##other", processContents="lax")


def _attributes(parent: etree._Element, attributes: Iterable[Attribute]) -> None:
    for one in attributes:
        if one.type == "display-name":
            _add(parent, "attributeGroup", ref=_name(_DISPLAY_NAMES))
            continue
        added = _add(parent, "attribute", name=one.name, type=_name(one.type))
        if one.is_required:
            added.set("use", "required")
        _say(added, one.says)


def _enumeration(parent: etree._Element, values: Iterable[Value]) -> None:
    restriction = _add(parent, "restriction", base=_name("token"))
    for one in values:
        _say(_add(restriction, "enumeration", value=one.value), one.says)


def _say(parent: etree._Element, says: str) -> None:
    if says:
        _add(_add(parent, "annotation"), "documentation").text = says


def _name(local: str) -> str:
    return f"{'xs' if local in _BUILT_IN else _OURS}:{local}"


def _add(parent: etree._Element, local: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{_XS}{local}", attributes)
