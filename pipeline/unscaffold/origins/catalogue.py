"""The rules by which things are generated, as `origins.xml` has them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from unscaffold.origins.origin import OriginRule
from unscaffold.process import xslt_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@cache
def origin_rules() -> Mapping[str, OriginRule]:
    """Return all rules, by their names."""
    rows = etree.parse(xslt_folder() / "origins.xml").getroot().iterchildren("{*}origin")
    return {row.attrib["name"]: _rule(row) for row in rows}


@cache
def deciding(name: str) -> Mapping[str, Sequence[str]]:
    """Return what decides by a rule: roles, with the attributes that decide."""
    return _deciding()[name]


@cache
def _deciding() -> Mapping[str, Mapping[str, Sequence[str]]]:
    rows = etree.parse(xslt_folder() / "origins.xml").getroot().iterchildren("{*}origin")
    return {row.attrib["name"]: dict(map(_role, row.get("by", "").split())) for row in rows}


def _role(said: str) -> tuple[str, Sequence[str]]:
    role, _, attributes = said.partition("@")
    return role, attributes.split(",") if attributes else []


def _rule(row: etree._Element) -> OriginRule:
    sentence = " ".join((row.findtext("{*}sentence") or "").split())
    return OriginRule(row.attrib["name"], sentence, row.attrib["grade"], row.get("page", ""), row.get("anchor", ""))
