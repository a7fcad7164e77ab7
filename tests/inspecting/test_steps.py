"""The steps of a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold.findings import Failure
from unscaffold.inspecting import job_steps
from unscaffold.inspecting.steps import Step
from unscaffold.markup import NAMESPACE

if TYPE_CHECKING:
    from pathlib import Path

DEPENDS = '<TaskDependsOnTask ParentTask="{}"/>'


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    """A job in two files, one like it in other letters, and one that is generated."""
    texts = {
        "A.xml": f"""<Job Identifier="Night">
  <FulfillTask Identifier="F" Level="10">{DEPENDS.format("E")}{DEPENDS.format("S")}</FulfillTask>
  <Step Identifier="S" Level="9"/>
  <ExportTaskOverride Identifier="Elsewhere" Level="9">{DEPENDS.format("S")}</ExportTaskOverride>
  <InvokeExpressionTask Identifier="I"/>
</Job>
<CleanDatabaseJob/>""",
        "B.xml": '<Job Identifier="Night" ConsolidationMode="Merge"><ExportTask Identifier="E" Level="1"/></Job>',
        "C.xml": '<Job Identifier="NIGHT"><ExportTask Identifier="Loud" Level="0"/></Job>',
    }
    for name, text in texts.items():
        whole = f'<ConfigurationFile xmlns="{NAMESPACE}">{text}</ConfigurationFile>'
        (tmp_path / name).write_text(whole, encoding="utf-8")
    return tmp_path


def test_the_steps_of_a_job_are_those_of_all_its_parts_by_level(conf: Path) -> None:
    found = job_steps(conf, "Night")
    assert found.steps == [
        Step("", "InvokeExpressionTask", "I", []),
        Step("1", "ExportTask", "E", []),
        Step("9", "Step", "S", []),
        Step("9", "ExportTaskOverride", "Elsewhere", ["S"]),
        Step("10", "FulfillTask", "F", ["E", "S"]),
    ]
    assert [one.code for one in found.findings] == ["U201"]


@pytest.mark.parametrize(("job", "task"), [("NIGHT", "Loud"), ("night", "I")])
def test_a_job_is_found_in_any_case_and_in_its_own_first(job: str, task: str, conf: Path) -> None:
    assert job_steps(conf, job).steps[0].identifier == task


def test_the_steps_of_a_generated_job_are_shown(conf: Path) -> None:
    steps = job_steps(conf, "CleanDatabase").steps
    assert steps == [Step("0", "CleanDataBase", "CleanDatabase_CleanDataBase", [])]


def test_a_job_that_is_none_is_refused(conf: Path) -> None:
    (conf / "C.xml").unlink()
    with pytest.raises(Failure) as failure:
        job_steps(conf, "Nigth")
    assert str(failure.value) == "the configuration has no job 'Nigth'; did you mean 'Night'?"


def test_the_steps_are_those_that_are_left_by_what_changes_a_job(tmp_path: Path) -> None:
    jobs = """
<Job Identifier="J"><FulfillTask Identifier="F" Level="0"/><ExportTask Identifier="E" Level="1"/></Job>
<Job Identifier="J" ConsolidationMode="Update" Agent="Local"><Step Identifier="None" Level="0"/></Job>
<Job Identifier="J" ConsolidationMode="Merge"><FulfillTask Identifier="f" ConsolidationMode="Delete"/>
  <ExportTask Identifier="E" ConsolidationMode="Merge" Level="0"/><Step Identifier="S" Level="2"/></Job>
<Job Identifier="K"/>
<Job Identifier="K" ConsolidationMode="Delete"/>
<CleanDatabaseJob/>
<Job Identifier="CleanDatabase" ConsolidationMode="Merge"><Step Identifier="S" Level="1"/></Job>
"""
    whole = f'<ConfigurationFile xmlns="{NAMESPACE}">{jobs}</ConfigurationFile>'
    (tmp_path / "A.xml").write_text(whole, encoding="utf-8")
    assert job_steps(tmp_path, "J").steps == [Step("1", "ExportTask", "E", []), Step("2", "Step", "S", [])]
    assert job_steps(tmp_path, "CleanDatabase").steps == [
        Step("0", "CleanDataBase", "CleanDatabase_CleanDataBase", []),
        Step("1", "Step", "S", []),
    ]
    with pytest.raises(Failure):
        job_steps(tmp_path, "K")
