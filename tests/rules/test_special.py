"""Special tasks and settings: the edges of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from told import told

if TYPE_CHECKING:
    from unscaffold.options import Target


def _codes(content: str, target: Target = "7.0") -> list[str]:
    return [one.split()[2] for one in told(content, "S11", "S12", target=target)]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", []),
        ('RebuildThreshold="0" ReorganizeThreshold="0"', []),
        ('RebuildThreshold="30"', []),
        ('RebuildThreshold=" 90 "', []),
        ('RebuildThreshold="29"', ["S111"]),
        ('RebuildThreshold="91"', ["S111"]),
        ('RebuildThreshold="-40"', ["S111"]),
        # C404 tells of what is no number.
        ('RebuildThreshold="40%"', []),
        ('RebuildThreshold="99999999999999999999999"', []),
        ('ReorganizeThreshold="29"', []),
        ('ReorganizeThreshold="30"', ["S112"]),
        ('RebuildThreshold="60" ReorganizeThreshold="59"', []),
        ('RebuildThreshold="60" ReorganizeThreshold="60"', ["S112"]),
        ('RebuildThreshold="95" ReorganizeThreshold="99"', ["S111"]),
        ('ReorganizeThreshold="x"', []),
    ],
)
def test_thresholds_of_indexes(attributes: str, expected: list[str]) -> None:
    assert _codes(f'<MaintainIndexesTask Identifier="T" {attributes}/>') == expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('ApiUrl="/api" HttpCommand="GET"', []),
        ('ApiUrl="/api" HttpCommand="2" Body="{}"', []),
        ('ApiUrl="/api" HttpCommand="Patch" Body="{}"', ["S114"]),
        ('ApiUrl="/api" HttpCommand=" get" Body="{}"', ["S115"]),
        ('ApiUrl="//contoso.com/api" HttpCommand="Put"', ["S116"]),
        ('ApiUrl="api?url=https://contoso.com" HttpCommand="Put"', []),
        ('ApiUrl="" HttpCommand=""', ["S113"]),
        ("", ["S113"]),
    ],
)
def test_calls_of_the_interface(attributes: str, expected: list[str]) -> None:
    assert _codes(f'<InvokeApiTask Identifier="T" {attributes}/>') == expected


def test_all_that_a_call_lacks_is_told_at_once() -> None:
    assert told('<InvokeApiTask Identifier="T"/>', "S113") == [
        "2:1: error S113 the InvokeApiTask 'T' has no ApiUrl and no HttpCommand; say which URL it calls, and how"
    ]


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ('InvokeExpressionTask InputPath=""', ["S117"]),
        ('InvokeExpressionTask InputFile="a.ps1"', ["S118"]),
        ('InvokeExpressionTask InputFile="a.ps1" InputPath="a.ps1"', ["S118"]),
        ('InvokeSqlCommandTask SQLCommand="" DatabaseIdentifier="D"', ["S121"]),
        ('InvokeSqlCommandTask SQLCommand="a" SQLInputFile="b" DatabaseIdentifier="D"', ["S122"]),
        ('InvokeSqlCommandTask SQLCommand="a"', []),
        ('InvokeSqlCommandTask SQLCommand="a" Agent="Local"', ["S123"]),
        ('InvokeSqlCommandTask SQLCommand="a" Agent="Local" ApiUrl="Server=."', []),
        ("DeployConfigurationTask", ["S119"]),
        ('DeployConfigurationTask ConfigurationDirectory="C:/Conf"', []),
    ],
)
def test_what_a_task_works_on(task: str, expected: list[str]) -> None:
    assert _codes(f"<{task}/>") == expected


def test_a_deployment_is_scheduled_by_each_job_that_calls_it() -> None:
    content = """\
<DeployConfigurationTask Identifier="D" ConfigurationDirectory="../Conf"/>
<Job Identifier="A" CronTabExpression="0 3 * * *"><Step Identifier="d"/><Step Identifier="D"/></Job>
<Job Identifier="B" CronTabExpression=" "><Step Identifier="D"/></Job>
<Job Identifier="C" CronTabExpression="0 3 * * *" IsInitializationJob="true"><Step Identifier="D"/></Job>
"""
    assert told(content, "S120") == [
        (
            "3:51: warning S120 the job 'A' is scheduled (0 3 * * *) and deploys the configuration by 'd'; deploy "
            "when a configuration is released, in a job without a schedule"
        )
    ]


@pytest.mark.parametrize(
    ("version", "target", "expected"),
    [
        ("5.1.7", "6.1", ["S124"]),
        ("6.1", "6.1", []),
        ("6.1.4", "6.2", ["S124"]),
        ("6.2", "saas", ["S124"]),
        ("7.0.0", "saas", []),
        ("1.4.2", "7.0", []),
        ("61.1", "7.0", []),
        ("6.x", "7.0", []),
        ("", "7.0", []),
    ],
)
def test_the_version_of_the_configuration(version: str, target: Target, expected: list[str]) -> None:
    assert _codes(f'<ConfigurationVersionSetting Version="{version}"/>', target) == expected
