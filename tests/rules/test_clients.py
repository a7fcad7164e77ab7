"""OpenId clients: the edges of the rules."""

from __future__ import annotations

from datetime import date

import pytest

from told import told

_CLIENT = '<OpenIdClient Identifier="Job" Profile="P" {}/>'
_TASK = '<ExportTask Identifier="E" Agent="Local" OpenIdClient="job"/>'
_PREPARE = '<PrepareSynchronizationTask Identifier="S" Agent="Local" OpenIdClient="Job" Connector="HR"/>'
_GENERATED = """\
<Agent Identifier="Local" URI=""/>
<OpenIdClient Identifier="{}" Profile="P" HashedSecret="h"/>
<Connector Identifier="HR" Agent="Local"/>
<Connection Identifier="HRExport" Connector="HR" Package="Usercube.CSV@0000001"/>
<EntityTypeMapping Identifier="HR_Person" Connector="HR"/>
<CreateConnectorSynchroComplete Connector="HR">{}</CreateConnectorSynchroComplete>
"""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-03-10", []),
        ("2026-03-09", ["info J519 the OpenIdClient 'Job' expires on 2026-03-09"]),
        ("20260207T12:00:00Z", ["info J519 the OpenIdClient 'Job' expires on 2026-02-07"]),
        (" 2026-02-06 23:59", ["warning J519 the OpenIdClient 'Job' expired on 2026-02-06"]),
        ("19000101", ["warning J519 the OpenIdClient 'Job' expired on 1900-01-01"]),
        ("2026-02-30", []),
        ("0000-00-00", []),
        ("06/02/2026", []),
        ("202602061", []),
        ("9999-12-31", []),
        ("", []),
    ],
)
def test_a_client_expires(written: str, expected: list[str]) -> None:
    found = told(_CLIENT.format(f'ExpirationDate="{written}"'), "J519", today=date(2026, 2, 7))
    assert found == [
        f"2:44: {one}; write a later ExpirationDate, or give the jobs another client" for one in expected
    ]


@pytest.mark.parametrize("value", ["-1", "0", "x", "+5", "-2.5", "1" * 5000, "-" + "9" * 19, "²"])
def test_a_context_that_is_no_number_of_those_allowed(value: str) -> None:
    assert told(_CLIENT.format(f'ContextId="{value}"'), "J517", "J518") == [
        (
            f"2:44: error J517 the ContextId \"{value}\" of the OpenIdClient 'Job' is not a whole number of -2 or "
            "less; give its ProfileContext such an Id, and write that"
        )
    ]


def test_a_context_that_is_not_declared() -> None:
    client = _CLIENT.format('ContextId=" -02"')
    assert told(client, "J517", "J518") == told(f'{client}<ProfileContext Id="-2"/>', "J517", "J518") == []
    assert told(f"{client}<ProfileContext/>", "J518") == [
        (
            "2:44: warning J518 the OpenIdClient 'Job' names the ContextId -2, and no ProfileContext has that Id; "
            "declare it, or name another one"
        )
    ]


def test_secrets_that_others_know_are_not_printed() -> None:
    sample = "K7gNU3sdo+OL0wNhqoVWhr3g6s1xYv72ol/pe/Unols="
    content = "".join(
        f'\n<OpenIdClient Identifier="{name}" HashedSecret="{secret}"/>'
        for name, secret in (("A", sample), ("B", f" {sample}"), ("C", "x="), ("D", "x="), ("E", ""), ("F", ""))
    )
    published = "has the secret of the vendor's documentation, which everybody knows; generate another one, and"
    assert told(content, "J515", "J516") == [
        f"2:30: error J515 the OpenIdClient 'A' {published} write its hash",
        f"3:30: error J515 the OpenIdClient 'B' {published} write its hash",
        (
            "5:30: error J516 the OpenIdClient 'D' has the secret of 'C', which is declared at Conf.xml:4:1; give"
            " each client a secret of its own"
        ),
    ]


def test_an_unknown_client_of_generated_tasks_is_told_where_they_come_from() -> None:
    assert told(_GENERATED.format("job", ""), "J512", "U314") == []
    assert told(_GENERATED.format("Other", ""), "J512", "U314") == [
        (
            "7:1: warning J512 the OpenIdClient 'Job' of 'HR_Synchronize_Complete_Export_HR_Complete_HRExport', "
            "'HR_Synchronize_Complete_PrepareSynchronization_HR_Complete' is not declared by the configuration; "
            "declared are 'Other'"
        )
    ]
    told_by_the_expansion = told(_GENERATED.format("Other", '<OpenIdIdentifier Identifier="Job"/>'), "J512", "U314")
    assert [one[:18] for one in told_by_the_expansion] == ["7:66: warning U314"]


def test_no_client_is_told_only_where_the_agents_are_declared() -> None:
    agent = '<Agent Identifier="Local" URI=""/>'
    assert told(_TASK, "J51") == told(f"{agent}<WorkforceModule/>{_TASK}", "J511") == told(agent, "J511") == []
    assert told(f"{agent}{_TASK}", "J511") == [
        (
            "2:76: info J511 the configuration declares agents and no OpenIdClient, and the ExportTask 'E' needs "
            "one to call the server; declare one, unless another part of the configuration does"
        )
    ]


def test_a_client_that_no_job_uses_may_have_all_rights() -> None:
    client = '<OpenIdClient Identifier="Job" Profile="administrator"/>'
    assert told(client, "J513") == []
    assert [one[:15] for one in told(client + _TASK, "J513")] == ["2:32: info J513"]


def _rule(*permissions: str, profile: str = "P") -> str:
    entries = "".join(f'<Entry Permission="{one}" CanExecute="true"/>' for one in permissions)
    return f'<AccessControlRule Profile="{profile}">{entries}</AccessControlRule>'


_MISSING = (
    "2:32: warning J514 the profile 'P' of the OpenIdClient 'Job' lacks {}, which jobs by that client need; grant "
    "them, or let TaskAdministrationAccessControlRules and SynchronizationAccessControlRules do it, which grant more"
)
_QUERY = _rule("/Jobs/Task/Query", "/jobs/JobInstance", "/Jobs/TaskInstance")


@pytest.mark.parametrize(
    ("content", "missing"),
    [
        (_QUERY + _TASK, ""),
        (_QUERY + _PREPARE, "'/Connectors/Connector/Query', '/Connectors/SynchronizeSession'"),
        (_QUERY + _rule("/") + _PREPARE, ""),
        (
            _rule("/Jobs/Task/Query", "/Jobs/JobInstance") + _TASK,
            "'/Jobs/TaskInstance/Query', '/Jobs/TaskInstance/Update'",
        ),
        (_rule("/Jobs/Task/Query", profile="Q") + _TASK, ""),
        (_rule("/Connectors/Connector/Query") + _TASK, ""),
        (_rule("/Jobs/Task/Query"), ""),
        (_rule("/Jobs/Task/Query") + _TASK + '<JobViewAccessControlRules Profile="p"/>', ""),
        (_rule("/Jobs/Task/Query") + _TASK + '<TaskAdministrationAccessControlRules Profile="p"/>', ""),
        (_rule("/Jobs/Task/Query") + _TASK + '<GovernanceRolesAccessControlRules Profile="p"/>', ""),
        (
            '<TaskAdministrationAccessControlRules Profile="P"/>' + _PREPARE,
            "'/Connectors/Connector/Query', '/Connectors/SynchronizeSession'",
        ),
        (
            '<TaskAdministrationAccessControlRules Profile="P"/>'
            '<SynchronizationAccessControlRules Profile="P"/>' + _PREPARE,
            "",
        ),
        (_rule("/Jobs/Task/Query") + _TASK + "<CreateAdministratorProfile/>", ""),
        (_rule("/Jobs/Task/Query") + _TASK + "<CompositeProfileRule/>", ""),
    ],
)
def test_rights_are_missing_only_where_nothing_else_may_grant_them(content: str, missing: str) -> None:
    expected = [_MISSING.format(missing)] if missing else []
    assert told(_CLIENT.format("") + content, "J514") == expected


def test_a_client_that_nobody_declares_is_not_another_one() -> None:
    client = '<OpenIdClient Identifier="Job" HashedSecret="x" Profile="P"/>'
    kind = "PrepareSynchronizationTask"
    steps = [f'<{kind} Identifier="{one}" Connector="HR" OpenIdClient="{one}"/>' for one in ("Job", "Jobs")]
    content = "\n".join([client, '<Job Identifier="A">', *steps, "</Job>"])
    assert [line.split()[2] for line in told(content, "J512", "J520")] == ["J512"]


def test_clients_are_mixed_in_what_collects_the_data_of_a_connector() -> None:
    content = """\
<Job Identifier="A">
  <PrepareSynchronizationTask Identifier="P" Connector="HR" OpenIdClient="Job" Level="0"/>
  <PrepareSynchronizationTask Identifier="Q" Connector="AD" OpenIdClient="Other" Level="0"/>
  <PrepareSynchronizationTask Identifier="R" Connector="HR" OpenIdClient="job" Level="1"/>
  <PrepareSynchronizationTask Identifier="S" Connector="HR" Level="1"/>
  <FulfillTask Identifier="F" Connector="HR" OpenIdClient="Other" Level="2"/>
  <PrepareSynchronizationTask Identifier="T" Connector="HR" OpenIdClient="Third" Level="3"/>
</Job>
"""
    assert told(content, "J520") == [
        (
            "8:61: info J520 the job 'A' collects the data of the connector 'HR' by several OpenIdClients: 'Job', "
            "'Third'; take one, unless their rights are to differ"
        )
    ]
