"""What is told of a configuration: connectors, findings, what is left, rights, and where lines come from."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from reporting.pages import SAMPLE, VERSION, reported
from unscaffold.options import Options
from unscaffold.reporting import Wanted, report
from unscaffold.reporting.found import About
from unscaffold.reporting.left import Left
from unscaffold.reporting.lines import Line, Reason
from unscaffold.reporting.places import Place
from unscaffold.reporting.report import Connector, Report

if TYPE_CHECKING:
    from pathlib import Path


def sample(folder: Path, wanted: Wanted = Wanted("Sample")) -> Report:  # noqa: B008 - it is immutable
    return report(shutil.copytree(SAMPLE, folder / "Conf"), VERSION, wanted=wanted)


def test_the_summary_counts_what_is_there(tmp_path: Path) -> None:
    found = sample(tmp_path)
    assert (found.title, found.version, found.target, found.time, found.commit) == (
        "Sample",
        VERSION,
        "7.0",
        "",
        None,
    )
    assert (found.scaffoldings, found.ignored, found.is_whole, found.has_lines) == (5, 0, False, True)
    assert found.connectors == (Connector("HR", 2, 1), Connector("AD", 2, 2))
    assert [found.count(one) for one in ("error", "warning", "info")] == [1, 4, 1]


def test_what_is_left_is_told_with_why(tmp_path: Path) -> None:
    jobs = "Jobs.xml"
    assert sample(tmp_path).left == (
        Left("CreateConnectorSynchroComplete", "Nobody", "has errors", Place(jobs, 18)),
        Left("ConnectorMappings", "AD", "is not expanded", Place(jobs, 34)),
    )


def test_findings_are_those_of_check_with_their_jobs_and_connectors(tmp_path: Path) -> None:
    found = sample(tmp_path)
    told = [(one.code, one.place.line, one.jobs, one.connectors) for one in found.found]
    assert told == [
        ("S123", 8, (), ()),
        ("U326", 9, (2,), (2,)),
        ("U326", 14, (3,), (1,)),
        ("U310", 18, (), ()),
        ("J608", 19, (4,), ()),
        ("U313", 34, (), (2,)),
    ]
    assert [job.findings for job in found.jobs] == [(), (2,), (3,), (5,), ()]
    assert [one.code for one in found.about] == ["J608", "S123"]
    assert isinstance(found.about[0], About)


def test_what_is_wrong_with_an_adjustment_is_about_the_job_that_it_changes(tmp_path: Path) -> None:
    by_hand = """<CleanDatabaseJob/>
<CleanDataBase Identifier="CleanDatabase_CleanDataBase" Level="5"/>"""
    (replaced,) = (one for one in reported(tmp_path, by_hand).found if one.code == "U206")
    assert (replaced.place.line, replaced.jobs) == (3, (1,))


def test_each_generated_line_has_its_reason(tmp_path: Path) -> None:
    job = sample(tmp_path).jobs[0]
    check = job.tasks[0]
    assert (check.number, check.kind, check.element, check.identifier) == (
        1,
        "InvokeSqlCommandTask",
        "Step",
        "AD_Check",
    )
    adds = 'AddTask Task="AD_Check" TaskToCompareWith="Export" Before="true"'
    reason = Reason("the argument AddTask adds it", "documented", ((adds, Place("Jobs.xml", 5)),))
    assert check.lines == (Line(0, ("Step AD_Check",), (reason,)),)
    moved = [line for line in job.tasks[1].lines if line.titles == ('Level="1"',)]
    assert [[one.is_later for one in line.reasons] for line in moved] == [[False, True]]


def test_what_is_written_by_hand_is_its_own_reason(tmp_path: Path) -> None:
    task = sample(tmp_path).jobs[-1].tasks[0]
    reason = Reason("written by hand", "", (("", Place("Jobs.xml", 23)),))
    assert task.lines == (Line(0, ("ExportTask By_Hand_Export",), (reason,)),)


def test_without_lines_all_else_is_told(tmp_path: Path) -> None:
    whole, less = sample(tmp_path / "a"), sample(tmp_path / "b", Wanted("Sample", lines=False))
    bare = tuple(
        replace(job, lines=(), tasks=tuple(replace(task, lines=()) for task in job.tasks)) for job in whole.jobs
    )
    told = tuple(
        replace(job, lines=(), tasks=tuple(replace(task, lines=()) for task in job.tasks)) for job in less.jobs
    )
    assert told == bare
    assert (less.generated, less.has_lines) == ((), False)
    assert replace(less, jobs=whole.jobs, generated=whole.generated, has_lines=True) == whole


def test_rights_are_a_matrix_and_lists(tmp_path: Path) -> None:
    found = sample(tmp_path)
    (matrix,) = found.matrices
    assert (matrix.profiles, [profile.name for profile in found.profiles]) == (
        ("Administrator", "Jobs"),
        ["Administrator", "Jobs"],
    )
    assert dict(matrix.rows)["/Connectors/Connector"] == ("", "R")
    assert [(one.permission, one.rights, one.origin) for one in found.profiles[0].rights] == [
        ("/Monitoring", "execute", "MonitoringAdministrationAccessControlRules")
    ]


def test_many_profiles_are_several_matrices(tmp_path: Path) -> None:
    rules = "\n".join(
        f'<AccessControlRule Identifier="R{number}" Profile="P{number:02}" EntityType="E">'
        f'<Entry Permission="/Area/{number}/View" CanExecute="true"/></AccessControlRule>'
        for number in range(10)
    )
    first, second = reported(tmp_path, rules).matrices
    assert (len(first.profiles), second.profiles) == (8, ("P08", "P09"))
    assert second.rows == (("/Area/8", ("R", "")), ("/Area/9", ("", "R")))


def test_findings_of_options_are_ignored(tmp_path: Path) -> None:
    conf = shutil.copytree(SAMPLE, tmp_path / "Conf")
    found = report(conf, VERSION, Options(ignore=("J", "S", "U3")))
    assert (found.title, [one.code for one in found.found], found.ignored) == ("Conf", ["U310"], 5)
