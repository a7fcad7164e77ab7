"""What is said of adjustments, beside the elements that come of them, which the golden scenarios show."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from unscaffold import Options, expand, expand_in_memory
from unscaffold.markup import NAMESPACE, outermost

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold import Expansion

CERTIFICATION = "AccessCertification"
REVIEWER = f"{CERTIFICATION}_SetAccessCertificationReviewer"


def written(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        whole = f'<ConfigurationFile xmlns="{NAMESPACE}">\n{text}\n</ConfigurationFile>\n'
        (folder / f"{name}.xml").write_text(whole, encoding="utf-8", newline="\n")
    return folder


def made(expansion: Expansion) -> list[tuple[str, str, str, str, str, bool]]:
    return [
        (one.mode, one.kind, one.identifier, one.element.file, one.scaffolding.name, one.is_consumed)
        for one in expansion.adjustments
    ]


def test_each_adjustment_is_told_once_with_what_it_changes(tmp_path: Path) -> None:
    clean = '<Job Identifier="cleandatabase"/>'
    merging = f'<Job Identifier="{CERTIFICATION}" ConsolidationMode="merge"><Step Identifier="Other"/></Job>'
    deleting = f'<SetAccessCertificationReviewerTask Identifier="{REVIEWER}" ConsolidationMode="DELETE"/>'
    conf = written(tmp_path, A="<CleanDatabaseJob/><CreateAccessCertificationJob/>", B=clean, C=deleting + merging)
    assert made(expand_in_memory(conf)) == [
        ("Replace", "Job", "CleanDatabase", "B.xml", "CleanDatabaseJob", False),
        ("Merge", "Job", CERTIFICATION, "C.xml", "CreateAccessCertificationJob", True),
        ("Delete", "SetAccessCertificationReviewerTask", REVIEWER, "C.xml", "CreateAccessCertificationJob", True),
    ]


def test_what_is_written_by_hand_replaces_pieces_of_an_entity_type(tmp_path: Path) -> None:
    by_hand = (
        '<EntityType Identifier="E"/><EntityType Identifier="workflow_E"/><Workflow Identifier="E_UpdateResources"/>'
    )
    pieces = '<WorkflowEntityType EntityType="E"/><UpdateResourcesWorkflows EntityType="E"/>'
    expansion = expand_in_memory(written(tmp_path, A=by_hand + pieces))
    assert made(expansion) == [
        ("Replace", "EntityType", "Workflow_E", "A.xml", "WorkflowEntityType", False),
        ("Replace", "Workflow", "E_UpdateResources", "A.xml", "UpdateResourcesWorkflows", False),
    ]
    assert [one.name for each in expansion.expanded for one in outermost(each.xml)] == [
        *("EntityType", "EntityAssociation", "DisplayEntityType")
    ]


def test_what_failed_is_not_adjusted_and_its_adjusters_stay(tmp_path: Path) -> None:
    failing = '<CreateAccessCertificationJob><AddTask Task="None" TaskToCompareWith="None" After="1"/>'
    jobs = f"{failing}</CreateAccessCertificationJob><CleanDatabaseJob/>"
    merging = '<Job Identifier="{}" ConsolidationMode="Merge" Agent="Local"/>\n'
    own = merging.format("CleanDatabase") + merging.format(CERTIFICATION)
    report = expand(written(tmp_path / "Conf", A=jobs, B=own), tmp_path / "Out", Options(keep_going=True))
    assert [one.code for one in report.findings] == ["U402", "U402"]
    assert report.expansion is not None
    assert [one.identifier for one in report.expansion.adjustments] == ["CleanDatabase"]
    assert merging.format(CERTIFICATION) in (tmp_path / "Out" / "B.xml").read_text("utf-8")
    assert merging.format("CleanDatabase") not in (tmp_path / "Out" / "B.xml").read_text("utf-8")


def test_an_unknown_mode_lets_its_scaffolding_fail_and_hides_nothing_else(tmp_path: Path) -> None:
    own = '<Job Identifier="CleanDatabase" ConsolidationMode="Improve"/>'
    expansion = expand_in_memory(written(tmp_path, A="<CleanDatabaseJob/>", B=own))
    assert [one.code for one in expansion.findings] == ["U307"]
    assert [one.failed for one in expansion.expanded] == [True]


def test_what_cannot_be_placed_adjusts_nothing(tmp_path: Path) -> None:
    own = '<Job Identifier="CleanDatabase" ConsolidationMode="Delete"/><\u207f/>'  # a name of XML 1.0's fifth edition
    expansion = expand_in_memory(written(tmp_path, A="<CleanDatabaseJob/>", B=own))
    assert [(one.code, one.region.file, one.region.line) for one in expansion.findings] == [("U101", "B.xml", 2)]
    assert (expansion.adjustments, [one.failed for one in expansion.expanded]) == ([], [True])


def test_a_task_of_a_job_that_is_replaced_is_there_no_more(tmp_path: Path) -> None:
    own = '<Job Identifier="CleanDatabase"/>'
    task = '<CleanDataBase Identifier="CleanDatabase_CleanDataBase" ConsolidationMode="Update" Level="3"/>'
    expansion = expand_in_memory(written(tmp_path, A="<CleanDatabaseJob/>", B=task + own))
    assert [(one.mode, one.kind) for one in expansion.adjustments] == [("Replace", "Job")]
    assert [(one.code, one.region.column) for one in expansion.findings] == [("U209", 16), ("U206", 100)]


def test_adjusting_is_done_after_what_is_remembered(tmp_path: Path) -> None:
    merging = '<Job Identifier="CleanDatabase" ConsolidationMode="Merge" {}="true"/>\n'
    for attribute in ("IsDeactivated", "UserStartDenied"):
        conf = written(tmp_path / "Conf", A="<CleanDatabaseJob/>", B=merging.format(attribute))
        report = expand(conf, tmp_path / "Out")
        assert report.errors == []
        assert f' {attribute}="true">' in (tmp_path / "Out" / "A.xml").read_text("utf-8")


def test_adjustments_are_counted_by_a_run_that_has_nothing_to_do_too(tmp_path: Path) -> None:
    own = '<Job Identifier="CleanDatabase" ConsolidationMode="Delete"/>'
    conf = written(tmp_path / "Conf", A="<CleanDatabaseJob/>", B=own)
    for path in conf.iterdir():  # so long ago that it has surely not changed since
        os.utime(path, (1, 1))
    reports = [expand(conf, tmp_path / "Out") for _ in range(2)]
    assert [(one.adjustments, one.written) for one in reports] == [(1, True), (1, True)]


def test_a_job_of_very_many_steps_is_merged_at_once(tmp_path: Path) -> None:
    steps = "".join(f'<Step Identifier="S{number}" Level="1"/>' for number in range(10_000))  # by pairs, for minutes
    own = f'<Job Identifier="CleanDatabase" ConsolidationMode="Merge">{steps}</Job>'
    expansion = expand_in_memory(written(tmp_path, A="<CleanDatabaseJob/>", B=own + own))
    assert [one.xml.count("<Step ") for one in expansion.expanded] == [10_000]
