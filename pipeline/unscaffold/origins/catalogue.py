"""The rules by which things are generated, as `origins.xml` has them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from unscaffold.origins.origin import OriginRule
from unscaffold.process import xslt_folder

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def origin_rules() -> Mapping[str, OriginRule]:
    """Return all rules, by their names."""
    rows = etree.parse(xslt_folder() / "origins.xml").getroot().iterchildren("{*}origin")
    return {row.attrib["name"]: _rule(row) for row in rows}


def _rule(row: etree._Element) -> OriginRule:
    sentence = " ".join((row.findtext("{*}sentence") or "").split())
    return OriginRule(row.attrib["name"], sentence, row.attrib["grade"], row.get("page", ""), row.get("anchor", ""))
