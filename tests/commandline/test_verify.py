"""The command `verify`, in all its formats.

`python -m tests.commandline.test_verify` writes the expected reports in `verified` anew; review the diff.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from click import Choice

from commandline.samples import CLEAN, END, START, Run, command_named, write
from systems import posix
from unscaffold.options import DIFFERENCES

if TYPE_CHECKING:
    from collections.abc import Callable

_CONF = f"""{START}  <Agent Identifier="Local"/>
  <Connector Identifier="AD" Agent="Local"/>
  <EntityTypeMapping Identifier="AD_User" Connector="AD"/>
  <CreateConnectorSynchroIncremental Connector="AD" JobIdentifier="Fast"/>
  <CleanDatabaseJob/>
  <CreateAccessCertificationJob/>
{END}"""
_EXPORT = f"""{START}  <Job Identifier="Fast" DisplayName_L1="##[x]" Agent="Local" IsIncremental="1" Odd="`|&lt;"
      Secret="hush">
    <PrepareSynchronizationTask Identifier="Fast_PrepareSynchronization_AD_Incremental" Agent="Local" Connector="AD"
        Level="0" OpenIdClient="Job" SynchronizationMode="2"/>
    <SynchronizeTask Identifier="Fast_Synchronize_AD_DoNotDeleteChanges" Connector="AD" Level="1">
      <TaskDependsOnTask ParentTask="Fast_PrepareSynchronization_AD_Incremental"/>
    </SynchronizeTask>
    <SetRecentlyModifiedFlagTask Identifier="Fast_SetRecentlyModifiedFlag" Level="1"/>
  </Job>
  <ExportTask Identifier="Contoso_Export" Agent="Local"/>
  <MenuItem Identifier="M"/>
{END}"""
_CERTIFICATION = """\
<Job Identifier="AccessCertification" DisplayName_L1="" CronTabExpression="*/15 * * * *" CronTimeZone="ServerTime">
    <UpdateAccessCertificationCampaignTask
        Identifier="AccessCertification_UpdateAccessCertificationCampaign" Level="1"/>
    <SetAccessCertificationReviewerTask Identifier="AccessCertification_SetAccessCertificationReviewer" Level="2"/>
    <SendAccessCertificationNotificationTask
        Identifier="AccessCertification_SendAccessCertificationNotification" Level="3"/>
    <ProcessAccessCertificationItemsTask Identifier="AccessCertification_ProcessAccessCertificationItems" Level="4"/>
</Job>
"""
FILES = {
    "Conf/Conf.xml": _CONF,
    "Export/CreateConnectorSynchroIncremental/Fast.xml": _EXPORT,
    "Export/CreateAccessCertificationJob/AccessCertification.xml": f"{START}{_CERTIFICATION}{END}",
    "Export/CreateConnectorsJobs/Contoso.xml": f'{START}<Job Identifier="Contoso_VirtualJob"/><MenuItem/>{END}',
}
_VERIFY = ("verify", "Conf", "--against", "Export")
_REPORTS = {
    "report.txt": (),
    "redacted.txt": ("--redact",),
    "accepted.txt": ("--accept", "superfluous", "--accept", "label", "--accept", "missing"),
    "report.md": ("--format", "markdown"),
    "report.json": ("--format", "json", "--redact"),
    "report.xml": ("--format", "junit", "--accept", "label", "--accept", "order"),
}
_EXPECTED = Path(__file__).with_name("verified")
_CLOSING = (
    "4 scaffoldings: 2 differs, 1 missing, 1 superfluous; differences: 3 missing, 2 superfluous, 4 attribute,"
    " 1 level, 1 order, 16 label"
)
_DOCTYPE = f"<!DOCTYPE ConfigurationFile [<!ENTITY a 'b'>]>{CLEAN}"
_UNREAD = (
    "Export cannot be compared, for not all of it can be read:\n"
    f"  {Path('Export/a.xml')}:1:1: error U101 the file is not well-formed XML: unclosed token; mend it, then"
    f" try again\n  {Path('Export/b.xml')}:1:1: error U102 a document type declaration is not allowed in a"
    " configuration file; remove it\n"
)
_NAMES = 'DisplayName_L1="Clean Database" DisplayName_L2="Nettoyage de la base de données"'
_SAME = f"""{START}  <Job Identifier="cleandatabase" DisplayName_L1="Clean Database">
    <CleanDataBase Identifier="CleanDatabase_CleanDataBase" {_NAMES} Level="00"/>
  </Job>
{END}"""


@posix("the reports show names of files as POSIX has them")
@pytest.mark.parametrize("name", _REPORTS)
def test_reports(name: str, unscaffold: Callable[..., Run]) -> None:
    write(FILES)
    run = unscaffold(*_VERIFY, *_REPORTS[name])
    assert (run.code, run.out) == (1, (_EXPECTED / name).read_text("utf-8"))


@pytest.mark.parametrize("name", ["report.json", "report.xml"])
def test_the_reports_for_programs_are_what_their_readers_read(name: str) -> None:
    text = (_EXPECTED / name).read_text("utf-8")
    if name.endswith("json"):
        assert list(json.loads(text)["counts"].values()) == [0, 2, 1, 1, 0]
    else:
        (suite,) = ElementTree.fromstring(text)
        assert [len(case.findall("failure")) for case in suite.iter("testcase")] == [1, 1, 0, 1]


@pytest.mark.parametrize("name", _REPORTS)
def test_no_report_shows_a_secret(name: str) -> None:
    assert "hush" not in (_EXPECTED / name).read_text("utf-8")


def test_the_closing_line_counts(unscaffold: Callable[..., Run]) -> None:
    write(FILES)
    assert unscaffold(*_VERIFY).err == f"{_CLOSING} (time)\n"
    assert unscaffold(*_VERIFY, "--accept", "label").err == f"{_CLOSING} (accepted: label) (time)\n"


def test_all_accepted(unscaffold: Callable[..., Run]) -> None:
    write(
        FILES | {"unscaffold.toml": 'accept = ["missing", "superfluous", "attribute", "level", "order", "label"]\n'}
    )
    assert unscaffold(*_VERIFY, "-q") == (0, "", "")
    assert unscaffold(*_VERIFY, "-q", "--no-settings").code == 1
    assert unscaffold(*_VERIFY, "-q", "--accept", "order").code == 1


def test_a_class_that_is_none(unscaffold: Callable[..., Run]) -> None:
    write(FILES | {"unscaffold.toml": 'accept = ["lable"]\n'})
    known = '"missing", "superfluous", "attribute", "level", "order", "label", "version"'
    assert unscaffold(*_VERIFY) == (
        2,
        "",
        f"error: unscaffold.toml:1:1: accept is one of {known}, and not \"lable\"; did you mean 'label'?\n",
    )


def test_one_file_that_is_equal(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/a.xml": CLEAN, "Generated.xml": _SAME})
    said = "nothing that was compared tells for which version of the product the export is\n"
    assert unscaffold("verify", "Conf", "--against", "Generated.xml") == (
        0,
        f"{Path('Conf/a.xml')}:2:3: equal CleanDatabaseJob\n{said}",
        "1 scaffolding: 1 equal (time)\n",
    )


def test_a_file_is_written(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/a.xml": CLEAN, "Generated.xml": _SAME})
    run = unscaffold("verify", "Conf", "--against", "Generated.xml", "-q", "-o", "Report.txt", "--redact")
    assert (run, Path("Report.txt").read_text("utf-8")) == ((0, "", ""), "")
    assert unscaffold("verify", "Conf", "--against", "Generated.xml", "-o", "Conf/Report.txt").code == 2


def test_the_classes_are_those_of_a_comparison() -> None:
    (accept,) = (one for one in command_named("verify").params if one.name == "accept")
    assert isinstance(accept.type, Choice)
    assert tuple(accept.type.choices) == DIFFERENCES


def test_a_configuration_with_errors_fails(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/a.xml": f"{START}  <CreateConnectorSynchroComplete Connector='X'/>\n{END}", "Generated.xml": _SAME})
    run = unscaffold("verify", "Conf", "--against", "Generated.xml", "-q")
    place = Path("Conf/a.xml")
    assert (run.code, run.out.splitlines()[0]) == (1, f"{place}:2:3: failed CreateConnectorSynchroComplete X")
    assert run.err.startswith(f"{place}:2:35: error U")
    said = "what is missing may be what scaffoldings generate that could not be expanded"
    assert said in unscaffold("verify", "Conf", "--against", "Generated.xml").out.splitlines()
    comment = unscaffold("verify", "Conf", "--against", "Generated.xml", "--format", "markdown").out
    assert "\n### failed: `CreateConnectorSynchroComplete X`\n\n`a.xml:2:3`\n" in comment


def test_a_comment_has_room_for_differences_whatever_else_an_export_holds(unscaffold: Callable[..., Run]) -> None:
    others = "".join(f"<Kind{number:05}/>" for number in range(9000))
    write({"Conf/a.xml": CLEAN, "Generated.xml": _SAME.replace(END, f"{others}{END}")})
    comment = unscaffold("verify", "Conf", "--against", "Generated.xml", "--format", "markdown").out
    assert comment.endswith("1 Kind00048, 1 Kind00049 and 8950 more kinds`\n")


@pytest.mark.parametrize(
    ("files", "export", "said"),
    [
        ({}, "Nothing", "Nothing is no folder and no file; name what the product has written\n"),
        ({"a.txt": ""}, "a.txt", "a.txt is no XML file; name what the product has written\n"),
        (
            {},
            "Conf",
            "Conf and Conf lie in each other; put the export elsewhere, or it is compared with itself\n",
        ),
        (
            {"Export/b.xml": _DOCTYPE, "Export/a.xml": "<ConfigurationFile"},
            "Export",
            _UNREAD,
        ),
    ],
)
def test_what_cannot_be_compared(
    files: dict[str, str], export: str, said: str, unscaffold: Callable[..., Run]
) -> None:
    write({"Conf/a.xml": CLEAN, **files})
    assert unscaffold("verify", "Conf", "--against", export) == (2, "", f"error: {said}")


@posix("links need rights on Windows")
def test_links_of_the_export_are_told(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/a.xml": CLEAN, "Export/a.xml": _SAME, "other.xml": _SAME})
    Path("Export/b.xml").symlink_to("../other.xml")
    run = unscaffold("verify", "Conf", "--against", "Export")
    assert run.code == 0
    assert run.err.splitlines()[0].startswith("Export/b.xml:1:1: warning U")


if __name__ == "__main__":
    with TemporaryDirectory() as temporary:
        os.chdir(temporary)
        write(FILES)
        for each, said in _REPORTS.items():
            command = [sys.executable, "-m", "unscaffold", *_VERIFY, *said]
            (_EXPECTED / each).write_bytes(subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout)
