"""Configurations of any size: deterministic, and in content and bytes like real ones (7.4 kB a connector)."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import NamedTuple

START = '<?xml version="1.0" encoding="utf-8"?>\n<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">\n'
END = "</ConfigurationFile>\n"

# The package of a connector's first connection, and what its resource types are mapped with.
PACKAGES = [
    ("Usercube.AD@0000001", "Ldap"),
    ("Usercube.AzureAD@0000001", "AzureAD"),
    ("Usercube.SCIM@0000001", "Scim"),
    ("Usercube.ServiceNow@0000001", "ServiceNow"),
    ("Usercube.LDAP@0000001", "Ldap"),
    ("Usercube.SAP@0000001", "Sap"),
    ("Usercube.GoogleWorkspace@0000001", "Google"),
    ("Usercube.SharePoint@0000001", "SharePoint"),
    ("Usercube.Custom@0000001", "Custom"),
]
_NO_FULFILL = "Custom"  # the one with a package that can neither export nor fulfill
# That of its second: they fulfill and do not export, so the first alone decides what a job exports.
FULFILLING = ["Usercube.Powershell@0000001", "Usercube.Manual@0000001", "Usercube.FulfillToFile@0000001"]

_SETTINGS = """\
  <Agent Identifier="Local" DisplayName_L1="Local agent" URI="http://localhost:5000" />
  <Language Code="en-US" IndicatorNumber="1" />
  <Language Code="fr-FR" IndicatorNumber="2" />
  <OpenIdClient Identifier="Job" DisplayName_L1="Job" Agent="Local" Profile="Jobs" />
"""
_DIRECTORY = """\
  <Connector Identifier="Directory" DisplayName_L1="Directory" DisplayName_L2="Référentiel" Agent="Local" />
  <Connection Identifier="DirectoryDatabase" Connector="Directory" Package="Usercube.FulfillDatabase@0000001" />
  <EntityTypeMapping Identifier="Directory_User" Connector="Directory" />
  <EntityTypeMapping Identifier="Directory_Guest" Connector="Directory" />
  <EntityTypeMapping Identifier="Directory_Organization" Connector="Directory" />
"""
_AGENT_JOB = """\
<CreateAgentSynchroComplete Agent="Local" DisplayName_L1="Nightly" JobIdentifier="Nightly">
    <CronTabExpression CronTab="30 23 * * *" CronTimeZone="UTC" />
  </CreateAgentSynchroComplete>"""

_NAMES = ["Sales", "Payroll", "Ledger", "Helpdesk", "Badge", "Fleet", "Archive", "Portal", "Survey", "Storage"]
_REGIONS = ["North", "South", "East", "West", "Île-de-France", "Zürich", "Québec", "Málaga"]
_ENTITY_TYPES = [("User", "account", "compte"), ("Group", "group", "groupe"), ("Unit", "unit", "unité")]
_PROPERTIES = ["uid", "name", "displayName", "mail", "status"]  # the first is the key
_KEYS = [' IsPrimaryKey="true"', "", "", "", ""]
_ASSOCIATIONS = [("User:manager", "User:reports"), ("User:memberOf", "Group:members"), ("Group:owner", "Unit:groups")]
# Target and source entity type, the property a query rule sets, the connection.
_RESOURCE_TYPES = [
    ("User", "Directory_User", "manager", "Main"),
    ("User", "Directory_Guest", "memberOf", "Main"),
    ("Group", "Directory_Organization", "owner", "Second"),
]


class Connector(NamedTuple):
    """A connector: its number from 1, and what is drawn for it."""

    number: int
    name: str
    package: str
    mapping: str
    second: str

    @property
    def identifier(self) -> str:
        """Its identifier, which also names its folder and its files."""
        return f"App{self.number:05}"


def connector(number: int) -> Connector:
    """Return the connector of that number, from 1; it is the same in configurations of all sizes."""
    drawn = Random(number)
    name = f"{drawn.choice(_NAMES)} {drawn.choice(_REGIONS)}"
    return Connector(number, name, *PACKAGES[number % len(PACKAGES)], drawn.choice(FULFILLING))


def configuration(
    folder: Path, connectors: int, *, first: int = 1, connector_jobs: bool = True, agent_job: bool = True
) -> Path:
    """Return a configuration folder inside a folder; generated unless it is there already.

    Args:
        folder: Where to make it; what it holds of another generation is removed.
        connectors: How many connectors, besides the directory.
        first: The number of the first of them.
        connector_jobs: Whether each has a scaffolding of its own.
        agent_job: Whether there is one for all of them.
    """
    made = folder / "generated"
    version = sha256(Path(__file__).read_bytes()).hexdigest()
    if made.exists() and made.read_text() == version:
        return folder / "Conf"
    shutil.rmtree(folder, ignore_errors=True)
    conf = folder / "Conf"
    _write(conf / "Settings.xml", START + _SETTINGS + END)
    _write(conf / "Directory" / "Directory Connector.xml", START + _DIRECTORY + END)
    if agent_job:
        _write(conf / "Jobs" / "Agent Jobs.xml", f"{START}  {_AGENT_JOB}\n{END}")
    for one in map(connector, range(first, first + connectors)):
        files = conf / one.identifier
        _write(files / f"{one.identifier} Connector.xml", START + _model(one) + END)
        before, scaffolding, after = jobs(one) if connector_jobs else (START, "", END)
        _write(files / f"{one.identifier} Jobs.xml", before + scaffolding + after)
    made.write_text(version)
    return conf


def encoded(text: str) -> bytes:
    """Return text as the files have it: with a byte order mark and Windows' line ends."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(encoded(text))


def jobs(one: Connector) -> tuple[str, str, str]:
    """Return the text of a connector's jobs file: up to its scaffolding, the scaffolding, and the rest."""
    minute = one.number % 60
    scaffolding = f"""\
<CreateConnectorSynchroIncremental Connector="{one.identifier}" \
DisplayName_L1="{one.number}: {one.name} - Incremental" DisplayName_L2="{one.number} : {one.name} - Incrémentale">
    <OpenIdIdentifier Identifier="Job" />
    <CronTabExpression CronTab="{minute} * * * *" CronTimeZone="UTC" />
  </CreateConnectorSynchroIncremental>"""
    return f"{START}  <!-- every hour, at {minute} past -->\n  ", scaffolding, f"\n\n{END}"


def _model(one: Connector) -> str:
    types = "".join(_entity_type(one, *kind) for kind in _ENTITY_TYPES)
    associations = "".join(_association(one, near, far) for near, far in _ASSOCIATIONS)
    resource_types = "".join(_resource_type(one, *drawn) for drawn in _RESOURCE_TYPES)
    return f"""\
  <Connector Identifier="{one.identifier}" DisplayName_L1="{one.name}" DisplayName_L2="{one.name} (fr)" \
Agent="Local" MaximumInsertedLines="500" MaximumDeletedLines="50" />
  <Connection Identifier="{one.identifier}.Main" Connector="{one.identifier}" Package="{one.package}" />
  <Connection Identifier="{one.identifier}.Second" Connector="{one.identifier}" Package="{one.second}" />

  <!-- what is read -->
{types}{associations}
  <!-- what is provisioned -->
{resource_types}\
  <ResourceClassificationRule ResourceType="{one.identifier}_User_Guest" Policy="Default" \
TargetExpression="C#:resource:return resource.status == &quot;guest&quot;;" />
"""


def _entity_type(one: Connector, kind: str, english: str, french: str) -> str:
    identifier = f"{one.identifier}_{kind}"
    properties = "".join(
        f"""\
    <Property Identifier="{name}" DisplayName_L1="{name} of the {english}" DisplayName_L2="{name} du {french}" \
TargetColumnIndex="{number}" Type="String" />
"""
        for number, name in enumerate(_PROPERTIES)
    )
    columns = "".join(
        f"""\
    <Property Identifier="{name}" ConnectionColumn="{kind}_{name}"{key} />
"""
        for name, key in zip(_PROPERTIES, _KEYS, strict=True)
    )
    return f"""\
  <EntityType Identifier="{identifier}" DisplayName_L1="{one.name} - {english}" \
DisplayName_L2="{one.name} - {french}" TableName="UR_Resources">
{properties}\
  </EntityType>
  <EntityTypeMapping Identifier="{identifier}" Connector="{one.identifier}" \
ConnectionTable="{one.identifier}.Main_{kind}">
{columns}\
  </EntityTypeMapping>
"""


def _association(one: Connector, near: str, far: str) -> str:
    return f"""\
  <EntityAssociation Identifier="{one.identifier}_{near.replace(":", "_")}" \
Property1="{one.identifier}_{near}" IsProperty1Collection="false" \
Property2="{one.identifier}_{far}" IsProperty2Collection="true" />
"""


def _resource_type(one: Connector, target: str, source: str, queried: str, connection: str) -> str:
    identifier = f"{one.identifier}_{target}_{source.partition('_')[2]}"
    through = connection if one.mapping != _NO_FULFILL else "Second"
    return f"""\
  <ResourceType Identifier="{identifier}" DisplayName_L1="{one.name} {target}" Policy="Default" \
SourceEntityType="{source}" TargetEntityType="{one.identifier}_{target}">
    <ScalarRule Property="name" Expression="C#:person:return person.FirstName + person.LastName;" />
    <ScalarRule Property="mail" Binding="Mail" />
    <QueryRule Property="{queried}" Policy="Default" TargetBinding="uid" TargetMatchedConfidenceLevel="100" />
  </ResourceType>
  <{one.mapping}ResourceTypeMapping Identifier="{identifier}" Connection="{one.identifier}.{through}" />
"""
