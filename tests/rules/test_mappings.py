"""Mappings of entity types and associations: which property counts as a key, and of which mapping nothing is said."""

from __future__ import annotations

import pytest

from told import told

_MAPPING = '<EntityTypeMapping Identifier="A" Connector="AD" {}>{}</EntityTypeMapping>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (_MAPPING.format("", ""), []),
        (_MAPPING.format("", '<Property Identifier="p" IsPrimaryKey="false"/>'), ["C151"]),
        (_MAPPING.format('ConsolidationMode="Merge"', '<Property Identifier="p"/>'), []),
        (
            _MAPPING.format("", '<Property Identifier="p"/>')
            + _MAPPING.format('ConsolidationMode="Merge"', '<Property Identifier="q" IsPrimaryKey="1"/>'),
            [],
        ),
        (
            '<Connector Identifier="AD"/><ConnectorMappings Connector="AD" EntityType="A" Package="P"/>'
            + _MAPPING.format('ConsolidationMode="Merge"', '<Property Identifier="q"/>'),
            [],
        ),
        (
            _MAPPING.format(
                "", "".join(f'<Property Identifier="{one}" IsPrimaryKey="1" IsUniqueKey="1"/>' for one in "pqrst")
            ),
            ["C152"],
        ),
    ],
    ids=["nothing-mapped", "none", "changes-what-is-elsewhere", "merged", "generated", "several"],
)
def test_a_mapping_has_one_primary_key(content: str, expected: list[str]) -> None:
    assert [line.split()[2] for line in told(content, "C151", "C152", "C153")] == expected


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("", []),
        ('<EntityType Identifier="a"/>', []),
        ('<EntityType Identifier="B"/>', ["C154"]),
        ('<EntityType Identifier="B"/><WorkforceModule/>', []),
    ],
    ids=["model-elsewhere", "case", "unknown", "generated"],
)
def test_a_mapping_has_the_identifier_of_an_entity_type(model: str, expected: list[str]) -> None:
    mapping = _MAPPING.format("", '<Property Identifier="p" IsPrimaryKey="1"/>')
    assert [line.split()[2] for line in told(model + mapping, "C154")] == expected


_AD = '<Connection Identifier="C" Connector="ad" Package="usercube.ad@0000001"/>'
_DN = '<EntityType Identifier="A"><Property Identifier="DN" {}/></EntityType>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (_AD + _DN.format("") + _MAPPING.format("", '<Property Identifier="dn"/>'), ["C155"]),
        (_AD + _DN.format('IsKey="1"') + _MAPPING.format("", '<Property Identifier="dn"/>'), []),
        (_AD + _DN.format("") + _MAPPING.format("", '<Property Identifier="dn" IsUniqueKey="true"/>'), []),
        (_AD + _DN.format("") + _MAPPING.format("", '<Property Identifier="name" ConnectionColumn="Dn"/>'), ["C155"]),
        (_AD + _DN.format("") + _MAPPING.format("", '<Property Identifier="cn"/>'), []),
        (_AD + _MAPPING.format("", '<Property Identifier="dn"/>'), []),
        (_DN.format("") + _MAPPING.format("", '<Property Identifier="dn"/>'), []),
    ],
    ids=["none", "entity-type", "unique", "by-column", "no-dn", "entity-type-elsewhere", "no-active-directory"],
)
def test_an_active_directory_is_read_by_the_distinguished_name(content: str, expected: list[str]) -> None:
    assert [line.split()[2] for line in told(content, "C155")] == expected


_BOTH = '<EntityTypeMapping Identifier="A" Connector="AD"/><EntityTypeMapping Identifier="H" Connector="HR"/>\n'
_JOIN = (
    '<EntityAssociationMapping {} EntityPropertyMapping1="{}" EntityPropertyMapping2="{}" Column1="1" Column2="2"/>'
)


@pytest.mark.parametrize(
    ("association", "expected"),
    [
        (('Connector="ad"', "a:p", "A:q"), []),
        (('Connector="AD"', "A:p", "X:q"), []),
        (("", "A:p", "A:q"), []),
        (('Connector="HR"', "A:p", ""), ["' :' of the connector 'HR' joins 'A' of 'AD'"]),
        (("", "A:p", "H:q"), ["'A:p - H:q' of the connector '' joins 'A' of 'AD' and 'H' of 'HR'"]),
    ],
    ids=["case", "unknown", "unsaid", "another", "both"],
)
def test_an_association_stays_in_its_connector(association: tuple[str, str, str], expected: list[str]) -> None:
    found = told(_BOTH + _JOIN.format(*association), "C156")
    assert [line.split("EntityAssociationMapping ")[1].split(";")[0] for line in found] == [
        one.replace("' :'", "'A:p - '") for one in expected
    ]


_MODEL = """\
<EntityType Identifier="A"><Property Identifier="k" IsKey="true"/><Property Identifier="n"/></EntityType>
<EntityTypeMapping Identifier="A" Connector="AD">
  <Property Identifier="p" IsPrimaryKey="true"/><Property Identifier="u" IsUniqueKey="true"/>
  <Property Identifier="k"/><Property Identifier="n"/>
</EntityTypeMapping>
<EntityTypeMapping Identifier="B" Connector="AD"><Property Identifier="p" IsPrimaryKey="true"/></EntityTypeMapping>
"""


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        (("A:P", "a:u"), []),
        (("A:k", " A:p "), []),
        (("A:n", "A:p"), ["EntityPropertyMapping1 … 'A:n', which is no key in its EntityTypeMapping"]),
        (("A:p", "A:zz"), ["EntityPropertyMapping2 … 'A:zz', which its EntityTypeMapping does not map"]),
        (("B:x", "C:x"), []),  # the entity types are not here
        (("A", ""), []),
        ((":", "A:"), []),
    ],
)
def test_an_association_is_mapped_by_keys(sides: tuple[str, str], expected: list[str]) -> None:
    found = told(_MODEL + _JOIN.format('Identifier="J" Connector="AD"', *sides), "C157")
    named = [line.replace("of the EntityAssociationMapping 'J' names", "…") for line in found]
    assert [line.split("C157 ")[1].split(";")[0] for line in named] == expected
