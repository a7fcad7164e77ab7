"""The steps of a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold.findings import Failure, point
from unscaffold.inspecting import StepFacts, every_job_steps, job_steps, list_jobs
from unscaffold.inspecting.job_facts import JobFacts
from unscaffold.inspecting.launch_order import launch_orders
from unscaffold.inspecting.origins import Origin
from unscaffold.markup import NAMESPACE
from unscaffold.options import Options

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.inspecting import JobSteps

DEPENDS = '<TaskDependsOnTask ParentTask="{}"/>'
MODEL = """<Agent Identifier="Local"/><Connector Identifier="HR" Agent="Local"/>
<Connection Identifier="File" Connector="HR" Package="Usercube.CSV@0000001"/>
<EntityAssociationMapping Identifier="Links" Connector="HR"/>
"""


def written(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        whole = f'<ConfigurationFile xmlns="{NAMESPACE}">\n{text}</ConfigurationFile>'
        (folder / name).write_text(whole, encoding="utf-8")
    return folder


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
    return written(tmp_path, texts)


def told(found: JobSteps) -> list[tuple[int | None, str, str, list[tuple[str, int]]]]:
    return [(step.level, step.element, step.identifier, step.waits_for) for step in found.steps]


def test_the_steps_of_a_job_are_those_of_all_its_parts_by_level(conf: Path) -> None:
    found = job_steps(conf, "Night", 5)
    assert told(found) == [
        (None, "InvokeExpressionTask", "I", []),
        (1, "ExportTask", "E", []),
        (9, "Step", "S", []),
        (9, "ExportTaskOverride", "Elsewhere", [("S", 3)]),
        (10, "FulfillTask", "F", [("E", 2), ("S", 3)]),
    ]
    assert [one.code for one in found.findings] == ["U201"]


ORIGINS = f"""<InvokeExpressionTask Identifier="Fetch" Agent="Local"/>
<CreateConnectorSynchroIncremental Connector="hr" JobIdentifier="Fast">
  <AddTask Task="fetch" TaskToCompareWith="Export" Before="true"/>
</CreateConnectorSynchroIncremental>
<Job Identifier="Fast" ConsolidationMode="Merge">
  <FulfillTask Identifier="Mine" Level="9" Connection="file">
    {DEPENDS.format("FETCH")}{DEPENDS.format("X")}</FulfillTask>
</Job>
"""


def test_a_step_tells_what_it_runs_on_what_and_where_it_comes_from(tmp_path: Path) -> None:
    found = job_steps(written(tmp_path, {"Model.xml": MODEL, "Jobs.xml": ORIGINS}), "FAST", 5)
    kind = "CreateConnectorSynchroIncremental"
    place = point("Jobs.xml", 3)
    assert found.job == JobFacts("Fast", "Local", "", "", "UTC", False, 6, 6, kind, found.job.place)
    assert found.job.place[:3] == place[:3]
    first, export, prepare, *_, last = found.steps
    assert [step._replace(origin=step.origin._replace(place=place)) for step in (first, export, prepare, last)] == [
        StepFacts(
            1, 0, 0, "Step", "InvokeExpressionTask", "Fetch", "Local", [], [], Origin("argument", "AddTask", place)
        ),
        StepFacts(
            2, 1, 1, "ExportTask", "ExportTask", "Fast_Export_HR_Incremental_File", "Local", ["HR"], [],
            Origin("scaffolding", kind, place),
        ),
        StepFacts(
            3, 2, 2, "PrepareSynchronizationTask", "PrepareSynchronizationTask",
            "Fast_PrepareSynchronizationChanges_HR_Incremental", "Local", ["HR"],
            [("Fast_Export_HR_Incremental_File", 2)], Origin("scaffolding", kind, place),
        ),
        StepFacts(
            6, 9, 5, "FulfillTask", "FulfillTask", "Mine", "", ["HR"], [("FETCH", 1), ("X", 0)],
            Origin("hand", "FulfillTask", place),
        ),
    ]  # fmt: skip
    assert [step.origin.place.line for step in found.steps] == [4, 3, 3, 3, 3, 7]


@pytest.mark.parametrize(
    ("levels", "batch_size", "orders"),
    [
        ([], 5, []),
        ([0, 1, 1, 2], 5, [0, 1, 1, 2]),
        ([3, 10, 10], 5, [0, 1, 1]),
        ([0] * 5 + [1], 5, [0] * 5 + [1]),
        ([0] * 11 + [1], 5, [0] * 5 + [1] * 5 + [2, 3]),
        ([0] * 11 + [1], 0, [0] * 11 + [1]),
        ([0, 0, 1], 1, [0, 1, 2]),
        ([-1, -1, 0, 0], 5, [0, 1, 2, 2]),
    ],
)
def test_a_level_with_more_tasks_than_are_launched_at_once_is_split(
    levels: list[int], batch_size: int, orders: list[int]
) -> None:
    assert launch_orders(levels, batch_size) == orders


@pytest.mark.parametrize(("job", "task"), [("NIGHT", "Loud"), ("night", "I")])
def test_a_job_is_found_in_any_case_and_in_its_own_first(job: str, task: str, conf: Path) -> None:
    assert job_steps(conf, job, 5).steps[0].identifier == task


def test_the_steps_of_a_generated_job_are_shown(conf: Path) -> None:
    assert told(job_steps(conf, "CleanDatabase", 5)) == [(0, "CleanDataBase", "CleanDatabase_CleanDataBase", [])]


@pytest.mark.parametrize(
    ("where", "job"),
    [
        ("A.xml:2", "Night"),
        ("A.xml:7", "Night"),
        ("A.xml:8", "CleanDatabase"),
        ("B.xml", "Night"),
        ("C.xml:2", "NIGHT"),
        ("Jobs.xml:3", "Fast"),
        ("Jobs.xml:5", "Fast"),
        ("Jobs.xml:7", "Fast"),
    ],
)
def test_a_job_is_found_by_the_place_of_its_scaffolding_or_of_a_part(where: str, job: str, conf: Path) -> None:
    written(conf, {"Model.xml": MODEL, "Jobs.xml": ORIGINS})
    assert job_steps(conf, where, 5).job.identifier == job


@pytest.mark.parametrize(
    ("where", "sentence", "choices"),
    [
        ("Jobs.xml:3", "{file}:3 has 2 jobs; name one, of", ("AD_VirtualJob", "HR_VirtualJob")),
        ("Jobs.xml", "{file} has 2 jobs; name one, of", ("AD_VirtualJob", "HR_VirtualJob")),
        (
            "Jobs.xml:2",
            "{file}:2 has no job; name one, of",
            ("Jobs.xml:2  CreateConnectorSynchroIncremental", "Jobs.xml:3  CreateConnectorsJobs"),
        ),
        (
            "Nowhere.xml:7",
            "{other}:7 has no job; name one, of",
            ("Jobs.xml:2  CreateConnectorSynchroIncremental", "Jobs.xml:3  CreateConnectorsJobs"),
        ),
    ],
)
def test_a_place_that_is_not_that_of_one_job_is_refused(
    where: str, sentence: str, choices: tuple[str, ...], tmp_path: Path
) -> None:
    alone = (
        '<CreateConnectorSynchroIncremental Connector="HR"><DoNotCreateJob/></CreateConnectorSynchroIncremental>\n'
    )
    jobs = alone + '<CreateConnectorsJobs/><Connector Identifier="AD" Agent="Local"/>\n'
    written(tmp_path, {"Model.xml": MODEL, "Jobs.xml": jobs})
    with pytest.raises(Failure) as failure:
        job_steps(tmp_path, where, 5)
    assert failure.value.sentence == sentence.format(file=tmp_path / "Jobs.xml", other=tmp_path / "Nowhere.xml")
    assert failure.value.lines == choices


def test_the_first_error_is_named_where_a_job_is_missed(tmp_path: Path) -> None:
    written(tmp_path, {"Jobs.xml": '<CreateConnectorSynchroIncremental Connector="HR" JobIdentifier="Fast"/>\n'})
    error = (
        f"{tmp_path / 'Jobs.xml'}:2:36: error U310 Connector names the connector 'HR',"
        " which the configuration does not declare"
    )
    for where, sentence in (
        ("Fast", "the configuration has no job 'Fast'"),
        ("Jobs.xml:2", f"{tmp_path / 'Jobs.xml'}:2 has no job"),
    ):
        with pytest.raises(Failure) as failure:
            job_steps(tmp_path, where, 5)
        assert str(failure.value) == f"{sentence}, and the configuration has errors: {error}"


def test_a_job_that_is_none_is_refused_with_some_of_those_that_are(conf: Path) -> None:
    (conf / "C.xml").unlink()
    with pytest.raises(Failure) as failure:
        job_steps(conf, "Nigth", 5)
    assert failure.value.sentence == "the configuration has no job 'Nigth' among its 2; did you mean 'Night'?"
    assert failure.value.lines == ("Night", "CleanDatabase")
    written(conf, {"D.xml": "".join(f'<Job Identifier="J{number}"/>' for number in range(20))})
    with pytest.raises(Failure) as failure:
        job_steps(conf, "x" * 300, 5)
    assert failure.value.sentence == f"the configuration has no job '{'x' * 300}' among its 22"
    assert failure.value.lines == ("Night", "CleanDatabase", *(f"J{number}" for number in range(8)), "and 12 more")


def test_without_jobs_there_is_none_to_choose(tmp_path: Path) -> None:
    with pytest.raises(Failure) as failure:
        job_steps(written(tmp_path, {"Model.xml": MODEL}), "J", 5)
    assert str(failure.value) == "the configuration has no job 'J'"


def test_jobs_are_listed_in_configuration_order(conf: Path) -> None:
    context = written(conf / "Context", {"Jobs.xml": '<Job Identifier="Else"/>'})
    (conf / "Conf").mkdir()
    for file in conf.glob("*.xml"):
        file.rename(conf / "Conf" / file.name)
    found = list_jobs(conf / "Conf", Options(context=(context,)))
    assert [(job.identifier, job.tasks, job.levels, job.origin, str(job.place)) for job in found.jobs] == [
        ("Night", 5, 3, "Job", "A.xml:2:1"),
        ("CleanDatabase", 1, 1, "CleanDatabaseJob", "A.xml:8:1"),
        ("NIGHT", 1, 1, "Job", "C.xml:2:1"),
    ]
    assert [one.code for one in found.findings] == ["U201"]


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
    written(tmp_path, {"A.xml": jobs})
    assert told(job_steps(tmp_path, "J", 5)) == [(0, "ExportTask", "E", []), (2, "Step", "S", [])]
    assert told(job_steps(tmp_path, "CleanDatabase", 5)) == [
        (0, "CleanDataBase", "CleanDatabase_CleanDataBase", []),
        (1, "Step", "S", []),
    ]
    with pytest.raises(Failure):
        job_steps(tmp_path, "K", 5)


def test_the_steps_of_all_jobs_are_those_of_each(conf: Path) -> None:
    every = every_job_steps(conf, 0)
    assert [found.job.identifier for found in every.jobs] == ["Night", "CleanDatabase", "NIGHT"]
    assert [told(found) for found in every.jobs] == [
        told(job_steps(conf, name, 0)) for name in ("Night", "CleanDatabase", "NIGHT")
    ]
    assert [one.code for one in every.findings] == ["U201"]
