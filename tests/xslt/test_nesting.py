"""No scaffolding of the table of access rights nests itself, not by way of others either: it would have no end."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import pytest
from lxml import etree

from sources import XSLT, parsed

_DECLARATION = "{urn:unscaffold:declaration}"


def _order(table: etree._Element) -> list[str]:
    """Return the names of scaffoldings, each behind those that it nests."""
    nested = {
        one.attrib["name"]: [inner.attrib["name"] for inner in one.iterchildren(f"{_DECLARATION}nests")]
        for one in table.iterchildren(f"{_DECLARATION}scaffolding")
    }
    try:
        return [*TopologicalSorter(nested).static_order()]
    except CycleError as error:
        sentence = f"{' in '.join(error.args[1])} is nested in a cycle; take one of these nests out of the table"
        raise AssertionError(sentence) from None


def test_none_nests_itself() -> None:
    names = {
        one.attrib["name"] for one in parsed(XSLT / "access-rights.xml").iterchildren(f"{_DECLARATION}scaffolding")
    }
    assert names < {*_order(parsed(XSLT / "access-rights.xml"))}


def test_a_cycle_is_told() -> None:
    rows = (
        '<scaffolding name="A"><nests name="B"/></scaffolding><scaffolding name="B"><nests name="A"/></scaffolding>'
    )
    table = etree.fromstring(f'<access-rights xmlns="urn:unscaffold:declaration">{rows}</access-rights>')
    with pytest.raises(
        AssertionError, match=r"^[AB] in [AB] in [AB] is nested in a cycle; take one of these nests out"
    ):
        _order(table)


def _makes_rights_only(one: etree._Element, families: dict[str, str]) -> bool:
    nested = [*one.iterchildren(f"{_DECLARATION}nests")]
    expanded = {inner.attrib["name"] for inner in nested if "with" not in inner.attrib}
    left = [inner.attrib["with"].split() for inner in nested if "with" in inner.attrib]
    others = {etree.QName(each).localname for each in one.iter("{urn:schemas-usercube-com:configuration}*")}
    return (
        others <= {"Profile"}
        and all(families[name] == "rights" for name in expanded)
        and all("Profile" in attributes for attributes in left)
    )


def test_those_of_the_family_of_rights_make_profiles_and_their_rights_only() -> None:
    table = parsed(XSLT / "access-rights.xml")
    rows = [*table.iterchildren(f"{_DECLARATION}scaffolding")]
    families = {one.attrib["name"]: one.get("family", table.attrib["family"]) for one in rows}
    found = {one.attrib["name"]: "rights" if _makes_rights_only(one, families) else "templates" for one in rows}
    assert families == found
