"""What the schedules are there for: what is exempt, and what is known too little of to tell."""

from __future__ import annotations

import pytest

from told import told

_AD = '<Connector Identifier="AD"{}/>\n<Connection Identifier="C" Connector="ad" Package="{}"{}/>\n'
_JOB = '<Job Identifier="{}"{}>{}</Job>\n'
_DAILY = ' CronTabExpression="0 2 * * *" CronTimeZone="UTC"'
_PREPARE = '<PrepareSynchronizationTask Identifier="{0}P{1}" Connector="{1}" SynchronizationMode="{2}"/>'
_ELSE = _JOB.format("Else", _DAILY, _PREPARE.format("E", "HR", "Complete"))


def _lines(content: str, *codes: str) -> list[str]:
    return [" ".join(line.split()[:3]) for line in told(content, *codes)]


@pytest.mark.parametrize(
    ("other", "lines"),
    [
        ("", ["2:25: warning J641"]),
        (_JOB.format("D", "", _PREPARE.format("D", "AD", "Complete")), ["2:25: warning J641"]),
        (_JOB.format("D", _DAILY, _PREPARE.format("D", "ad", "Complete")), []),
        (_JOB.format("D", ' CrontabExpression="0 2 * * *"', _PREPARE.format("D", "AD", "1")), []),
        (_JOB.format("D", _DAILY, _PREPARE.format("D", "AD", "Incremental")), ["2:25: warning J641"]),
        (_JOB.format("D", _DAILY, _PREPARE.format("D", "HR", "2")), ["2:25: warning J641", "3:21: warning J641"]),
        ("<Job", []),
    ],
    ids=["none", "unscheduled", "complete", "misspelt", "twice", "another", "not-whole"],
)
def test_a_connector_that_is_never_synchronized_completely(other: str, lines: list[str]) -> None:
    often = _JOB.format("Often", _DAILY, _PREPARE.format("O", "AD", "Incremental"))
    assert _lines(often + other, "J641") == lines


@pytest.mark.parametrize(
    ("declared", "codes"),
    [
        (_AD.format("", "Usercube.AD@0000001", ""), ["J641"]),
        (_AD.format(' IsDeactivated="1"', "Usercube.AD@0000001", ""), []),
        ('<Connector Identifier="AD"/>', ["C101"]),
        ('<Connector Identifier="AD"/><Connection Identifier="C" Package="Usercube.AD@0000001"/>', ["C103"]),
        ('<Connector Identifier="ADD"/>', ["C101", "J217"]),
    ],
)
def test_what_is_wrong_with_a_connector_is_told_and_not_what_follows(declared: str, codes: list[str]) -> None:
    often = _JOB.format("Often", _DAILY, _PREPARE.format("O", "AD", "Incremental"))
    assert [line.split()[2] for line in told(declared + often, "C101", "C103", "J217", "J64")] == codes


@pytest.mark.parametrize(
    ("job", "codes"),
    [
        ("", ["C113"]),
        (_JOB.format("Own", "", _PREPARE.format("W", "AD", "Complete")), ["J642"]),
        (_JOB.format("Own", _DAILY, _PREPARE.format("W", "AD", "Complete")), []),
    ],
)
def test_a_connector_that_no_job_is_to_use_is_told_as_that(job: str, codes: list[str]) -> None:
    unused = _AD.format(' CompleteJob="NotUsed" IncrementalJob="NotUsed"', "Usercube.AD@0000001", "")
    assert [line.split()[2] for line in told(unused + _ELSE.replace("HR", "LDAP") + job, "C113", "J642")] == codes


@pytest.mark.parametrize(
    ("attributes", "package", "more", "jobs", "lines"),
    [
        ("", "Usercube.AD@0000001", "", _ELSE, ["2:12: warning J642"]),
        ("", "Usercube.AD@0000001", "", "", []),
        ("", "Usercube.AD@0000001", "", _ELSE.replace("0 2 * * *", ""), []),
        ("", "Usercube.AD@0000001", ' DeactivationExportFulfill="1"', _ELSE, []),
        ("", "Usercube.AD@0000001", ' DeactivationExportFulfill="fulfill"', _ELSE, ["2:12: warning J642"]),
        (' IsDeactivated="1"', "Usercube.AD@0000001", "", _ELSE, []),
        ("", "Usercube.Manual@0000001", "", _ELSE, []),
        ("", "Contoso.Own@0000001", "", _ELSE, []),
        ("", "Usercube.AD@0000001", "", _JOB.format("A", _DAILY, '<ExportTask Identifier="X" Connection="C"/>'), []),
        (' ConsolidationMode="Merge"', "Usercube.AD@0000001", "", _ELSE, []),
    ],
)
def test_a_connector_that_is_never_synchronized(
    attributes: str, package: str, more: str, jobs: str, lines: list[str]
) -> None:
    assert _lines(_AD.format(attributes, package, more) + jobs, "J642") == lines


_CAMPAIGN = [
    f'<{kind} Identifier="T{number}" Level="{{}}"/>'
    for number, kind in enumerate(
        (
            "UpdateAccessCertificationCampaignTask",
            "SetAccessCertificationReviewerTask",
            "SendAccessCertificationNotificationTask",
            "ProcessAccessCertificationItemsTask",
        )
    )
]


@pytest.mark.parametrize(
    ("levels", "schedule", "told_of"),
    [((0, 1, 2, 3), _DAILY, 0), ((0, 1, 2, 3), "", 0), ((0, 2, 1, 3), _DAILY, 1), ((0, 1, 2), _DAILY, 1)],
)
def test_campaigns_need_their_tasks_in_order(levels: tuple[int, ...], schedule: str, told_of: int) -> None:
    tasks = "".join(task.format(level) for task, level in zip(_CAMPAIGN, levels, strict=False))
    campaigns = "".join(f'<AccessCertificationCampaign Identifier="Y{year}"/>\n' for year in range(5))
    found = told(campaigns + _JOB.format("J", schedule, tasks), "J643")
    assert (
        found
        == [
            (
                "2:1: warning J643 there are access certification campaigns ('Y0', 'Y1', 'Y2' (and 2 more)), and no "
                "scheduled job runs the four tasks of one; add CreateAccessCertificationJob"
            )
        ][:told_of]
    )


@pytest.mark.parametrize(
    ("owner", "task", "codes"),
    [
        ("Directory_User", '<TaskEntityType EntityType="directory_user"/>', []),
        ("Directory_User", '<TaskEntityType EntityType="HR_Person"/>', ["J645"]),
        ("Directory_User", "", []),
        ("", '<TaskEntityType EntityType="HR_Person"/>', []),
    ],
)
def test_a_notification_is_sent_by_a_task_of_its_entity_type(owner: str, task: str, codes: list[str]) -> None:
    notification = f'<Notification Identifier="N" OwnerEntityType="{owner}"/>\n'
    send = f'<SendNotificationsTask Identifier="S">{task}</SendNotificationsTask>'
    assert [line.split()[2] for line in told(notification + _JOB.format("J", _DAILY, send), "J645")] == codes
    assert told(notification, "J645") == []


_TYPE = """\
<EntityTypeMapping Identifier="AD_Entry" Connector="AD"/>
<Connection Identifier="X" Connector="AD" Package="{}"/><AnyResourceTypeMapping Identifier="T" Connection="x"/>
<ResourceType Identifier="T" TargetEntityType="ad_entry" TransmittedStateValidityPeriod="{}"/>
"""
_SYNCHRONIZE = '<SynchronizeTask Identifier="{}" Connector="AD"/>'
_OTHER = ' CronTabExpression="0 14 * * *" CronTimeZone="UTC"'


@pytest.mark.parametrize(
    ("package", "period", "more", "than"),
    [
        ("Usercube.AD@0000001", "1439", "", "less than the 1440 minutes from one synchronization to the next"),
        ("Usercube.AD@0000001", "1440", "", ""),
        ("Usercube.AD@0000001", "4320", "", ""),
        (
            "Usercube.AD@0000001",
            "4321",
            "",
            "more than 3 times the 1440 minutes from one synchronization to the next",
        ),
        ("Usercube.Manual@0000001", "21600", "", ""),
        ("Contoso.Own@0000001", "21600", "", ""),
        ("Usercube.Manual@0000001", "60", "", "less than the 1440 minutes from one synchronization to the next"),
        ("Usercube.AD@0000001", "60", _JOB.format("K", _OTHER, _SYNCHRONIZE.format("K")), ""),
        ("Usercube.AD@0000001", "0", "", ""),
        ("Usercube.AD@0000001", "-1", "", ""),
        ("Usercube.AD@0000001", "9" * 5000, "", ""),
        ("Usercube.AD@0000001", "", "", ""),
    ],
)
def test_how_long_an_order_may_wait(package: str, period: str, more: str, than: str) -> None:
    job = _JOB.format("J", _DAILY, _SYNCHRONIZE.format("S"))
    found = told('<Connector Identifier="AD"/>\n' + _TYPE.format(package, period) + job + more, "J646")
    assert found == [
        (
            f"5:58: info J646 the resource type 'T' has TransmittedStateValidityPeriod=\"{period}\", in minutes, "
            f"which is {than}; the vendor advises one to three times that"
        )
    ] * bool(than)
