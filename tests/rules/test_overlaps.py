"""Schedules held against each other: which jobs meet, and where it is told."""

from __future__ import annotations

import pytest

from told import told

_JOB = '<Job Identifier="{}" CronTabExpression="{}" CronTimeZone="{}">{}</Job>\n'
_PREPARE = '<PrepareSynchronizationTask Identifier="{}P{}" Connector="{}" SynchronizationMode="{}"/>'
_FULFILL = '<FulfillTask Identifier="{}F" Connector="{}"/>'


def _prepares(name: str, cron: str, mode: str, *connectors: str, zone: str = "UTC") -> str:
    tasks = "".join(_PREPARE.format(name, one, one, mode) for one in connectors)
    return _JOB.format(name, cron, zone, tasks)


def _codes(content: str) -> list[str]:
    return [" ".join(line.split()[:3]) for line in told(content, "J63")]


@pytest.mark.parametrize(
    ("frequent", "complete", "codes"),
    [
        ("*/15 * * * *", "0 2 * * *", ["3:21: warning J631"]),
        ("*/15 6-20 * * *", "0 2 * * *", []),
        ("*/15 6-20 * * *", "46 5 * * *", ["3:21: info J633"]),
        ("*/15 6-20 * * *", "59 4 * * *", []),
        ("*/15 6-20 * * 1-5", "46 5 * * 0,6", []),
        ("*/15 0-5 * * *", "30 23 * * *", ["3:21: info J633"]),
        ("*/15 6-20 * * *", "5 6 31 2 *", []),
        ("*/15 6-20 * * *", "nonsense", []),
        # J603 and J604 tell that these are not meant.
        ("*/15 6-20 * * *", "*/20 6 * * * *", []),
        ("* */2 * * *", "0 2 * * *", []),
        ("0 3 * * *", "30 2 * * *", []),
    ],
)
def test_a_frequent_job_and_a_complete_one(frequent: str, complete: str, codes: list[str]) -> None:
    content = _prepares("D", complete, "Complete", "AD") + _prepares("F", frequent, "Incremental", "ad")
    assert _codes('<Connector Identifier="AD"/>' + content) == codes


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        (_prepares("A", "0 2 * * *", "Complete", "AD"), _prepares("B", "0 2 * * *", "Complete", "HR"), []),
        (_prepares("A", "0 2 * * *", "Complete", "AD"), _JOB.format("B", "0 2 * * *", "UTC", _FULFILL), []),
        (_JOB.format("A", "0 2 * * *", "UTC", ""), _JOB.format("B", "0 2 * * *", "UTC", ""), []),
        (
            _prepares("A", "0 2 13 * *", "Complete", "AD"),
            _prepares("B", "30 0 2 * * Fri", "Complete", "AD"),
            ["3:21: warning J631"],
        ),
        (_prepares("A", "0 2 1 * *", "Complete", "AD"), _prepares("B", "0 2 2 * *", "Complete", "AD"), []),
    ],
    ids=["other-connectors", "other-tasks", "nothing", "friday-the-13th", "other-days"],
)
def test_jobs_that_do_the_same_at_the_same_time(one: str, other: str, codes: list[str]) -> None:
    assert _codes(one + other.format("B", "AD")) == codes


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        ("0 2 * * *", "0 3 * * *", ["3:21: warning J634"]),
        ("0 2 * * *", "*/20 6-20 * * *", ["3:21: warning J634"]),
        ("0 2 * * *", "*/10 * * * *", ["3:21: warning J631"]),
        ("0 2 * * *", "*/20 * * * *", []),
        ("30 3 * * 0", "*/15 6-20 * * 1-5", []),
    ],
)
def test_jobs_of_two_time_zones(one: str, other: str, codes: list[str]) -> None:
    jobs = _prepares("A", one, "Complete", "AD") + _prepares("B", other, "Complete", "AD", zone="1")
    assert _codes(jobs) == codes
    unknown = _prepares("A", one, "Complete", "AD") + _prepares("B", other, "Complete", "AD", zone="CET")
    assert _codes(unknown) == []


@pytest.mark.parametrize(
    ("steps", "codes"),
    [
        ('<Step Identifier="T"/>', ["4:21: warning J632"]),
        ('<Step Identifier="t"/>', ["4:21: warning J632"]),
        ('<InvokeExpressionTaskOverride Identifier="T" InputPath="b"/>', ["4:21: warning J632"]),
        ('<FulfillTask Identifier="B" Level="0"/><Step Identifier="T" Level="1"/>', []),
        ('<FulfillTask Identifier="B" Level="1"/><Step Identifier="T" Level="1"/>', ["4:21: warning J632"]),
        ('<Step Identifier="U"/>', []),
        ("<InvokeExpressionTask/>", []),
    ],
)
def test_jobs_that_begin_with_one_task(steps: str, codes: list[str]) -> None:
    jobs = _JOB.format("A", "0 2 * * *", "UTC", '<Step Identifier="T"/><InvokeExpressionTask/>')
    content = '<InvokeExpressionTask Identifier="T"/>\n' + jobs + _JOB.format("B", "0 2 * * 0", "UTC", steps)
    assert _codes(content) == codes


def test_a_task_of_a_connector_that_two_jobs_begin_with_is_told_once() -> None:
    content = _prepares("A", "0 2 * * *", "Complete", "AD")
    assert _codes(content + _JOB.format("B", "0 2 * * *", "UTC", '<Step Identifier="APAD"/>')) == [
        "3:21: warning J632"
    ]


def test_a_job_of_many_connectors_is_told_once_whichever_stands_first() -> None:
    names = [f"C{number}" for number in range(5)]
    single = "".join(_prepares(f"J{name}", "5 3 * * *", "Complete", name) for name in names)
    wide = _prepares("All", "*/5 3 * * 1-5", "Complete", *names)
    others = ", ".join(f"'J{name}' (at 03:05 every day)" for name in names[:3])
    expected = (
        f"the job 'All' (every 5 minutes from 03:00 to 03:55 on Monday to Friday) shares 'C0' with {others} and 2 "
        "more, and starts in the same minute: at 03:05, 261 times a year; let them start apart, or leave the hour of "
        "the one out of the other; also "
    )
    for content, places in ((single + wide, (7, 2, 3, 4)), (wide + single, (2, 3, 4, 5))):
        line, *rest = places
        also = ", ".join(f"Conf.xml:{other}:1" for other in rest)
        assert told(content, "J63") == [f"{line}:23: warning J631 {expected}{also}"]


def test_what_a_scaffolding_is_told_stands_at_its_argument() -> None:
    content = """\
<Agent Identifier="Local" URI=""/>
<Connector Identifier="HR" Agent="Local"/>
<Connection Identifier="HRExport" Connector="HR" Package="Usercube.CSV@0000001"/>
<EntityTypeMapping Identifier="HR_Person" Connector="HR"/>
<CreateConnectorSynchroComplete Connector="HR">
  <CronTabExpression CronTab="0 2 * * *"/>
</CreateConnectorSynchroComplete>
<CreateAgentSynchroIncremental Agent="Local">
  <CronTabExpression CronTab="*/15 * * * *"/>
</CreateAgentSynchroIncremental>
"""
    assert told(content, "J63") == [
        (
            "10:22: warning J631 the job 'Local_Synchronize_Incremental' (every 15 minutes) shares 'HR' with "
            "'HR_Synchronize_Complete' (at 02:00 every day), and starts in the same minute: at 02:00, 365 times a "
            "year; let them start apart, or leave the hour of the one out of the other; also Conf.xml:6:1"
        )
    ]


def test_more_jobs_of_one_connector_than_are_compared_are_held_against_those_of_their_schedule() -> None:
    crons = [f"{number % 110 % 60} {number % 110 // 60} * * *" for number in range(220)]
    jobs = "".join(_prepares(f"J{number}", cron, "Complete", "AD") for number, cron in enumerate(crons))
    assert len(told(jobs, "J63")) == 110
