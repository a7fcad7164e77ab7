"""What an editor says: of all that is declared, and of nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from sources import XSLT, parsed
from unscaffold.schemas import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

_XS = "{http://www.w3.org/2001/XMLSchema}"
_D = "{urn:unscaffold:declaration}"
_SCHEMA = etree.fromstring(schema("7.0"))


def _named(kind: str) -> Iterator[etree._Element]:
    return (one for one in _SCHEMA.iter(f"{_XS}{kind}") if "name" in one.attrib)


def _says(one: etree._Element) -> str:
    return one.findtext(f"{_XS}annotation/{_XS}documentation", "")


def test_every_element_and_every_attribute_is_described() -> None:
    assert [one.attrib["name"] for one in _named("element") if not _says(one)] == []
    assert [one.attrib["name"] for one in _named("attribute") if not _says(one)] == []


def test_nothing_is_described_that_is_not_there() -> None:
    elements = {one.attrib["name"] for one in _named("element")}
    attributes = {one.attrib["name"].partition("_L")[0] for one in _named("attribute")}
    described = parsed(XSLT / "descriptions.xml")
    assert [one.attrib["name"] for one in described.iterchildren(f"{_D}element")] == [
        one.attrib["name"] for one in described.iterchildren(f"{_D}element") if one.attrib["name"] in elements
    ]
    assert [
        one.attrib["name"] for one in described.iter(f"{_D}attribute") if one.attrib["name"] not in attributes
    ] == []


def test_no_sentence_is_said_twice_of_one_thing() -> None:
    names = [one.attrib["name"] for one in parsed(XSLT / "descriptions.xml").iterchildren(f"{_D}element")]
    assert sorted(set(names)) == sorted(names)


def test_sentences_end_as_sentences_do() -> None:
    said = {"".join(one.itertext()) for one in _SCHEMA.iter(f"{_XS}documentation")}
    assert [one for one in said if not one.endswith(".") or ".." in one or "  " in one] == []


def test_what_a_version_says_otherwise_is_said() -> None:
    (copies,) = etree.fromstring(schema("6.2")).xpath(
        "//*[@name = 'CreateConnectorSynchroComplete-AddTask']/*[@name = 'CopyOccurence']"
    )
    assert _says(copies).endswith("The page of version 6.2 says that it is to be removed.")
    (later,) = etree.fromstring(schema("6.1")).xpath("//*[@name = 'MicrosoftEntraIDResourceTypeMapping']")
    assert _says(later).endswith("Version 6.1 does not know it.")
