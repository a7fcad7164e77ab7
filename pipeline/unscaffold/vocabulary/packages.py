"""What each connection package can do, read from `packages.xml`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from unscaffold.process import xslt_folder
from unscaffold.vocabulary.kinds import DECLARATION

if TYPE_CHECKING:
    from collections.abc import Mapping


class Package(NamedTuple):
    """A connection package.

    `exports` and `fulfills` say what it can do; what `is_prepared_completely` knows no incremental preparation.
    """

    identifier: str
    name: str
    exports: bool
    fulfills: bool
    is_prepared_completely: bool


@cache
def packages() -> Mapping[str, Package]:
    """Return the packages by their identifiers in lower case."""
    rows = etree.parse(xslt_folder() / "packages.xml").getroot().iterchildren(f"{DECLARATION}package")
    found = [
        Package(
            row.attrib["identifier"],
            row.attrib["name"],
            row.get("export") == "yes",
            row.get("fulfill") == "yes",
            row.get("complete-preparation") == "yes",
        )
        for row in rows
    ]
    return {package.identifier.lower(): package for package in found}
