"""Connectors, connections and resource types: what is exempt, and what is told elsewhere."""

from __future__ import annotations

import pytest

from told import told

_AGENT = '<Agent Identifier="Local" URI=""/>\n'
_HR = '<Connector Identifier="HR" Agent="Local"{}/>\n'
_EXPORT = '<Connection Identifier="HRExport" Connector="hr" Package="{}"{}/>\n'
_KEY = '<Property Identifier="N" ConnectionColumn="N" IsPrimaryKey="1"/>'
_MAPPED = f'<EntityTypeMapping Identifier="HR_Person" Connector="HR">{_KEY}</EntityTypeMapping>\n'
_CSV, _COMPLETE, _LDAP = "Usercube.CSV@0000001", "Usercube.CSV.Complete@0000001", "Usercube.LDAP@0000001"


@pytest.mark.parametrize(
    "content",
    [
        _HR.format("") + '<ConnectorMappings Connector="HR" EntityType="HR_Person" Package="Usercube.CSV@0000001"/>',
        _AGENT + "<WorkforceModule/>",
        _AGENT + '<WorkforceModule/><Connector Identifier="Directory" ConsolidationMode="Merge" CompleteJob="1"/>',
        '<Connector Identifier="HR" ConsolidationMode="Merge" CompleteJob="1" IncrementalJob="1"/>',
    ],
    ids=["connector-mappings", "workforce-module", "changed", "changes-what-is-elsewhere"],
)
def test_what_is_generated_is_not_missed(content: str) -> None:
    assert told(content, "C1") == []


def test_nothing_is_missed_where_a_file_cannot_be_read() -> None:
    assert told(_HR.format("") + "<Connector>", "C1") == []


def test_a_connector_without_mapping_is_told_once() -> None:
    content = _AGENT + _HR.format("") + _EXPORT.format(_CSV, "")
    assert [line.split()[2] for line in told(content, "C1", "U321")] == ["C102"]
    # What the connector screen runs is there for every connector.
    assert [line.split()[2] for line in told(content + "<CreateConnectorsJobs/>", "C1", "U321")] == ["C102"]
    content += '<CreateConnectorSynchroComplete Connector="HR"/>'
    assert [line.split()[2] for line in told(content, "C1", "U321")] == ["U321"]


@pytest.mark.parametrize("connector", ['Connector=""', ""])
def test_a_connection_must_say_whose_it_is(connector: str) -> None:
    content = f'<Connection Identifier="C" {connector} Package="Usercube.CSV@0000001"/>'
    assert [line.split(" ", 1)[1] for line in told(content, "C103", "U205")] == [
        "error C103 the Connection 'C' names no Connector; name the one that it belongs to"
    ]


def test_an_unknown_connector_of_a_connection_is_told_by_the_expansion() -> None:
    content = _HR.format("") + '<Connection Identifier="C" Connector="AD" Package="Usercube.CSV@0000001"/>'
    assert [line.split()[2] for line in told(content, "C10", "U205")] == ["C101", "U205"]


_TYPE = '<ResourceType Identifier="T" SourceEntityType="U" TargetEntityType="HR_Person"/>'
_TICKET = '<Connection Identifier="X" Connector="Desk" Package="Usercube.SnowTicket@0000001"/>'
_OTHER = '<Connection Identifier="X" Connector="Desk" Package="{}"/>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (_TICKET + _TYPE + _MAPPED, []),
        (_OTHER.format("Usercube.Powershell@0000001") + _TYPE, []),
        (_OTHER.format("Of.Our.Own@1") + _TYPE + _MAPPED, ["C106"]),
        (_OTHER.format("Usercube.Powershell@0000001").replace("Desk", "hR") + _TYPE + _MAPPED, []),
        (_OTHER.format(_CSV) + _MAPPED, ["C108"]),
    ],
    ids=["ticket", "target-not-mapped", "foreign", "case", "cannot-fulfill"],
)
def test_a_resource_type_is_provisioned_through_its_own_connector(content: str, expected: list[str]) -> None:
    content = f'<Connector Identifier="Desk"/>{content}<ResourceTypeMapping Identifier="t" Connection="x"/>'
    assert [line.split()[2] for line in told(content, "C106", "C108")] == expected


@pytest.mark.parametrize(
    ("package", "task", "expected"),
    [
        (_CSV, 'SynchronizationMode="Incremental" Type="Changes"', []),
        ("Of.Our.Own@1", 'SynchronizationMode="Incremental" Type="Changes"', []),
        (_COMPLETE, 'SynchronizationMode="Incremental"', []),
        (_COMPLETE, 'SynchronizationMode="2" Type="changes"', ['Type="changes"']),
        (_LDAP, 'SynchronizationMode="2"', ['SynchronizationMode="2"']),
        (_LDAP, 'SynchronizationMode="Complete"', []),
    ],
)
def test_changes_are_prepared_of_packages_that_export_changes(package: str, task: str, expected: list[str]) -> None:
    content = f'{_EXPORT.format(package, "")}<PrepareSynchronizationTask Identifier="P" Connector="HR" {task}/>'
    assert [line.split(" has ")[1].split(",")[0] for line in told(content, "C109")] == expected


def test_a_connection_whose_export_is_off_does_not_matter_for_changes() -> None:
    old = f'<Connection Identifier="Old" Connector="HR" Package="{_COMPLETE}" DeactivationExportFulfill="{{}}"/>'
    task = '<SynchronizeTask Identifier="S" Connector="HR" Type="Changes"/>'
    found = [told(_EXPORT.format(_CSV, "") + old.format(off) + task, "C109") for off in ("1", "fulfill")]
    assert [len(each) for each in found] == [0, 1]


@pytest.mark.parametrize(
    ("off", "task", "expected"),
    [
        ("1", '<ExportTask Identifier="E" Connection="hrexport"/>', ["C110"]),
        ("export", '<FulfillTask Identifier="E" Connection="HRExport"/>', []),
        ("FULFILL", '<FulfillTask Identifier="E" Connection="HRExport"/>', ["C110"]),
        ("None", '<FulfillTask Identifier="E" Connection="HRExport"/>', []),
        ("nonsense", '<ExportTask Identifier="E" Connection="HRExport"/>', []),
        ("", '<ExportTask Identifier="E"/>', []),
    ],
)
def test_a_task_needs_its_part_of_a_connection(off: str, task: str, expected: list[str]) -> None:
    connection = _EXPORT.format("Usercube.AD@0000001", f' DeactivationExportFulfill="{off}"')
    assert [line.split()[2] for line in told(connection + task, "C110")] == expected


def test_a_deactivated_connector_is_neither_exported_nor_provisioned() -> None:
    content = (
        _HR.format(' IsDeactivated="1"')
        + _MAPPED
        + _TYPE
        + """
<FulfillTask Identifier="F"><TaskResourceType ResourceType="t"/></FulfillTask>
<SynchronizeTask Identifier="S" Connector="HR"/>
<CreateConnectorSynchroComplete Connector="HR"/>
<CreateConnectorsJobs/>
<Job Identifier="J" IsConnectorJob="true"><Step Identifier="O"/><ExportTask Identifier="E" Connector="HR"/></Job>
<GenerateProvisioningOrdersTask Identifier="O" Connector="HR"/>
"""
    )
    assert told(content, "C111") == [
        (
            "5:1: warning C111 the connector 'HR' is deactivated (IsDeactivated=\"true\"), and still there to work on"
            " it: 'F'; remove what works on it, or activate the connector"
        )
    ]


@pytest.mark.parametrize(
    ("rules", "scaffolding", "expected"),
    [
        ('CompleteJob="Used"', "CreateAgentSynchroIncremental", []),
        ('IncrementalJob="0"', "CreateAgentSynchroIncremental", ['says IncrementalJob="0"']),
        ('IncrementalJob="2"', "CreateAgentSynchroIncremental", []),
        ("", "CreateAgentSynchroComplete", []),
    ],
)
def test_a_scaffolding_goes_before_what_a_connector_says(rules: str, scaffolding: str, expected: list[str]) -> None:
    content = f"""\
{_AGENT}{_HR.format(" " + rules)}{_MAPPED}
<{scaffolding} Agent="Local"><NotUsed ConnectorIdentifier="hr"/></{scaffolding}>
"""
    assert [line.split("'HR' ")[1].split(",")[0] for line in told(content, "C112")] == expected


@pytest.mark.parametrize(
    ("rules", "more", "expected"),
    [
        ('CompleteJob="1" IncrementalJob="notused"', "", ["C113"]),
        ('CompleteJob="1"', "", []),
        ('CompleteJob="1" IncrementalJob="3"', "", []),
        ('CompleteJob="1" IncrementalJob="1" IsDeactivated="true"', "", []),
        ('CompleteJob="1" IncrementalJob="1"', "<CreateConnectorsJobs/>", []),
        ('CompleteJob="1" IncrementalJob="1"', '<Job Identifier="J"><Step Identifier="s"/></Job>', []),
    ],
)
def test_a_connector_is_left_out_by_both_rules(rules: str, more: str, expected: list[str]) -> None:
    task = '<SynchronizeTask Identifier="S" Connector="hr"/>'
    content = _AGENT + _HR.format(" " + rules) + _EXPORT.format(_CSV, "") + _MAPPED + task + more
    assert [line.split()[2] for line in told(content, "C113")] == expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('RemoveOrphans="true"', []),
        ('RemoveOrphans="1" AllowRemove="0"', ["C114"]),
        ('RemoveOrphans="false" AllowRemove="false"', []),
    ],
)
def test_removing_is_allowed_by_default(attributes: str, expected: list[str]) -> None:
    assert [line.split()[2] for line in told(f'<ResourceType Identifier="T" {attributes}/>', "C114")] == expected


def _types(*depend: str) -> str:
    return "\n".join(f'<ResourceType Identifier="{one}" DependsOn="{on}"/>' for one, on in map(str.split, depend))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (_types("A B", "B C", "C d", "D b"), ["3:30: error C115 the resource types 'B', 'C', 'D'"]),
        (_types("A a"), ["2:30: error C115 the resource types 'A'"]),
        (
            _types("A B", "B A", "C D", "D C", "E A"),
            ["2:30: error C115 the resource types 'A', 'B'", "4:30: error C115 the resource types 'C', 'D'"],
        ),
        (_types("A B", "C B", "B X"), []),
        ('<ResourceType Identifier="" DependsOn=""/><ResourceType DependsOn="A"/><ResourceType Identifier="A"/>', []),
    ],
    ids=["tail", "itself", "two", "none", "nameless"],
)
def test_each_cycle_of_resource_types_is_told_once(content: str, expected: list[str]) -> None:
    assert [line.split(" depend")[0] for line in told(content, "C115")] == expected


def test_a_resource_type_may_be_generated_elsewhere() -> None:
    unknown = _types("A B")
    assert [line.split()[2] for line in told(unknown, "C116")] == ["C116"]
    assert told(_AGENT + "<WorkforceModule/>" + unknown, "C116") == []
    assert len(told(_AGENT + '<WorkforceModule IsEnabled="false"/>' + unknown, "C116")) == 1


def test_many_connectors_and_types_take_no_square() -> None:
    numbers = range(3000)
    content = _types(*(f"T{number} T{number + 1}" for number in numbers), "T3000 T0")
    content += "".join(_HR.format("").replace("HR", f"C{number}") for number in numbers)
    assert [line.split(";")[0] for line in told(content, "C115")] == [
        (
            "2:31: error C115 the resource types 'T0', 'T1', 'T2' (and 2998 more) depend on each other "
            "in a cycle, and none of them can be provisioned first"
        )
    ]
