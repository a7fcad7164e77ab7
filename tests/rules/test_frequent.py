"""Jobs that run more than once an hour: which do, what is exempt, and where it is told."""

from __future__ import annotations

import pytest

from told import told

_LDAP = '<Connector Identifier="L"/><Connection Identifier="C" Connector="L" Package="{}"/>\n'
_PREPARE = '<PrepareSynchronizationTask Identifier="P" Connector="l" SynchronizationMode="{}"/>'
_GENERATED = """\
<Agent Identifier="Local" URI=""/>
<Connector Identifier="HR" Agent="Local"/>
<Connection Identifier="HRExport" Connector="HR" Package="Usercube.CSV@0000001"/>
<EntityTypeMapping Identifier="HR_Person" Connector="HR"/>
<ComputeRoleModelTask Identifier="Roles"><TaskEntityType EntityType="A"/></ComputeRoleModelTask>
<{} Connector="HR" JobIdentifier="J">
  <CronTabExpression CronTab="*/10 * * * *"/>
  {}
</{}>
"""


def _job(*steps: str, cron: str = "*/10 * * * *") -> str:
    return "\n".join([f'<Job Identifier="J" CronTabExpression="{cron}">', *steps, "</Job>"])


def _generated(kind: str, argument: str = "") -> str:
    return _GENERATED.format(kind, argument, kind)


@pytest.mark.parametrize(
    ("cron", "is_frequent"),
    [
        ("0,30 * * * *", True),
        ("0 * * * *", False),
        ("0,30 3 1 1 *", True),
        ("0,30 0 * * * *", True),
        ("0 0 * * * *", False),
        ("0,30 * * * * * *", False),
        ("nonsense", False),
        ("", False),
    ],
)
def test_which_jobs_are_frequent(cron: str, *, is_frequent: bool) -> None:
    found = told(_job('<SynchronizeTask Identifier="S"/>', cron=cron), "J103")
    assert [line.split()[2] for line in found] == ["J103"] * is_frequent


@pytest.mark.parametrize(
    ("package", "mode", "expected"),
    [
        ("Usercube.LDAP@0000001", "Complete", ["info"]),
        ("Usercube.AD@0000001", "Complete", ["warning"]),
        ("Contoso.Pbx@0000001", "1", ["warning"]),
        ("Usercube.AD@0000001", "2", []),
        ("Usercube.AD@0000001", " incremental ", []),
    ],
)
def test_a_package_that_knows_complete_preparations_only(package: str, mode: str, expected: list[str]) -> None:
    found = told(_LDAP.format(package) + _job(_PREPARE.format(mode)), "J102")
    assert [line.split()[1] for line in found] == expected


def test_what_the_gate_of_the_cloud_rejects_is_an_error_there() -> None:
    content = _job('<ExportTask Identifier="E" IgnoreCookieFile="1"/>', '<MaintainIndexesTask Identifier="M"/>')
    assert [line.split()[1:3] for line in told(content, "J1")] == [["warning", "J101"], ["info", "J109"]]
    assert [line.split()[1:3] for line in told(content, "J1", target="saas")] == [["error", "J101"], ["info", "J109"]]


def test_an_incremental_scaffolding_breaks_nothing() -> None:
    assert told(_generated("CreateConnectorSynchroIncremental"), "J1") == []


def test_what_an_argument_adds_is_told_there() -> None:
    argument = '<AddTask Task="Roles" TaskToCompareWith="SetRecentlyModifiedFlag" After="true"/>'
    (found,) = told(_generated("CreateConnectorSynchroIncremental", argument), "J104")
    assert found == (
        "9:12: warning J104 the job 'J' runs more than once an hour (*/10 * * * *), and computes everything by"
        " 'Roles'; say Dirty=\"true\" to compute what has changed"
    )


def test_steps_that_are_wrong_in_the_same_way_are_told_together() -> None:
    steps = [f'<SynchronizeTask Identifier="S{number}"/>' for number in range(5)]
    (found,) = told(_job(*steps), "J103")
    assert found == (
        "3:1: warning J103 the job 'J' runs more than once an hour (*/10 * * * *), and clears the changes by 'S0',"
        " 'S1', 'S2' (and 2 more); say DoNotDeleteChanges=\"true\"; also Conf.xml:4:1, Conf.xml:5:1, Conf.xml:6:1"
    )


def test_all_entity_types_are_told_where_there_are_several() -> None:
    kind, a, b = "ComputeCorrelationKeysTask", '<TaskEntityType EntityType="a"/>', '<TaskEntityType EntityType="b"/>'
    some, all_types = (_job(f'<{kind} Identifier="K" Dirty="1">{types}</{kind}>') for types in (a, a + b))
    one, two = '<EntityType Identifier="A"/>', '<EntityType Identifier="A"/><EntityType Identifier="B"/>'
    assert told(one + some, "J111") == told(two + some, "J111") == []
    assert [line.split()[1:3] for line in told(two + all_types, "J111")] == [["info", "J111"]]


@pytest.mark.parametrize(
    ("further", "expected"), [("", 1), ('<FulfillTask Identifier="F" Connector="Directory"/>', 0)]
)
def test_only_the_job_of_one_connector_says_that_it_is_incremental(further: str, expected: int) -> None:
    assert len(told(_job(_PREPARE.format("Incremental"), further), "J110")) == expected


def test_of_a_complete_job_its_schedule_alone_is_told() -> None:
    (found,) = told(_generated("CreateConnectorSynchroComplete"), "J1")
    assert found == (
        "8:22: warning J102 the job 'J' runs more than once an hour (*/10 * * * *), and prepares all data by"
        " 'J_PrepareSynchronization_HR_Complete', not the changes; run it once a day, and have an"
        " incremental job for what is to run often; also Conf.xml:7:1"
    )


@pytest.mark.parametrize(
    ("steps", "codes"),
    [
        ([], ["J102", "J103", "J104"]),
        (['<SetRecentlyModifiedFlagTask Identifier="F"/>'], ["J102", "J103", "J104"]),
    ],
)
def test_a_job_that_is_partly_incremental_is_told_of_each_step(steps: list[str], codes: list[str]) -> None:
    compute = '<ComputeRoleModelTask Identifier="R"><TaskEntityType EntityType="A"/></ComputeRoleModelTask>'
    common = [_PREPARE.format("Complete"), '<SynchronizeTask Identifier="S" Connector="L"/>', compute]
    assert [line.split()[2] for line in told(_job(*common, *steps), "J1")] == (codes if steps else ["J102"])


@pytest.mark.parametrize(
    "step",
    [
        '<SynchronizeTask Identifier="S" DoNotDeleteChanges="yes"/>',
        '<SynchronizeTask Identifier="S" DoNotdeleteChanges="true"/>',
        '<PrepareSynchronizationTask Identifier="P" SynchronizationMode="Incrementall"/>',
        '<PrepareSynchronizationTask Identifier="P" Synchronizationmode="Incremental"/>',
        '<PrepareSynchronizationTask Identifier="P" Type="Changes"/>',
        '<ComputeRoleModelTask Identifier="R" dirty="true"/>',
    ],
)
def test_a_wrong_value_or_name_is_told_as_that_only(step: str) -> None:
    assert [line.split()[2] for line in told(_job(step), "J1") if "J110" not in line] == []


@pytest.mark.parametrize(
    "missing",
    [
        '<SetRecentlyModifiedFlagsTask Identifier="F"/>',
        '<Step Identifier="Flag"/>',
    ],
)
def test_a_flag_that_may_be_there_is_not_missed(missing: str) -> None:
    synchronize = '<SynchronizeTask Identifier="S" DoNotDeleteChanges="1"/>'
    compute = '<ComputeRoleModelTask Identifier="R" Dirty="1">{}</ComputeRoleModelTask>'
    assert [line.split()[2] for line in told(_job(synchronize, compute.format("")), "J1")] == ["J105"]
    assert told(_job(synchronize, missing, compute.format("")), "J1") == []
    assert told(_job(synchronize, compute.format('<TaskDependsOnTask ParentTask="Flag"/>')), "J1") == []


@pytest.mark.parametrize(
    ("resource_type", "count"),
    [
        ("", 1),
        ('<ResourceType Identifier="T" SourceEntityType="user" TargetEntityType="HR_Person"/>', 0),
    ],
)
def test_entity_types_of_the_connectors_of_a_job_and_their_sources_are_not_told(
    resource_type: str, count: int
) -> None:
    declared = '<EntityType Identifier="HR_Person"/><EntityType Identifier="User"/>'
    mapped = '<EntityTypeMapping Identifier="HR_Person" Connector="HR"/>'
    types = '<TaskEntityType EntityType="HR_Person"/><TaskEntityType EntityType="User"/>'
    keys = f'<ComputeCorrelationKeysTask Identifier="K" Dirty="1">{types}</ComputeCorrelationKeysTask>'
    steps = [f'<SynchronizeTask Identifier="{name}" Connector="{name}"/>' for name in ("hr", "ad")]
    assert len(told(declared + mapped + resource_type + _job(steps[0], keys), "J111")) == count
    assert told(declared + mapped + resource_type + _job(*steps, keys), "J111") == []
