"""Limits: what no configuration has, and what a parser or Saxon would fail at, or take hours for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Sequence

# A scaffolding's, which is handed to Saxon: its parser takes names no longer, and 10,000 attributes on an element, or
# 200 if it is a newer one; and each element or attribute that is wrong costs a millisecond.
_CHARACTERS = 1_000_000
_ELEMENTS = 5_000
_ATTRIBUTES = 200
_ATTRIBUTES_IN_ALL = 20_000
_NAME = 1_000
# A value's, of a scaffolding or of what it depends on: it may stand in each task of each job.
VALUE = 10_000

# libxml2's, unless it is told to have none. An old libxml2 reports most of them by other numbers; they are U101 then.
_OF_LIBXML2: dict[int, str] = {
    etree.ErrorTypes.ERR_NAME_TOO_LONG: "50,000 characters in one name",
    etree.ErrorTypes.ERR_COMMENT_NOT_FINISHED: "10,000,000 characters in one comment",
    etree.ErrorTypes.ERR_CDATA_NOT_FINISHED: "10,000,000 characters in one text",
    etree.ErrorTypes.ERR_PI_NOT_FINISHED: "10,000,000 characters in one processing instruction",
    etree.ErrorTypes.ERR_RESOURCE_LIMIT: "10,000,000 characters in one text or attribute",
}


def of_a_file(error: etree.XMLSyntaxError) -> str:
    """Return what a document that is well-formed has too much of for libxml2; empty if its fault is another one."""
    return "256 elements in each other" if "depth" in error.msg else _OF_LIBXML2.get(error.code, "")


def of_a_scaffolding(xml: str) -> str:
    """Return what a scaffolding has too much of, or empty.

    Args:
        xml: The scaffolding, with the namespaces of the elements around it.
    """
    if len(xml) <= _NAME:  # nothing in it can be too much: the usual case
        return ""
    if len(xml) > _CHARACTERS:
        return f"{_CHARACTERS:,} characters"
    count = of_all = 0
    found = []

    def start(name: str, attributes: Sequence[str]) -> None:
        nonlocal count, of_all
        count += 1
        of_all += len(attributes) // 2
        namespaces = [uri for name, uri in zip(attributes[::2], attributes[1::2], strict=True) if "xmlns" in name]
        if count > _ELEMENTS:
            found.append(f"{_ELEMENTS:,} elements")
        if len(attributes) > 2 * _ATTRIBUTES:
            found.append(f"{_ATTRIBUTES} attributes and namespaces on one element")
        if of_all > _ATTRIBUTES_IN_ALL:
            found.append(f"{_ATTRIBUTES_IN_ALL:,} attributes")
        if max(map(len, [name, *attributes[::2], *namespaces])) > _NAME:
            found.append(f"{_NAME:,} characters in one name")
        if max(map(len, attributes), default=0) > VALUE:
            found.append(f"{VALUE:,} characters in one attribute")

    parser = expat.ParserCreate("utf-8")
    parser.ordered_attributes = True
    parser.StartElementHandler = start
    parser.Parse(xml, True)
    return found[0] if found else ""
