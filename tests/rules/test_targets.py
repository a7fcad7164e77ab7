"""What tasks work on: what covers what, and what cannot be told."""

from __future__ import annotations

import pytest

from told import told

_TYPES = """\
<EntityTypeMapping Identifier="AD_Entry" Connector="AD"/>
<ResourceType Identifier="T1" SourceEntityType="User" TargetEntityType="AD_Entry"/>
<ResourceType Identifier="T2" SourceEntityType="Guest" TargetEntityType="AD_Entry"/>
<ResourceType Identifier="Lost" SourceEntityType="User" TargetEntityType="Nowhere"/>
"""


def _task(kind: str, identifier: str, level: int, *types: str, more: str = "") -> str:
    child = "TaskEntityType EntityType" if kind == "ComputeRoleModelTask" else "TaskResourceType ResourceType"
    named = "".join(f'<{child}="{name}"/>' for name in types)
    return f'<{kind} Identifier="{identifier}" Level="{level}"{more}>{named}</{kind}>'


def _orders(*types: str, more: str = "") -> str:
    return _task("GenerateProvisioningOrdersTask", "O", 1, *types, more=more)


def _fulfill(*types: str, more: str = "") -> str:
    return _task("FulfillTask", "F", 2, *types, more=more)


def _job(*steps: str, more: str = "") -> str:
    return "\n".join([f'<Job Identifier="J"{more}>', *steps, "</Job>"])


_AD, _SAP = ' Connector="ad"', ' Connector="SAP"'


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([_orders("T1"), _fulfill("t1")], []),
        ([_orders("T1", "T2"), _fulfill(more=_AD)], []),
        ([_orders(more=_AD), _fulfill("T1", "T2")], []),
        ([_orders("T1"), _fulfill("T1", "T2")], ["J212"]),
        ([_orders("T1", "T2"), _fulfill("T1")], ["J209"]),
        ([_orders("T1"), _fulfill("T2")], ["J212"]),
        ([_orders(more=_SAP), _fulfill("T1")], ["J208"]),
        ([_orders(more=_SAP), _fulfill(more=_AD)], ["J208"]),
        # To which connector a type belongs, may be said elsewhere.
        ([_orders("Lost"), _fulfill(more=_AD)], []),
        ([_orders(more=_AD), _fulfill("Lost")], []),
        ([_orders("Lost"), _fulfill("Unknown")], ["J208"]),
        # J216 and J214 tell what says nothing.
        ([_orders(), _fulfill("T1")], []),
        ([_orders("T1"), _fulfill()], []),
        ([_fulfill(more=_AD)], ["J208"]),
        ([_orders(more=_AD)], ["J209"]),
        ([_orders(more=_AD), '<Step Identifier="Unknown" Level="2"/>'], []),
    ],
)
def test_orders_and_what_fulfills_them(steps: list[str], expected: list[str]) -> None:
    found = told(_TYPES + _job(*steps), "J208", "J209", "J212")
    assert [line.split()[2] for line in found] == expected


def test_what_nobody_fulfills_is_named_as_it_is_written() -> None:
    (found,) = told(_job(_orders("First", "Second", more=_AD), _fulfill("FIRST")), "J209")
    assert found == (
        "3:1: warning J209 the job 'J' generates orders for 'Second' by 'O', and no task of it fulfills them;"
        " name that in a FulfillTask after it"
    )


@pytest.mark.parametrize(
    ("computed", "expected"),
    [
        ([_task("ComputeRoleModelTask", "R", 0, "user")], ["'Guest'"]),
        ([_task("ComputeRoleModelTask", "R", 0, "User"), _task("ComputeRoleModelTask", "R", 0, "Guest")], []),
        ([_task("ComputeRoleModelTask", "R", 0, "User"), _task("ComputeRoleModelTask", "Q", 0, more=_AD)], []),
        ([], []),
    ],
)
def test_the_role_model_is_computed_for_the_sources(computed: list[str], expected: list[str]) -> None:
    found = told(_TYPES + _job(*computed, _orders("T1", "T2", "Unknown")), "J211")
    assert [line.split(" types of ")[1].split(", of")[0] for line in found] == expected


@pytest.mark.parametrize(
    ("level", "count"),
    [(0, 0), (1, 1), (2, 1)],
)
def test_the_role_model_comes_before_the_orders(level: int, count: int) -> None:
    found = told(_job(_task("ComputeRoleModelTask", "R", level, "User"), _orders("T1")), "J210")
    assert [line.split()[1] for line in found] == ["info"] * count


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<FulfillTask/>", "the FulfillTask names no Connector, no Connection and no TaskResourceType"),
        ("<ExportTask/>", "the ExportTask names no Connection"),
        (
            '<ComputeRoleModelTask Identifier="R"><TaskDependsOnTask ParentTask="S"/></ComputeRoleModelTask>',
            "the ComputeRoleModelTask 'R' does not say on what it works",
        ),
        ('<ComputeRoleModelTask Identifier="R" Connector="AD"/>', ""),
        ('<ComputeCorrelationKeysTask Identifier="K" AllEntityType="1"/>', ""),
        # J106 tells it of a frequent job.
        (
            '<Job Identifier="J" CronTabExpression="*/5 * * * *"><ComputeCorrelationKeysTask Identifier="K"/></Job>',
            "",
        ),
    ],
)
def test_tasks_that_say_nothing(content: str, expected: str) -> None:
    found = told(content, "J213", "J214", "J215", "J216")
    assert [line.split(maxsplit=3)[3].split(";")[0] for line in found] == [expected] * bool(expected)


def test_what_the_screen_of_a_connector_runs_needs_no_connection() -> None:
    task = '<ExportTask Identifier="E" Connector="AD"/>'
    assert told(f'{task}<Job Identifier="J" IsConnectorJob="true"><Step Identifier="e"/></Job>', "J215") == []
    assert told('<Agent Identifier="A"/><Connector Identifier="AD"/><CreateConnectorsJobs/>', "J2") == []


_DECLARED = """\
<Connector Identifier="AD"/><Connection Identifier="ADExport" Connector="AD"/>
<EntityType Identifier="AD_Entry"/><EntityTypeMapping Identifier="AD_Group" Connector="AD"/>
<ResourceType Identifier="AD_User" TargetEntityType="AD_Entry"/>
"""


@pytest.mark.parametrize(
    ("task", "named"),
    [
        ('<SynchronizeTask Identifier="S" Connector="ad"/>', ""),
        ('<SynchronizeTask Identifier="S" Connector="ADD"/>', "Connector 'ADD'"),
        ('<SynchronizeTask Identifier="S" Connector=""/>', ""),
        ('<ExportTask Identifier="S" Connection="HRExport"/>', "Connection 'HRExport'"),
        (_fulfill("ad_user"), ""),
        (_fulfill("AD_Usr", "AD_User"), "ResourceType 'AD_Usr'"),
        # Those of another connector may be declared elsewhere.
        (_fulfill("HR_Person"), ""),
        ('<UpdateClassificationTask><TaskEntityType EntityType="AD_Group"/></UpdateClassificationTask>', ""),
        ('<UpdateClassificationTask><TaskEntityType EntityType="AD_Grup"/></UpdateClassificationTask>', "'AD_Grup'"),
        ("<UpdateClassificationTask><TaskEntityType/></UpdateClassificationTask>", ""),
    ],
)
def test_what_a_task_names_is_declared(task: str, named: str) -> None:
    assert [named in line for line in told(_DECLARED + task, "J217")] == [True] * bool(named)
    assert told(task, "J217") == told(_DECLARED + task + "<Job", "J217") == []


def test_what_several_tasks_of_a_job_name_wrongly_is_told_once_and_nothing_that_follows() -> None:
    steps = [_orders("AD_Usr"), _fulfill("AD_User"), '<SynchronizeTask Identifier="S" Connector="X"/>']
    prepare = '<PrepareSynchronizationTask Identifier="P" Connector="x"/>'
    assert told(_DECLARED + _job(*steps, prepare), "J2") == [
        (
            "6:76: warning J217 the ResourceType 'AD_Usr' is named by 'O', and the configuration does not declare it;"
            " name one that it declares; did you mean 'AD_User'?"
        ),
        (
            "8:33: warning J217 the Connector 'X' is named by 'S', 'P', and the configuration does not declare it;"
            " name one that it declares; also Conf.xml:9:1"
        ),
    ]
