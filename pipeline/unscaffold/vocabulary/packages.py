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

    `exports`, `fulfills` and `is_incremental` say what it can do; what `is_prepared_completely` knows no incremental
    preparation.
    """

    identifier: str
    name: str
    exports: bool
    fulfills: bool
    is_incremental: bool
    is_prepared_completely: bool

    @property
    def is_ticket(self) -> bool:
        """Whether it writes to no system, but asks somebody to do so."""
        return self.name.startswith("Ticket/")


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
            row.get("incremental") == "yes",
            row.get("complete-preparation") == "yes",
        )
        for row in rows
    ]
    return {package.identifier.lower(): package for package in found}
