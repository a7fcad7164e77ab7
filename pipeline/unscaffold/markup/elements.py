"""Generated elements, of whatever kind: as text, as a tree, and packed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zlib import compress, decompress

from lxml import etree

from unscaffold.markup.names import NAMESPACE, own_attributes

if TYPE_CHECKING:
    from collections.abc import Iterable

# Controls and line ends that Saxon writes as references, and lxml as they are.
_REFERRED = {code: f"&#{code};" for code in (*range(0x7F, 0xA0), 0x2028)}

_SPECIAL = re.compile(r"[&<\"\t\n\r]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_ESCAPED = str.maketrans(_ESCAPES)
_REFERENCE = re.compile(r"&(lt|gt|amp|quot|#[0-9]+);")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def parsed(xml: str) -> list[etree._Element]:
    """Return generated XML as elements."""
    return list(document_of(xml))


def document_of(xml: str) -> etree._Element:
    """Return the root of a document in which generated XML stands."""
    return tree_of(f'<ConfigurationFile xmlns="{NAMESPACE}">{xml}</ConfigurationFile>')


def plain(element: etree._Element) -> etree._Element:
    """Return a copy of an element as a stylesheet generates it.

    It has no prefix and no space between elements; elements and attributes of other namespaces are left out.
    """
    copy = etree.Element(element.tag, own_attributes(element), nsmap={None: NAMESPACE})
    copies = {element: copy}
    for one in element.iterdescendants(f"{{{NAMESPACE}}}*"):
        parent = copies.get(one.getparent())  # type: ignore[arg-type]  # a descendant has one
        if parent is not None:
            copies[one] = etree.SubElement(parent, one.tag, own_attributes(one))
    for one, its in copies.items():
        its.text = None if len(its) else one.text
    return copy


def tree_of(xml: str) -> etree._Element:
    """Parse what we or Saxon wrote, of any size.

    Raises:
        etree.XMLSyntaxError: It is no document.
    """
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, huge_tree=True, collect_ids=False))


def serialized(elements: Iterable[etree._Element]) -> str:
    """Return elements as XML, as a stylesheet generates it: without a break, in no namespace declared here."""
    declared = f' xmlns="{NAMESPACE}"'
    xml = "".join(etree.tostring(element, encoding="unicode").replace(declared, "", 1) for element in elements)
    return xml if xml.isascii() else xml.translate(_REFERRED)


def packed(xml: str) -> bytes:
    """Return generated XML as it is held until all is known to be right: 10,000 jobs take 6 MB, and not 45."""
    return compress(xml.encode(), 1)


def unpacked(data: bytes) -> str:
    """Return the XML that was packed."""
    return decompress(data).decode()


def escaped(value: str) -> str:
    """Return a value as it is written between double quotes."""
    return value.translate(_ESCAPED) if _SPECIAL.search(value) else value


def unescaped(value: str) -> str:
    """Return the value of an attribute, from how Saxon and lxml write it."""
    # Not xml.sax.saxutils': to import it takes 15 ms, for it comes with a client of HTTP. And not html's, which
    # takes &#133; for what it stands for in windows-1252.
    return (
        _REFERENCE.sub(lambda found: _NAMED.get(found[1]) or chr(int(found[1][1:])), value) if "&" in value else value
    )
