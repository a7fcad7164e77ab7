"""Rules for the words of jobs: what is known, what is left alone, what is told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from told import told
from unscaffold.checking import check
from unscaffold.rules.pages import document

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.findings import Finding

_KNOWN = "it knows Identifier, DisplayName_L1, Level, ConsolidationMode"


def found(folder: Path, content: str) -> list[Finding]:
    (folder / "Conf.xml").write_text(document(content), "utf-8", newline="\n")
    return [one for one in check(folder).findings if one.code.startswith("C4")]


@pytest.mark.parametrize(
    ("attribute", "said"),
    [
        ('LEVEL="1"', f"warning C402 the F has no attribute LEVEL; {_KNOWN}; did you mean 'Level'?"),
        ('Foo=""', f"warning C402 the F has no attribute Foo; {_KNOWN}"),
        (
            'DisplayNam_L2="F"',
            f"warning C402 the F has no attribute DisplayNam_L2; {_KNOWN}; did you mean 'DisplayName_L2'?",
        ),
        ('DisplayName_L16="F"', ""),
        ('xmlns:o="urn:own" o:Level="x" xml:lang="fr"', ""),
        ('Level="-1"', ""),
        ('Level=" +7 "', ""),
        ('Level=""', 'error C404 Level="" of the F is not a whole number of 32 bits; write digits alone'),
        ('Level="2147483647"', ""),
        (
            'Level="2147483648"',
            'error C404 Level="2147483648" of the F is not a whole number of 32 bits; write digits alone',
        ),
        (
            f'Level="{"9" * 5000}"',
            f'error C404 Level="{"9" * 5000}" of the F is not a whole number of 32 bits; write digits alone',
        ),
        ('Level="\u0661"', 'error C404 Level="\u0661" of the F is not a whole number of 32 bits; write digits alone'),
        ('ConsolidationMode="Merged"', ""),  # U307 tells it
    ],
    ids=lambda text: text[:20],
)
def test_attributes_and_their_values(attribute: str, said: str) -> None:
    content = f'<SetRecentlyModifiedFlagTask Identifier="F" DisplayName_L1="F" {attribute}/>'
    sentence = said.replace("the F", "the SetRecentlyModifiedFlagTask 'F'")
    assert told(content, "C4") == ([f"2:64: {sentence}"] if said else [])


@pytest.mark.parametrize(
    ("attributes", "edits"),
    [
        ('dirty = "1"', [(3, 61, 3, 66, "Dirty")]),
        ('dirty="1" Dirty="0"', [None]),
        ('dirty="1" DIRTY="0"', [None, None]),
        ('Durty="1"', [None]),
        ('consolidationMode="Delete"', [None]),
    ],
)
def test_an_attribute_is_renamed_where_only_its_case_is_wrong(
    attributes: str, edits: list[tuple[int, int, int, int, str] | None], tmp_path: Path
) -> None:
    findings = found(tmp_path, f'<ComputeRoleModelTask Identifier="R" DisplayName_L1="Roles" {attributes}/>')
    assert [one.edit and (*one.edit.region[1:5], one.edit.text) for one in findings] == edits


def test_values_have_the_types_of_the_table() -> None:
    content = """\
<Job Identifier="J" DisplayName_L1="J" IsIncremental="True" UserStartDenied="no" LogLevel="5" CronTimeZone="utc">
  <PrepareSynchronizationTask DisplayName_L1="P" Connector="A" SynchronizationMode="Increment" Type="Own"/>
  <PrepareSynchronizationTaskOverride Identifier="P" SynchronizationMode="3"/>
  <Step Identifier="P" Level="first"/>
  <FulfillTask DisplayName_L1="F" Connector="A" Dirty=""><TaskResourceType ResourceType="A_B"/></FulfillTask>
</Job>"""
    modes = "is none of its values; they are Initial, Complete, Incremental"
    assert told(content, "C4") == [
        "2:61: error C403 UserStartDenied=\"no\" of the Job 'J' is not a boolean; write true or false",
        (
            "3:64: error C405 SynchronizationMode=\"Increment\" of the PrepareSynchronizationTask of the Job 'J' "
            f"{modes}; did you mean 'Incremental'?"
        ),
        f"4:54: error C405 SynchronizationMode=\"3\" of the PrepareSynchronizationTaskOverride 'P' {modes}",
        "5:24: error C404 Level=\"first\" of the Step 'P' is not a whole number of 32 bits; write digits alone",
        "6:49: error C403 Dirty=\"\" of the FulfillTask of the Job 'J' is not a boolean; write true or false",
    ]


def test_what_a_task_needs_is_told_unless_it_stands_there_misspelt() -> None:
    content = """\
<SynchronizeTask Identifier="A" DisplayName_L1="A" Conector="AD"/>
<SynchronizeTask Identifier="B" DisplayName_L1="B" Connector=" "/>
<SynchronizeTask Identifier="C" DisplayName_L1="C" ConsolidationMode="Update"/>
<ExportTask Identifier="D" DisplayName_L1="D"/>
<Job DisplayName_L1="E">
  <SynchronizeTaskOverride Identifier="B"/>
  <SynchronizeTaskOverride/>
  <Step/>
  <ComputeRoleModelTask DisplayName_L1="R"><TaskEntityType/></ComputeRoleModelTask>
</Job>"""
    assert [one.partition("; it knows ")[0] for one in told(content, "C4")] == [
        "2:52: warning C402 the SynchronizeTask 'A' has no attribute Conector",
        "3:52: error C406 the SynchronizeTask 'B' needs the attribute Connector",
        "6:1: error C406 the Job needs the attribute Identifier",
        "8:3: error C406 the SynchronizeTaskOverride of the Job needs the attribute Identifier",
        "9:3: error C406 the Step of the Job needs the attribute Identifier",
        "10:44: error C406 the TaskEntityType of the ComputeRoleModelTask of the Job needs the attribute EntityType",
    ]


def test_a_child_with_another_attribute_than_the_one_it_needs_is_told_once() -> None:
    content = """\
<ComputeRoleModelTask Identifier="A" DisplayName_L1="A"><TaskEntityType Identifier="AD_Entry"/></ComputeRoleModelTask>
<ComputeRoleModelTask Identifier="B" DisplayName_L1="B"><TaskEntityType Entitytype="AD_Entry"/></ComputeRoleModelTask>
<ComputeRoleModelTask Identifier="C" DisplayName_L1="C"><TaskEntityType X="1" Y="1"/></ComputeRoleModelTask>"""
    assert [one.partition("; it knows ")[0] for one in told(content, "C4")] == [
        "2:73: error C406 the TaskEntityType 'AD_Entry' needs the attribute EntityType, and has Identifier instead",
        "3:73: warning C402 the TaskEntityType of the ComputeRoleModelTask 'B' has no attribute Entitytype",
        "4:57: error C406 the TaskEntityType of the ComputeRoleModelTask 'C' needs the attribute EntityType",
        "4:73: warning C402 the TaskEntityType of the ComputeRoleModelTask 'C' has no attribute X",
        "4:79: warning C402 the TaskEntityType of the ComputeRoleModelTask 'C' has no attribute Y",
    ]


def test_what_stands_in_a_job_is_a_step_and_what_stands_in_a_step_is_of_its_kind() -> None:
    content = """\
<Job Identifier="J" DisplayName_L1="J">
  <Steps Identifier="A"/>
  <FulfilTaskOverride Identifier="A" Foo="x"><Own/></FulfilTaskOverride>
  <Step Identifier="A"><TaskDependsOnTask ParentTask="B"/><TaskEntityType EntityType="A"/></Step>
  <o:Own xmlns:o="urn:own"/>
</Job>
<ExportTask Identifier="E" DisplayName_L1="E"><TaskDimension Any="x"/><TaskDependOnTask ParentTask="A"/></ExportTask>
<CleanDataBase Identifier="C" DisplayName_L1="C" Any="x"/>
<InvokeExpressionTask Identifier="I" DisplayName_L1="I" InputFile="x.ps1"/>
<SomethingElse Identifier="S"/>
<ExportsTask Identifier="X"/>"""
    kind, advice = "which is no known kind of task", "mend its name, or take it out"
    assert told(content, "C4") == [
        f"3:3: warning C401 the job 'J' has the element Steps, {kind}; {advice}; did you mean 'Step'?",
        (
            f"4:3: warning C401 the job 'J' has the element FulfilTaskOverride, {kind}; {advice}; "
            "did you mean 'FulfillTaskOverride'?"
        ),
        "5:59: warning C407 the Step 'A' takes no TaskEntityType; it knows TaskDependsOnTask",
        (
            "8:71: warning C407 the ExportTask 'E' takes no TaskDependOnTask; it knows TaskDependsOnTask, "
            "TaskDimension; did you mean 'TaskDependsOnTask'?"
        ),
        (
            f"12:1: warning C401 the configuration has the element ExportsTask, {kind}; {advice}; "
            "did you mean 'ExportTask'?"
        ),
    ]


def test_what_adjusts_a_generated_job_is_told_where_it_stands(tmp_path: Path) -> None:
    content = """\
<CleanDatabaseJob/>
<Job Identifier="CleanDatabase" ConsolidationMode="Merge" crontabExpression="0 3 * * *" loglevel="Debug"
    IsIncremental="x" consolidationmode="Delete"/>"""
    assert [
        (str(one.region), one.code, one.generated, one.edit and one.edit.text) for one in found(tmp_path, content)
    ] == [
        ("Conf.xml:4:89", "C402", 'Job[@Identifier="CleanDatabase"]', "LogLevel"),
        ("Conf.xml:5:5", "C403", 'Job[@Identifier="CleanDatabase"]', None),
        ("Conf.xml:5:23", "C402", 'Job[@Identifier="CleanDatabase"]', None),
    ]
