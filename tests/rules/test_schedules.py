"""The schedule of a job: what is exempt, how severe it is, where it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from told import told
from unscaffold.checking import check
from unscaffold.markup import NAMESPACE
from unscaffold.options import Options

if TYPE_CHECKING:
    from pathlib import Path

_JOB = '<Job Identifier="J" CronTabExpression="{}" CronTimeZone="UTC"{}>{}</Job>'
_AD = '<Connector Identifier="AD"/><Connection Identifier="C" Connector="AD" Package="{}"/>\n'
_PREPARE = '<PrepareSynchronizationTask Identifier="P" Connector="AD" SynchronizationMode="{}"/>'


def _codes(content: str, *codes: str) -> list[str]:
    return [" ".join(line.split()[1:3]) for line in told(content, *codes or ("J60", "J61"))]


@pytest.mark.parametrize(
    ("cron", "codes"),
    [
        ("0 3 * * *", []),
        ("", ["warning J601"]),
        (" \t ", ["warning J601"]),
        ("\N{NO-BREAK SPACE}0 3 * * *", ["error J601"]),
        ("9" * 5000, ["error J601"]),
        ("0 3 * * monday", []),
        ("* * * * *", []),
        ("* * 3 * * *", ["error J603"]),
        ("*/2 6-20 * * *", []),
        ("0 * 6-20 * * *", ["warning J604"]),
        ("0 3 30 2 *", ["error J605"]),
        ("0 3 29 2 *", []),
        ("0 3 * * 1-7", ["warning J606"]),
        ("*/7 * * * *", ["info J607"]),
        ("0 */90 * * * *", ["warning J607"]),
        ("0 3 */7 * *", []),
    ],
)
def test_an_expression_breaks_one_rule_at_most(cron: str, codes: list[str]) -> None:
    assert _codes(_JOB.format(cron, "", "")) == codes


def test_a_setting_has_a_schedule_too() -> None:
    assert told('<SchedulingCleanDataBaseSetting Timeout="2" CronTabExpression="* */2 * * *"/>', "J6") == [
        (
            "2:45: warning J604 the SchedulingCleanDataBaseSetting starts every minute of every second hour "
            "('* */2 * * *'); write 0 for the minute, if it is to start once in each of these hours"
        )
    ]


def test_an_argument_is_told_where_it_stands_and_once() -> None:
    job = '<CreateAccessCertificationJob JobIdentifier="{}">\n<CronTabExpression CronTab="{}"/></{}>\n'
    name = "CreateAccessCertificationJob"
    content = job.format("J", "0 25 * * *", name) + job.format("K", "0 3 * * 7", name)
    assert [line.split()[:3] for line in told(content, "U308", "J60")] == [
        ["3:20:", "error", "U308"],
        ["5:20:", "warning", "J606"],
    ]


_DECLARED = """\
<scaffolding xmlns="urn:unscaffold:declaration" name="Two" scope="nothing">
  <attribute name="When" type="string"/>
</scaffolding>
"""
_OWN = """\
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:unscaffold:mode"
    xmlns="urn:schemas-usercube-com:configuration" xpath-default-namespace="urn:schemas-usercube-com:configuration">
  <xsl:template match="Two" mode="m:declaration" as="element()">
    <xsl:sequence select="doc('Two.xml')/*"/>
  </xsl:template>
  <xsl:template match="Two" mode="m:scaffolding" as="element()*">
    <Job Identifier="A" CronTabExpression="{@When}"/>
    <Job Identifier="B" CronTabExpression="{@When}"/>
  </xsl:template>
</xsl:stylesheet>
"""


def test_what_a_scaffolding_of_somebody_s_own_passes_is_told_once(tmp_path: Path) -> None:
    for folder in ("Conf", "own"):
        (tmp_path / folder).mkdir()
    (tmp_path / "own" / "Two.xsl").write_text(_OWN, "utf-8")
    (tmp_path / "own" / "Two.xml").write_text(_DECLARED, "utf-8")
    text = f'<ConfigurationFile xmlns="{NAMESPACE}">\n<Two When="daily"/></ConfigurationFile>'
    (tmp_path / "Conf" / "Conf.xml").write_text(text, "utf-8")
    found = check(tmp_path / "Conf", Options(stylesheets=(tmp_path / "own",))).findings
    (told_once,) = [one for one in found if one.code.startswith("J6")]
    assert told_once.generated == 'Job[@Identifier="A"]'
    assert str(told_once) == (
        "Conf.xml:2:1: error J601 the job 'A' has the schedule 'daily', which is no cron expression: it needs five "
        "fields (minute, hour, day of the month, month, day of the week), or six with the seconds first, and has 1"
    )


@pytest.mark.parametrize("name", ["CrontabExpression", "crontabexpression", "CRONTABEXPRESSION"])
def test_an_attribute_in_another_case_is_renamed(tmp_path: Path, name: str) -> None:
    text = (
        f'<ConfigurationFile xmlns="{NAMESPACE}">\n<Job Identifier="J" UserStartDenied="1"\n  {name} = "0 3 * * *"/>'
    )
    (tmp_path / "Conf.xml").write_text(f"{text}</ConfigurationFile>", "utf-8")
    (found,) = [one for one in check(tmp_path).findings if one.code.startswith("J6")]
    assert (found.code, found.region[1:5], found.severity) == ("J602", (3, 3, 3, 34), "error")
    assert found.edit
    assert (found.edit.region[1:5], found.edit.text) == ((3, 3, 3, 20), "CronTabExpression")


@pytest.mark.parametrize("other", ["CronTimeZone", "cronTimeZone"])
def test_an_attribute_that_is_there_already_is_not_written_over(tmp_path: Path, other: str) -> None:
    job = f'<Job Identifier="J" CronTimezone="UTC" {other}="UTC" CronTabExpression="0 3 * * *"/>'
    (tmp_path / "Conf.xml").write_text(f'<ConfigurationFile xmlns="{NAMESPACE}">{job}</ConfigurationFile>', "utf-8")
    first, *others = [one for one in check(tmp_path).findings if one.code in {"J602", "C402"}]
    assert [one.code for one in others] == ["J602"] * (other != "CronTimeZone")
    assert (first.edit, first.sentence) == (None, "the job 'J' has the attribute CronTimezone; write CronTimeZone")


@pytest.mark.parametrize(
    ("attributes", "codes"),
    [
        ('CronTabExpression="0 3 * * *"', ["info J608"]),
        ('CronTabExpression="0 3 * * *" crontimezone="UTC"', ["error J602"]),
        ('CronTabExpression="45 */2 * * *"', []),
        ('CronTabExpression="45 */2 * * 1-5"', ["info J608"]),
        ('CronTabExpression="*/15 6-20 * * *"', ["info J608"]),
        ('CronTabExpression="0 3 30 2 *"', ["error J605"]),
        ('CronTabExpression="0 3 * * *" CronTimeZone=" servertime "', []),
        ('CronTabExpression="0 3 * * *" CronTimeZone="1"', []),
        ('CronTabExpression="0 3 * * *" CronTimeZone="2"', ["error J609"]),
        ('CronTimeZone=""', ["error J609"]),
    ],
)
def test_the_time_zone_of_a_schedule(attributes: str, codes: list[str]) -> None:
    assert _codes(f'<Job Identifier="J" {attributes}/>') == codes


@pytest.mark.parametrize(
    ("attributes", "codes"),
    [
        ('UserStartDenied="True"', ["warning J611"]),
        ('UserStartDenied="false"', []),
        ('UserStartDenied="1" CronTabExpression="x" CronTimeZone="UTC"', ["error J601"]),
        ('UserStartDenied="1" CrontabExpression="0 3 * * *"', ["error J602"]),
        ('UserStartDenied="1" IsInitializationJob="1"', []),
        ('UserStartDenied="1" IsConnectorJob="1"', []),
        ('IsConnectorJob="1" CronTabExpression="0 3 * * *" CronTimeZone="UTC"', ["warning J612"]),
    ],
)
def test_a_job_that_nobody_starts_or_that_people_start(attributes: str, codes: list[str]) -> None:
    assert _codes(f'<Job Identifier="J" {attributes}/>') == codes


@pytest.mark.parametrize(
    ("cron", "mode", "package", "codes"),
    [
        ("0 2,14 * * *", "Complete", "Usercube.AD@0000001", ["warning J613"]),
        ("0 2,14 * * *", "0", "", ["warning J613"]),
        ("0 2 * * *", "Complete", "Usercube.AD@0000001", []),
        ("0 2,14 * * *", "Complete", "Usercube.LDAP@0000001", []),
        ("*/30 * * * *", "Complete", "Usercube.AD@0000001", []),  # J102 tells of it
        ("0 2,14 * * *", "Incremental", "Usercube.AD@0000001", []),
        ("*/10 * * * *", "incremental", "Usercube.AD@0000001", ["info J614"]),
        ("0 8-18/2 * * 1-5", "2", "Usercube.AD@0000001", []),
        ("0 2 * * *", "Incremental", "Usercube.AD@0000001", ["info J614"]),
        ("* 2 * * *", "Incremental", "Usercube.AD@0000001", ["warning J604"]),
        ("0 2 * * *", "nonsense", "Usercube.AD@0000001", []),
    ],
)
def test_how_often_a_job_prepares(cron: str, mode: str, package: str, codes: list[str]) -> None:
    assert _codes(_AD.format(package) + _JOB.format(cron, "", _PREPARE.format(mode))) == codes


def test_a_database_is_cleaned_by_one_schedule() -> None:
    clean = '<CleanDataBase Identifier="C{}"/>'
    jobs = "\n".join(_JOB.replace('"J"', f'"J{n}"').format(f"{n} 2 * * 0", "", clean.format(n)) for n in (1, 2))
    assert told(jobs + '\n<Job Identifier="K"><Step Identifier="C1"/></Job>', "J61") == [
        (
            "3:22: info J615 the job 'J2' cleans the database on a schedule, as the job 'J1' does, at Conf.xml:2:1; "
            "one of both is enough"
        )
    ]
