"""Agents on which jobs and tasks run: the edges of the rules."""

from __future__ import annotations

import pytest

from told import told

_CONNECTOR_JOB = """\
<Job Identifier="V" IsConnectorJob="true"><Step Identifier="E"/><Step Identifier="F"/><ExportTask/></Job>
<ExportTask Identifier="E" Connection="C"/>
<FulfillTask Identifier="F" Connector="C"/>
"""
_SCAFFOLDINGS = """\
<Agent Identifier="Local" URI=""/>
<OpenIdClient Identifier="Job" Profile="P" HashedSecret="h"/>
<Connector Identifier="HR" Agent="Local"/>
<Connection Identifier="HRExport" Connector="HR" Package="Usercube.CSV@0000001"/>
<EntityTypeMapping Identifier="HR_Person" Connector="HR"/>
<CreateConnectorSynchroComplete Connector="HR"/>
<CreateAgentSynchroComplete Agent="local"/>
<CreateConnectorsJobs/>
"""


@pytest.mark.parametrize("content", [_CONNECTOR_JOB, _SCAFFOLDINGS], ids=["connector-job", "scaffoldings"])
def test_what_the_product_generates_is_right(content: str) -> None:
    assert told(content, "J50", target="saas") == []


def test_an_agent_that_lacks_is_told_once() -> None:
    content = """\
<Job Identifier="A"><Step Identifier="e"/><InvokeApiTask Identifier="I"/></Job>
<ExportTask Identifier="E" Agent="" OpenIdClient="Job"/>
<Job Identifier="B" Agent="Local">
  <ExportTask Identifier="B1" OpenIdClient="Job"/><ExportTask Identifier="B2" OpenIdClient="Job"/>
</Job>
<Job Identifier="C"><ExportTask Identifier="C1" Agent="Local" OpenIdClient="Job"/><ExportTask Identifier="C2"/></Job>
"""
    assert told(content, "J501", "J502", "J503", "U409") == [
        (
            "2:1: error J501 the job 'A' has no Agent, so it runs on the server, and 'e', 'I' (ExportTask, "
            "InvokeApiTask) can only run on an agent; name the agent in the job and in these tasks"
        ),
        (
            "2:43: warning J503 the InvokeApiTask 'I' names no OpenIdClient, which it needs; name the client by "
            "which the agent calls the server"
        ),
        (
            "5:3: warning J502 the ExportTask 'B1', 'B2' names no Agent, which it needs; name the agent of its "
            "job; also Conf.xml:5:51"
        ),
        (
            "7:49: error U409 the task 'C1' runs on the agent 'Local', and its job 'C' on the server; a task of a"
            " job runs on the job's agent or on the server"
        ),
        (
            "7:83: warning J503 the ExportTask 'C2' names no OpenIdClient, which it needs; name the client by which "
            "the agent calls the server"
        ),
    ]


def test_a_step_gives_a_task_what_it_lacks() -> None:
    content = """\
<Job Identifier="A" Agent="Local"><ExportTaskOverride Identifier="E" Agent="Local" OpenIdClient="Job"/></Job>
<ExportTask Identifier="E"/>
<Job Identifier="B" Agent="Local"><FulfillTaskOverride Identifier="F" Agent="Local"/></Job>
<FulfillTask Identifier="F" Connector="HR"/>
"""
    assert told(content, "J50") == []


def test_a_task_without_an_agent_is_meant_for_the_server_if_a_job_of_the_server_runs_it() -> None:
    content = """\
<Job Identifier="A"><Step Identifier="Script"/></Job>
<Job Identifier="B" Agent="Local"><Step Identifier="Script"/><Step Identifier="Sql"/></Job>
<InvokeExpressionTask Identifier="Script" InputPath="a"/>
<InvokeSqlCommandTask Identifier="Sql" SQLInputFile="a"/>
"""
    sentence = "names no Agent, so it runs on the server; name the agent, unless the server is meant"
    assert told(content, "J505") == [f"5:1: info J505 the InvokeSqlCommandTask 'Sql' {sentence}"]
    assert told(content, "J505", target="saas") == [
        f"4:1: warning J505 the InvokeExpressionTask 'Script' {sentence}",
        f"5:1: warning J505 the InvokeSqlCommandTask 'Sql' {sentence}",
    ]


def test_an_agent_that_is_not_the_one_of_the_job_is_told_once() -> None:
    job = '<Job Identifier="A" Agent="Local"><ExportTask Identifier="E" Agent="Locl"/></Job>'
    found = told(f'<Agent Identifier="Local" URI=""/>{job}', "U409", "J504")
    assert [line.split()[2] for line in found] == ["U409"]


def test_an_unknown_agent_is_told_once_in_a_job_and_not_where_none_is_declared() -> None:
    job = '<Job Identifier="A" Agent="X"><ExportTask Identifier="E" Agent="x"/><FulfillTaskOverride Agent="Y"/></Job>'
    assert told(job, "J504") == []
    assert told(f'<Agent Identifier="y" URI=""/>{job}', "J504") == [
        "2:51: error J504 the Job 'A' names the Agent 'X', which the configuration does not declare; declared are 'y'"
    ]
    assert told(f'<Agent Identifier="y" URI=""/>{job}<Job', "J504") == []
