"""The commands that only look: `list`, `steps` and `slice`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from commandline.samples import CLEAN, CONNECTOR, END, JOBS, SETTINGS, START, Run, write
from unscaffold.commandline import main

if TYPE_CHECKING:
    from collections.abc import Callable


def test_list(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/HR/Jobs.xml": JOBS, "Conf/Clean.xml": CLEAN, "Conf/HR/Connector.xml": CONNECTOR})
    expected = """\
Clean.xml:2    CleanDatabaseJob
HR/Jobs.xml:3  CreateConnectorSynchroIncremental  HR_Fast
HR/Jobs.xml:5  Job                                HR_Nightly
"""
    assert unscaffold("list", "Conf") == (0, expected, "")


def test_list_of_a_folder_without_any(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Settings.xml": SETTINGS})
    assert unscaffold("list", "Conf") == (0, "", "")


def test_list_shows_what_it_can_and_says_what_it_cannot_read(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Clean.xml": CLEAN, "Conf/Bad.xml": "<a>"})
    run = unscaffold("list", "Conf")
    assert run.code == 1
    assert run.out == "Clean.xml:2  CleanDatabaseJob\n"
    assert run.err == (
        f"{Path('Conf/Bad.xml')}:1:4: error U101 the file is not well-formed XML: <a> of line 1 is not closed;"
        " mend it, then try again\n"
    )


def test_steps_of_a_generated_job(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/HR/Jobs.xml": JOBS, "Conf/HR/Connector.xml": CONNECTOR})
    expected = """\
LEVEL  TASK                         IDENTIFIER                                            WAITS FOR
0      ExportTask                   HR_Fast_Export_HR_Incremental_File
1      PrepareSynchronizationTask   HR_Fast_PrepareSynchronizationChanges_HR_Incremental  {}
2      SynchronizeTask              HR_Fast_SynchronizeChanges_HR_DoNotDeleteChanges      {}
3      SetRecentlyModifiedFlagTask  HR_Fast_SetRecentlyModifiedFlag                       {}
""".format(
        "HR_Fast_Export_HR_Incremental_File",
        "HR_Fast_PrepareSynchronizationChanges_HR_Incremental",
        "HR_Fast_SynchronizeChanges_HR_DoNotDeleteChanges",
    )
    assert unscaffold("steps", "Conf", "HR_Fast") == (0, expected, "")


def test_steps_of_a_job_written_by_hand(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/HR/Jobs.xml": JOBS, "Conf/HR/Connector.xml": CONNECTOR})
    expected = """\
LEVEL  TASK             IDENTIFIER              WAITS FOR
0      ExportTask       HR_Nightly_Export
1      SynchronizeTask  HR_Nightly_Synchronize  HR_Nightly_Export
"""
    assert unscaffold("steps", "Conf", "HR_Nightly") == (0, expected, "")


def test_steps_of_a_job_that_is_none_names_the_nearest(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/HR/Jobs.xml": JOBS, "Conf/HR/Connector.xml": CONNECTOR})
    expected = "error: the configuration has no job 'HR_Fats'; did you mean 'HR_Fast'?\n"
    assert unscaffold("steps", "Conf", "HR_Fats") == (2, "", expected)


def test_steps_of_a_job_that_is_none_names_the_first_error_where_it_stands(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/A/Clean.xml": CLEAN, "Conf/B/Clean.xml": CLEAN})
    there, here = Path("Conf/A/Clean.xml"), Path("Conf/B/Clean.xml")
    expected = (
        "error: the configuration has no job 'Clean', and the configuration has errors:"
        f" {here}:2:3: error U202 the generated job 'CleanDatabase' exists already at {there}:2:3;"
        " give one of the two another identifier, or remove it\n"
    )
    assert unscaffold("steps", "Conf", "Clean") == (2, "", expected)


SLICE = f"""{START}  <Agent Identifier="Local"/>
  <Connector Identifier="HR"/>
  <Connection Identifier="File" Connector="HR" Package="Usercube.CSV@0000001"/>
  <EntityAssociationMapping Identifier="Links" Connector="HR"/>
  <CreateConnectorSynchroIncremental xmlns="urn:schemas-usercube-com:configuration" Connector="HR"\
 JobIdentifier="HR_Fast"/>
{END}"""


@pytest.mark.parametrize(
    "where", ["HR/Jobs.xml", "HR/Jobs.xml:3", "HR/Jobs.xml:4", "Conf/HR/Jobs.xml:3", "./HR/Jobs.xml"]
)
def test_slice_by_file_and_by_each_of_its_lines(where: str, unscaffold: Callable[..., Run]) -> None:
    write({"Conf/HR/Jobs.xml": JOBS, "Conf/HR/Connector.xml": CONNECTOR, "Conf/Clean.xml": CLEAN})
    assert unscaffold("slice", "Conf", where) == (0, SLICE, "")


def test_slice_of_the_only_scaffolding(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/HR/Jobs.xml": JOBS, "Conf/HR/Connector.xml": CONNECTOR})
    assert unscaffold("slice", "Conf") == (0, SLICE, "")


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ((), "Conf has 2 scaffoldings"),
        (("HR/Jobs.xml:5",), f"{Path('Conf/HR/Jobs.xml')}:5 has no scaffolding"),
        (("Nowhere.xml",), f"{Path('Conf/Nowhere.xml')} has no scaffolding"),
    ],
)
def test_slice_of_none_or_of_several(where: tuple[str, ...], sentence: str, unscaffold: Callable[..., Run]) -> None:
    write({"Conf/HR/Jobs.xml": JOBS, "Conf/Clean.xml": CLEAN, "Conf/HR/Connector.xml": CONNECTOR})
    expected = f"""\
error: {sentence}; name one as FILE:LINE, of
  Clean.xml:2  CleanDatabaseJob
  HR/Jobs.xml:3  CreateConnectorSynchroIncremental  HR_Fast
"""
    assert unscaffold("slice", "Conf", *where) == (2, "", expected)


@pytest.mark.parametrize(
    ("job", "code", "last"),
    [("a\n\x85b", 0, ""), ("hand\nwritten", 0, ""), ("a&#10;b", 2, "error: the configuration has no job 'a&#10;b'")],
)
def test_steps_of_a_job_whose_identifier_has_line_breaks(
    job: str, code: int, last: str, odd_identifiers: Path
) -> None:
    result = CliRunner().invoke(main, ["steps", str(odd_identifiers), job])
    assert (result.exit_code, result.stderr[: len(last)]) == (code, last)


def test_a_line_of_five_thousand_digits_is_none(odd_identifiers: Path) -> None:
    result = CliRunner().invoke(main, ["slice", str(odd_identifiers), f"Conf.xml:{'9' * 5_000}"])
    assert result.exit_code == 2
    where = f"{odd_identifiers / 'Conf.xml'}:{'9' * 10}"
    assert result.stderr.startswith(f"error: {where} has no scaffolding; name one as FILE:LINE, of\n  Conf.xml:4  ")
    padded = CliRunner().invoke(main, ["slice", str(odd_identifiers), f"Conf.xml:{'0' * 5_000}4"])
    assert padded.exit_code == 0
