"""The stylesheets, our own and those of the samples, as documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from processors import ROOT

if TYPE_CHECKING:
    from pathlib import Path

XSLT = ROOT / "xslt"
OWN = sorted(XSLT.rglob("*.xsl"))
STYLESHEETS = [*OWN, *sorted((ROOT / "samples").rglob("*.xsl"))]


def parsed(path: Path) -> etree._Element:
    """Return the root of a document."""
    return etree.parse(path).getroot()


def code(element: etree._Element) -> list[str]:
    """Return all that may hold an expression: the attributes and the text of an element and of what is in it."""
    return [str(text) for text in element.xpath("descendant-or-self::*/@* | descendant::text()")]
