"""Rules for what scaffoldings generate: where it must not be, what repeats it, and what edits it by halves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from told import told
from unscaffold.checking import check
from unscaffold.rules.pages import document

if TYPE_CHECKING:
    from pathlib import Path

_JOB = '<Job Identifier="{0}" DisplayName_L1="J"><ExportTask Identifier="{0}_E" DisplayName_L1="E"/></Job>'


def found(folder: Path, files: dict[str, str]) -> list[str]:
    for file, content in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(content, "utf-8")
    return [str(one) for one in check(folder).findings if one.code == "G101"]


def test_an_export_of_what_is_generated_is_told_once_for_its_folder(tmp_path: Path) -> None:
    inside = ["A/CleanDatabaseJob/1.xml", "A/CleanDatabaseJob/2.xml", "A/CreateConnectorsJobs/Deep/3.xml"]
    kept = {
        "B/CleanDatabaseJob/4.xml": "<CleanDatabaseJob/>" + _JOB.format("K"),
        "B/CreateInitializationJob/5.xml": '<Agent Identifier="Local" URI=""/>',
        "B/ManageAccounts/6.xml": _JOB.format("M"),
        "CreateInitializationJob.xml": _JOB.format("C"),
    }
    files = kept | {file: _JOB.format(file[-5]) for file in inside}
    assert found(tmp_path, {file: document(content) for file, content in files.items()}) == [
        (
            "A/CleanDatabaseJob/1.xml:3:1: error G101 'A/CleanDatabaseJob/1.xml' (and 2 more files) stands in a "
            "folder that is called like a scaffolding; take it out of the configuration"
        )
    ]


def test_a_folder_that_unscaffold_wrote_is_told_unless_it_is_the_configuration(tmp_path: Path) -> None:
    assert found(
        tmp_path, {"C.xml": document(""), ".unscaffold.json": "{}", "Out/A/.unscaffold.json": "no JSON"}
    ) == [
        (
            "Out/A/.unscaffold.json:1:1: error G101 the folder 'Out/A' has what unscaffold wrote, as "
            ".unscaffold.json says; take it out of the configuration"
        )
    ]


_CONNECTORS = """\
<Agent Identifier="Local" URI=""/>
<Connector Identifier="AD" DisplayName_L1="AD" Agent="Local"/>
<Connection Identifier="ADExport" DisplayName_L1="AD" Connector="AD" Package="Usercube.CSV@0000001"/>
<EntityTypeMapping Identifier="AD_Entry" Connector="AD"/>
<Connector Identifier="HR" DisplayName_L1="HR" Agent="Local"/>
<Connection Identifier="HR" DisplayName_L1="HR" Connector="HR" Package="Usercube.CSV@0000001"/>
<EntityTypeMapping Identifier="HR_Person" Connector="HR"/>
"""
_FITS = "2 tasks of the job 'Local_Synchronize_Complete', and the first of them, 'Local_Synchronize_Complete_"


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        # All exports are of one level: what comes before one of them comes before all.
        ('<AddTask Task="Mail" TaskToCompareWith="Export" Before="true"/>', ""),
        ('<AddTask Task="Synchronize_HR" TaskToCompareWith="Synchronize_HR" After="true"/>', ""),
        ('<LinkDependTask Task="Synchronize_AD" DependOn="Export_AD_Complete_ADExport"/>', ""),
        ('<LinkDependTask Task="Synchronize" ChildOccurence="1" DependOn="Export" ParentOccurence="2"/>', ""),
        (
            '<LinkDependTask Task="Synchronize_AD" DependOn="ExportTask" ParentOccurence="0"/>',
            (
                f"10:39: warning G103 DependOn 'ExportTask' of LinkDependTask fits {_FITS}Export_AD_Complete_ADExport"
                "', is taken; say ParentOccurence, or name the one that is meant by its whole identifier"
            ),
        ),
        (
            '<AddTask Task="Mail" TaskToCompareWith="HR" After="true"/>',
            (
                f"10:22: warning G103 TaskToCompareWith 'HR' of AddTask fits {_FITS}Export_HR_Complete_HR', "
                "is taken; say Occurence, or name the one that is meant by its whole identifier"
            ),
        ),
    ],
)
def test_arguments_that_name_several_tasks(argument: str, said: str) -> None:
    content = f"""{_CONNECTORS}<CreateAgentSynchroComplete Agent="Local">
{argument}
</CreateAgentSynchroComplete>
<InvokeExpressionTask Identifier="Mail" DisplayName_L1="Mail" Agent="Local" InputPath="a.ps1"/>"""
    assert told(content, "U4", "G103") == ([said] if said else [])


_CERTIFICATION = """\
<CreateAccessCertificationJob/>
<Job Identifier="Own" DisplayName_L1="Own">
  <UpdateAccessCertificationCampaignTask Identifier="A" DisplayName_L1="A" Level="{}"/>
  <SetAccessCertificationReviewerTask Identifier="B" DisplayName_L1="B" Level="{}"/>
  <SendAccessCertificationNotificationTask Identifier="C" DisplayName_L1="C" Level="{}"/>
  {}
</Job>"""
_LAST = '<ProcessAccessCertificationItemsTask DisplayName_L1="D" Level="9"/>'


@pytest.mark.parametrize(
    ("levels", "last", "is_told"),
    [
        ((2, 4, 8), _LAST, True),
        ((2, 4, 4), _LAST, False),
        ((2, 8, 4), _LAST, False),
        ((2, 4, 8), "", False),
        ((2, 4, 8), '<Step Identifier="AccessCertification_ProcessAccessCertificationItems" Level="9"/>', False),
    ],
)
def test_a_job_that_does_what_a_generated_one_does(levels: tuple[int, int, int], last: str, is_told: bool) -> None:
    said = (
        "3:1: info G102 the job 'Own' does, level by level, what 'AccessCertification' does, which "
        "CreateAccessCertificationJob generates at Conf.xml:2:1; remove it, or let a second scaffolding generate it"
    )
    assert told(_CERTIFICATION.format(*levels, last), "G102") == ([said] if is_told else [])
