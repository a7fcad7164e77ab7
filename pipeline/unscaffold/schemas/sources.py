"""The data files in which the words of a configuration are declared."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from unscaffold.process import xslt_folder

if TYPE_CHECKING:
    from pathlib import Path

CHILD = "{urn:unscaffold:declaration}"


@cache
def data(name: str) -> etree._Element:
    """Return the root of a data file.

    Args:
        name: The file's name without its ending, such as "tasks".
    """
    return root_of(xslt_folder() / f"{name}.xml")


def root_of(file: Path) -> etree._Element:
    """Return the root of a file that can be read."""
    return etree.parse(file).getroot()


def named(parent: etree._Element, kind: str) -> dict[str, etree._Element]:
    """Return the children of a kind by their names, in their order."""
    return {child.attrib["name"]: child for child in parent.iterchildren(f"{CHILD}{kind}")}
