"""For which tasks steps wait: where it is told, what is exempt, and what is told once."""

from __future__ import annotations

import pytest

from told import told

_KINDS = {
    "E": 'ExportTask Connection="X{0}" Connector="{0}"',
    "P": 'PrepareSynchronizationTask Connector="{0}" SynchronizationMode="1"',
    "S": 'SynchronizeTask Connector="{0}"',
    "F": "SetRecentlyModifiedFlagTask",
    "O": 'GenerateProvisioningOrdersTask Connector="{0}"',
    "U": 'FulfillTask Connector="{0}"',
}


def _step(identifier: str, level: object, *parents: str, connector: str = "AD") -> str:
    start = _KINDS[identifier[0]].format(connector)
    waits = "".join(f'<TaskDependsOnTask ParentTask="{parent}"/>' for parent in parents)
    return f'<{start} Identifier="{identifier}" Level="{level}">{waits}</{start.split()[0]}>'


def _call(identifier: str, level: int) -> str:
    return f'<Step Identifier="{identifier}" Level="{level}"/>'


def _job(*steps: str, more: str = "") -> str:
    return "\n".join([f'<Job Identifier="J"{more}>', *steps, "</Job>"])


def _codes(content: str) -> list[str]:
    return [line.split()[2] for line in told(content, "J41")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (_job(_step("P", 0), _step("S", 1, "p")), []),
        (_job(_step("P", 0), _step("S", 1, "Q")), ["J411"]),
        (_step("S", 1, "Q"), ["J411"]),
        (_job(_step("P", 0), _step("S", 1, "Q")) + "<Job", []),
        (_step("P1", 0) + _job(_step("P", 0), _step("S", 1, "P1")), ["J412"]),
        (_job(_step("P", 0), _step("S", 0, "P")), ["J413"]),
        (_job(_step("P", 1), _step("S", 0, "P")), ["J413"]),
        (_job(_step("S", 0, "S")), ["J413"]),
        (_job(_step("P", ""), _step("S", "", "P")), []),
        (_job(_step("S", "", "P"), _step("P", "")), ["J413"]),
        # J401 tells that the order is not certain.
        (_job(_step("S", 0, "P"), _step("P", "")), []),
        # One of two runs is earlier.
        (_step("P", 0) + _job(_call("P", 0), _step("S", 1, "P"), _call("P", 2)), []),
        # U208 and U210 tell it.
        (
            '<CleanDatabaseJob/><CleanDataBase Identifier="CleanDatabase_CleanDataBase" ConsolidationMode="Delete"/>'
            + _step("S", 0, "CleanDatabase_CleanDataBase"),
            [],
        ),
    ],
)
def test_what_a_step_can_wait_for(content: str, expected: list[str]) -> None:
    assert _codes(content) == expected


def test_a_dependency_is_told_where_it_stands_or_where_its_task_is_called() -> None:
    (inline,) = told(_job(_step("P", 0), _step("S", 0, "P")), "J413")
    assert inline == (
        "4:77: error J413 the job 'J' lets 'S' wait for 'P', which it does not run earlier, but at Conf.xml:3:1;"
        " give 'S' a higher Level"
    )
    (called,) = told(_step("S", 0, "P") + "\n" + _step("P", 0) + _job(_call("s", 0)), "J412")
    assert called == (
        "4:1: warning J412 the job 'J' lets 's' wait for 'P', declared at Conf.xml:3:1, which it does not run;"
        " name a task of the same job"
    )


def test_what_a_called_task_waits_for_is_told_once_of_a_job() -> None:
    tasks = "\n".join([_step("S", 0, "P1", "P2", "P3"), _step("P1", 0), _step("P2", 0), _step("P3", 0)])
    (apart,) = told(f"{tasks}\n{_job(_call('S', 0), _call('S', 1))}", "J412")
    assert apart == (
        "7:1: warning J412 the job 'J' lets 'S' wait for 'P1', 'P2', 'P3', declared at Conf.xml:3:1, which it does"
        " not run; name a task of the same job"
    )
    (late,) = told(f"{tasks}\n{_job(_call('S', 0), _call('P1', 0), _call('P3', 1), _call('S', 2))}", "J413")
    assert late == (
        "7:1: error J413 the job 'J' lets 'S' wait for 'P1', 'P3', which it does not run earlier, but at"
        " Conf.xml:8:1; give 'S' a higher Level"
    )


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([_step("E1", 0), _step("E2", 0), _step("P", 1, "E1")], ["J414"]),
        ([_step("E1", 0), _step("E2", 0), _step("P", 1, "E1", "e2")], []),
        ([_step("E1", 0, connector="HR"), _step("P", 1)], []),
        ([_step("P", 0), _step("S", 1)], ["J414"]),
        ([_step("S1", 0), _step("S2", 0, connector="HR"), _step("F", 1, "S2")], []),
        ([_step("S1", 0), _step("S2", 0, connector="HR"), _step("F", 1)], ["J414"]),
        ([_step("O", 0), _step("U", 1)], ["J414"]),
        ([_step("O", 0), _step("U", 1, "O")], []),
        ([_step("O", 0), _step("U", 1, connector="HR")], []),
        # J201 tells it.
        ([_step("P", 1), _step("S", 1)], []),
        # As in the vendor's how-to on complete jobs.
        ([_step("E", 0), _step("P", 1, "E"), _step("S", 2, "E")], []),
    ],
)
def test_what_a_step_has_to_wait_for(steps: list[str], expected: list[str]) -> None:
    assert _codes(_job(*steps)) == expected
    assert _codes(_job(*steps, more=' IsInitializationJob="true"')) == []


def test_a_step_that_calls_a_task_of_a_first_load_waits_as_that_does() -> None:
    content = """\
<Agent Identifier="Local" URI=""/>
<Connector Identifier="HR" Agent="Local"/>
<Connection Identifier="X" Connector="HR" Package="Usercube.CSV@0000001"/>
<EntityTypeMapping Identifier="HR_Person" Connector="HR"/>
<CreateInitializationJob JobIdentifier="I"/>
"""
    steps = [
        _call("I_PrepareSynchronization_HR_Initial", 0),
        _call("I_Synchronize_HR_ForceSynchronization", 1),
    ]
    assert told(content + _job(*steps), "J404", "J41") == []
    first_load = _job(_step("P", 0), _step("S", 1), more=' IsInitializationJob="true"')
    assert _codes(first_load + _job(_call("P", 0), _call("S", 1)).replace('"J"', '"K"')) == []


@pytest.mark.parametrize(
    ("parents", "expected"),
    [
        (("P", "p2"), ["J415"]),
        (("P",), []),
    ],
)
def test_one_connector_waits_for_another(parents: tuple[str, ...], expected: list[str]) -> None:
    steps = [_step("P", 0), _step("P2", 0, connector="HR"), _step("S", 1, *parents)]
    assert _codes(_job(*steps)) == expected


def test_an_unknown_task_is_told_once_in_a_job_and_is_none_of_those_that_wait_for_it() -> None:
    job = _job(_step("P", 0), _step("S_Sync", 2, "S_Synk"), _step("F", 3, "s_synk"))
    assert told(job, "J1", "J2", "J4", "J411") == [
        (
            "4:82: error J411 TaskDependsOnTask of 'S_Sync', 'F' names the task 'S_Synk', which nothing declares or"
            " generates; name a task of the same job; also Conf.xml:5:55"
        )
    ]


def test_a_connector_that_nobody_declares_is_not_another_one() -> None:
    steps = [_step("P", 0, connector="ADD"), _step("S", 1, "P")]
    assert _codes('<Connector Identifier="AD"/>' + _job(*steps)) == []


def test_a_synchronization_waits_for_an_export_of_its_own_connector() -> None:
    steps = [_step("E", 0), _step("E2", 0, connector="HR"), _step("P", 1, "E"), _step("S", 2, "E2")]
    assert _codes(_job(*steps)) == ["J415", "J414"]
