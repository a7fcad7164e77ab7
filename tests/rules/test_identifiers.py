"""Rules for identifiers and names: the characters that they may have, and who must have one."""

from __future__ import annotations

import pytest

from told import told

_ONLY = "begin with a letter, and write letters, digits, full stops and hyphens only"


@pytest.mark.parametrize(
    ("identifier", "severity", "what"),
    [
        ("AD", "", ""),
        ("Büro.2-x", "", ""),
        ("A_D", "warning", "has the character '_'"),
        ("A D", "error", "has the character ' '"),
        ("A_ D", "error", "has the character ' '"),
        ("A/\u202eD", "error", "has the character '/'"),
        ("A\u202eD", "error", "has the character '\\u202e'"),
        ("2AD", "error", "does not begin with a letter"),
        ("_AD", "error", "does not begin with a letter"),
        ("-", "error", "does not begin with a letter"),
    ],
)
def test_connectors_and_connections(identifier: str, severity: str, what: str) -> None:
    shown = identifier.replace("\u202e", "\\u202e")
    connector = f'<Connector Identifier="{identifier}" DisplayName_L1="A"/>'
    said = f"2:12: {severity} C301 the identifier of the Connector '{shown}' {what}; {_ONLY}"
    assert told(connector, "C3") == ([said] if what else [])
    connection = f'<Connector Identifier="A"/><Connection Identifier="{identifier}" Connector="A"/>'
    said = f"2:40: {severity} C302 the identifier of the Connection '{shown}' {what}; {_ONLY}, 442 characters at most"
    assert told(connection, "C3") == ([said] if what else [])


@pytest.mark.parametrize("length", [442, 443])
def test_the_length_of_a_connection(length: int) -> None:
    content = f'<Connector Identifier="A"/><Connection Identifier="{"x" * length}" Connector="A"/>'
    said = f"2:40: error C302 the identifier of the Connection '{'x' * length}' has 443 characters, of 442 at most; "
    assert told(content, "C3") == ([f"{said}{_ONLY}, 442 characters at most"] if length > 442 else [])


def test_entity_types_and_their_properties() -> None:
    content = """\
<EntityType Identifier="AD Entry">
  <Property Identifier="sys_id"/><Property Identifier="ID"/><Property/><Property Identifier="2nd"/>
  <Property Identifier="naïf"/>
</EntityType>
<EntityTypeMapping Identifier="ad entry" Connector="AD"/>
<EntityTypeMapping Identifier="HR-Person" Connector="AD"><Property Identifier="a b"/></EntityTypeMapping>
<EntityType Identifier="Größe_2"/>
<EntityType Identifier="DELEGATE"/>
<EntityType/>"""
    name = "has an identifier that is no name in C#; write letters, digits and underscores only, and no digit first"
    letters = "write letters without accents and digits only, and no digit first"
    reserved = "is called by a reserved word; give it another identifier"
    assert told(content, "C3") == [
        f"2:13: error C303 the EntityType 'AD Entry' {name}",
        f"3:44: error C304 the Property 'ID' of the EntityType 'AD Entry' {reserved}",
        f"3:82: error C305 the Property '2nd' of the EntityType 'AD Entry' begins with a digit; {letters}",
        f"4:13: error C305 the Property 'naïf' of the EntityType 'AD Entry' has the character 'ï'; {letters}",
        f"7:20: error C303 the EntityTypeMapping 'HR-Person' {name}",
        f"9:13: error C304 the EntityType 'DELEGATE' {reserved}",
    ]


def test_names_in_language_1() -> None:
    content = """\
<Language Code="EN-gb" IndicatorNumber=" 01"/>
<CleanDatabaseJob/>
<Job Identifier="CleanDatabase" ConsolidationMode="Merge" DisplayName_L2="x"/>
<CreateAccessCertificationJob JobIdentifier="J" DisplayName_L2="x"/>
<Job Identifier="A">
  <FulfillTask Identifier="F" DisplayName_L1=" "/><ExportTask/><Step Identifier="F"/>
  <ExportTask DisplayName="E"/><OwnTask/><CleanDataBase/><FulfillTaskOverride Identifier="F"/>
</Job>
<Job Identifier="Gone" ConsolidationMode="Merge"><FulfillTask Identifier="F2"/></Job>
<Job Identifier="B" DisplayName_L2="x"/>
<Job Identifier="b" ConsolidationMode="Merge" DisplayName_L1="x"/>
<Job Identifier="C" displayname_l1="x"/>
<ExportTask Identifier="X"/>"""
    assert told(content, "C306") == [
        "6:1: error C306 DisplayName_L1 is missing on the job 'A'; give a name in language 1",
        "7:31: error C306 DisplayName_L1 is missing on 'F', 'ExportTask' of the job 'A'; give a name in language 1",
        "14:1: error C306 DisplayName_L1 is missing on the ExportTask 'X'; give a name in language 1",
    ]
    # A scaffolding has no names of tasks in German, and what it generates may stand there as text.
    for languages in ('<Language Code="de" IndicatorNumber="1"/>', '<Language Code="en" IndicatorNumber="2"/>'):
        found = told("\n".join([languages, *content.split("\n")[1:]]), "C306")
        assert [line.split(" on the ")[1].split(";")[0] for line in found] == ["job 'J'", "job 'A'"]


@pytest.mark.parametrize(("number", "is_told"), [("8", False), ("9", True), ("16", True), ("x", False), ("", False)])
def test_languages(number: str, is_told: bool) -> None:
    said = (
        f"2:21: info C307 the Language 'fr' has the IndicatorNumber {number}, and the page on languages knows 8 of "
    )
    content = f'<Language Code="fr" IndicatorNumber="{number}"/>'
    assert told(content, "C307") == ([f"{said}them; take one of 1 to 8"] if is_told else [])


def test_only_a_task_beside_the_jobs_needs_an_identifier() -> None:
    content = """\
<ExportTask DisplayName_L1="E" Identifier=""/>
<ExportTask DisplayName_L1="E" identifier="E"/>
<Job Identifier="J" DisplayName_L1="J"><ExportTask DisplayName_L1="E"/></Job>
<OwnTask/>"""
    assert told(content, "C308") == [
        (
            "2:1: warning C308 this ExportTask stands beside the jobs and has no Identifier, by which a Step could "
            "call it; give it one"
        )
    ]
