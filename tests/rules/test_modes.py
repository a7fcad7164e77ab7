"""Complete and incremental work: what fits together, what the product itself generates, and what is told once."""

from __future__ import annotations

import pytest

from told import told

_AD = '<Connector Identifier="AD"/><Connection Identifier="X" Connector="AD" Package="Usercube.{}@0000001"/>\n'
_EXPORT = '<ExportTask Identifier="E" Connection="X" Level="0"{}/>'
_PREPARE = '<PrepareSynchronizationTask Identifier="P{0}" Connector="AD" Level="{0}" SynchronizationMode="{1}"/>'
_SYNCHRONIZE = '<SynchronizeTask Identifier="S{0}" Connector="ad" Level="{0}"{1}/>'
_KEEP = ' DoNotDeleteChanges="true"'
_FLAG = '<SetRecentlyModifiedFlagTask Identifier="F{0}" Level="{0}"/>'
_ROLES = '<ComputeRoleModelTask Identifier="R{0}" Level="{0}" Connector="AD"{1}>{2}</ComputeRoleModelTask>'
_EXPRESSIONS = '<UpdateEntityPropertyExpressionsTask Identifier="X{0}" Level="{0}" Connector="AD"{1}/>'
_DIRTY = ' Dirty="1"'
_EXPORTING = """\
<Agent Identifier="Local" URI=""/>
<Connector Identifier="HR" Agent="Local"/>
<Connection Identifier="HRExport" Connector="HR" Package="Usercube.{}@0000001"/>
<EntityTypeMapping Identifier="HR_Person" Connector="HR"/>
<ResourceType Identifier="T" SourceEntityType="HR_Person" TargetEntityType="HR_Person"/>
"""


def _job(*steps: str, more: str = "") -> str:
    return "\n".join([f'<Job Identifier="J"{more}>', *steps, "</Job>"])


def _codes(content: str, *codes: str) -> list[str]:
    return [line.split()[2] for line in told(content, *codes)]


@pytest.mark.parametrize("package", ["CSV", "LDAP", "SQL", "Manual"])
@pytest.mark.parametrize(
    "scaffolding",
    [
        '<CreateConnectorSynchroIncremental Connector="HR"/>',
        '<CreateConnectorSynchroComplete Connector="HR"/>',
        '<CreateConnectorSynchroIncremental Connector="HR"><NoSynchronization/></CreateConnectorSynchroIncremental>',
        "<CreateAgentSynchroIncremental/>",
        '<CreateInitializationJob><PrincipalDataConnector ConnectorIdentifier="HR"/></CreateInitializationJob>',
        "<CreateConnectorsJobs/>",
    ],
)
def test_what_scaffoldings_generate_breaks_nothing(package: str, scaffolding: str) -> None:
    assert told(_EXPORTING.format(package) + scaffolding, "J2", "J3", "J4") == []


@pytest.mark.parametrize(
    ("modes", "expected"),
    [
        (["Incremental", "Complete"], ["J301"]),
        (["1", "complete"], []),
        (["2", ""], []),
        (["Complete", "Sometimes"], []),
    ],
)
def test_modes_of_one_connector(modes: list[str], expected: list[str]) -> None:
    steps = [_PREPARE.format(level, mode) for level, mode in enumerate(modes)]
    assert _codes(_job(*steps), "J301") == expected


@pytest.mark.parametrize(
    ("package", "export", "mode", "expected"),
    [
        ("AD", "", "Complete", ["exports what has changed since its last run"]),
        ("AD", ' IgnoreCookieFile="1"', "Complete", []),
        ("AD", ' InitMode="true"', "Complete", []),
        ("LDAP", "", "Complete", []),
        ("Unknown", "", "Complete", []),
        ("AD", "", "2", []),
        ("AD", ' InitMode="true"', "2", []),
        ("AD", ' IgnoreCookieFile="true"', "Initial", []),
    ],
)
def test_an_export_fits_its_preparation(package: str, export: str, mode: str, expected: list[str]) -> None:
    found = told(_AD.format(package) + _job(_EXPORT.format(export), _PREPARE.format(1, mode)), "J302")
    assert [line.split(", which ")[1].split(";")[0] for line in found] == expected


def test_an_export_is_told_once_of_a_job_that_is_frequent_or_mixed() -> None:
    frequent = _job(_EXPORT.format(""), _PREPARE.format(1, 1), more=' CronTabExpression="*/5 * * * *"')
    assert _codes(_AD.format("AD") + frequent, "J1", "J301", "J302") == ["J102"]
    mixed = _job(_EXPORT.format(""), _PREPARE.format(1, 1), _PREPARE.format(2, 2))
    assert _codes(_AD.format("AD") + mixed, "J301", "J302") == ["J301"]


@pytest.mark.parametrize(
    ("package", "more", "expected"),
    [
        ("AD", "", ["J303"]),
        ("LDAP", "", []),
        ("AD", ' CronTabExpression="*/5 * * * *"', []),
    ],
)
def test_changes_are_kept_for_an_incremental_job(package: str, more: str, expected: list[str]) -> None:
    steps = [_PREPARE.format(0, "Complete"), _SYNCHRONIZE.format(1, _KEEP)]
    assert _codes(_AD.format(package) + _job(*steps, more=more), "J303") == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([_SYNCHRONIZE.format(0, _KEEP), _FLAG.format(1)], []),
        ([_SYNCHRONIZE.format(0, ""), _FLAG.format(1)], ["J304"]),
        ([_SYNCHRONIZE.format(1, ""), _FLAG.format(1)], ["J305"]),
        ([_SYNCHRONIZE.format(1, _KEEP), _FLAG.format(0), _FLAG.format(2)], ["J306"]),
        ([_FLAG.format(2)], []),
        ([_SYNCHRONIZE.format(0, ""), '<SetRecentlyModifiedFlagTask Identifier="F"/>'], []),
    ],
)
def test_where_the_flag_is_set(steps: list[str], expected: list[str]) -> None:
    assert _codes(_job(*steps), "J304", "J305", "J306") == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([_SYNCHRONIZE.format(0, _KEEP), _ROLES.format(1, _DIRTY, "")], ["J307"]),
        ([_SYNCHRONIZE.format(0, _KEEP), _ROLES.format(1, _DIRTY, ""), _FLAG.format(1)], ["J307"]),
        ([_SYNCHRONIZE.format(0, _KEEP), _FLAG.format(1), _ROLES.format(2, _DIRTY, "")], ["J308"]),
        # As in the jobs that the product generates.
        ([_SYNCHRONIZE.format(0, _KEEP), _FLAG.format(1), _EXPRESSIONS.format(2, _DIRTY)], []),
        # What is fulfilled is flagged by that.
        ([_SYNCHRONIZE.format(0, _KEEP), f'<FulfillTask Level="1"{_DIRTY}/>', _ROLES.format(2, _DIRTY, "")], []),
        # Another job may have flagged.
        ([_ROLES.format(1, _DIRTY, "")], []),
        ([_ROLES.format(1, _DIRTY, ""), _ROLES.format(2, "", "")], ["J309"]),
        ([_ROLES.format(1, "", ""), _ROLES.format(2, ' Dirty="0"', "")], []),
    ],
)
def test_what_is_computed_of_what_was_flagged(steps: list[str], expected: list[str]) -> None:
    assert _codes(_job(*steps), "J307", "J308", "J309") == expected


def test_one_waits_for_the_flag_by_another_one() -> None:
    first, second = (f'<TaskDependsOnTask ParentTask="{name}"/>' for name in ("f1", "R2"))
    steps = [_FLAG.format(1), _ROLES.format(2, _DIRTY, first), _ROLES.format(3, _DIRTY, second)]
    assert _codes(_job(*steps), "J308") == []


def test_an_adjustment_that_makes_a_generated_task_dirty_is_told() -> None:
    content = (
        _EXPORTING.format("CSV")
        + '<CreateConnectorSynchroComplete Connector="HR" JobIdentifier="J"/>\n'
        + '<ComputeRoleModelTask Identifier="J_ComputeRoleModel1" ConsolidationMode="Merge" Dirty="true"/>'
    )
    assert [line.split(" the ")[0] for line in told(content, "J307")] == ["8:82: warning J307"]


def test_a_task_is_told_with_the_job_that_calls_it() -> None:
    content = _ROLES.format(0, _DIRTY, "") + _job(_SYNCHRONIZE.format(0, _KEEP), '<Step Identifier="r0" Level="1"/>')
    (found,) = told(content, "J307")
    assert (found.split(":")[:2], found.split("; ")[-1]) == (["2", "64"], "called at Conf.xml:4:1")


_LOADING = [
    _PREPARE.format(0, "0"),
    _SYNCHRONIZE.format(1, ' ForceSynchronization="1"'),
    '<GenerateProvisioningOrdersTask Identifier="O" Connector="AD" ForceProvisioning="true" Level="2"/>',
]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", ["J311", "J310"]),
        (' IsInitializationJob="1" UserStartDenied="1"', []),
        (' IsInitializationJob="1"', ["J312"]),
        (' IsInitializationJob="1" CronTabExpression="@daily"', ["J312", "J312"]),
        (' CronTabExpression="*/30 * * * *"', ["J311", "J310"]),
    ],
)
def test_what_is_for_a_first_load(more: str, expected: list[str]) -> None:
    assert _codes(_job(*_LOADING, more=more), "J310", "J311", "J312") == expected


def test_a_frequent_preparation_of_all_data_is_told_as_such() -> None:
    job = _job(_LOADING[0], more=' CronTabExpression="*/30 * * * *"')
    assert _codes(job, "J102", "J311") == ["J102"]


def test_an_initialization_job_is_started_on_purpose_only() -> None:
    found = told(_job(more=' IsInitializationJob="1" CronTabExpression="0 3 * * *"'), "J312")
    advice = 'say UserStartDenied="true" and give it no CronTabExpression'
    assert found == [
        f"2:1: warning J312 the initialization job 'J' can be started by any user of jobs; {advice}",
        f"2:45: warning J312 the initialization job 'J' runs on a schedule (0 3 * * *); {advice}",
    ]
