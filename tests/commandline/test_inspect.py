"""The commands that only look: `list`, `steps` and `slice`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from commandline.samples import CLEAN, CONNECTOR, END, JOBS, SETTINGS, START, Run, write
from unscaffold.commandline import main

if TYPE_CHECKING:
    from collections.abc import Callable


HR = {"Conf/HR/Jobs.xml": JOBS, "Conf/HR/Connector.xml": CONNECTOR}
SCHEDULED = f"""{START}  <CreateConnectorSynchroIncremental Connector="HR">
    <CronTabExpression CronTab="*/15 6-20 * * 1-5" CronTimeZone="ServerTime"/>
  </CreateConnectorSynchroIncremental>
  <Job Identifier="HR_SYNCHRONIZE_INCREMENTAL" ConsolidationMode="Merge"/>
  <WorkforceModule/>
{END}"""


def test_list(unscaffold: Callable[..., Run]) -> None:
    write(HR | {"Conf/Clean.xml": CLEAN})
    expected = """\
PLACE          ELEMENT                            FOR  JOB            AGENT  TASKS  LEVELS
Clean.xml:2    CleanDatabaseJob                        CleanDatabase             1       1
HR/Jobs.xml:3  CreateConnectorSynchroIncremental  HR   HR_Fast        Local      4       4
HR/Jobs.xml:5  Job                                     HR_Nightly     Local      2       2
"""
    assert unscaffold("list", "Conf") == (0, expected, "")


IN_WORDS = "every 15 minutes from 06:00 to 20:45 on Monday to Friday, ServerTime"
WIDTHS = {
    220: f"""\
PLACE         ELEMENT                            FOR                         JOB                         AGENT\
  SCHEDULE{" " * (len(IN_WORDS) - 8)}  FREQUENT  TASKS  LEVELS
HR/New.xml:2  CreateConnectorSynchroIncremental  HR                          HR_Synchronize_Incremental  Local\
  {IN_WORDS}  yes           4       4
HR/New.xml:5  Job (Merge)                        HR_Synchronize_Incremental
HR/New.xml:6  WorkforceModule
""",
    180: """\
PLACE         ELEMENT                            FOR                         JOB                         AGENT\
  SCHEDULE           FREQUENT  TASKS  LEVELS
HR/New.xml:2  CreateConnectorSynchroIncremental  HR                          HR_Synchronize_Incremental  Local\
  */15 6-20 * * 1-5  yes           4       4
HR/New.xml:5  Job (Merge)                        HR_Synchronize_Incremental
HR/New.xml:6  WorkforceModule
""",
    80: """\
PLACE         ELEMENT       JOB                         SCHEDULE           TASKS
HR/New.xml:2  Cre…remental  HR_Synchronize_Incremental  */15 6-20 * * 1-5      4
HR/New.xml:5  Job (Merge)
HR/New.xml:6  Wor…ceModule
""",
    60: """\
PLACE         ELEMENT             JOB
HR/New.xml:2  Creat…oIncremental  HR_Synchronize_Incremental
HR/New.xml:5  Job (Merge)
HR/New.xml:6  WorkforceModule
""",
    20: """\
PLACE         JOB
HR/New.xml:2  HR_Sync…nize_Incremental
HR/New.xml:5
HR/New.xml:6
""",
}


@pytest.mark.parametrize("width", WIDTHS)
def test_a_listing_fits_the_terminal(
    width: int, unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    write({"Conf/HR/New.xml": SCHEDULED, "Conf/HR/Connector.xml": CONNECTOR})
    monkeypatch.setenv("COLUMNS", str(width))
    assert unscaffold("list", "Conf").out == WIDTHS[width]
    assert unscaffold("list", "Conf", "--wide").out == WIDTHS[220]
    monkeypatch.delenv("COLUMNS")
    assert unscaffold("list", "Conf").out == WIDTHS[220]


def test_list_as_json(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/HR/New.xml": SCHEDULED, "Conf/HR/Connector.xml": CONNECTOR})
    run = unscaffold("list", "Conf", "--format", "json")
    nothing = {"job": None, "agent": None, "schedule": None, "frequent": None, "tasks": None, "levels": None}
    assert (run.code, run.err) == (0, "")
    assert json.loads(run.out) == {
        "elements": [
            {
                "file": "HR/New.xml",
                "line": 2,
                "column": 3,
                "element": "CreateConnectorSynchroIncremental",
                "mode": None,
                "for": "HR",
                "job": "HR_Synchronize_Incremental",
                "agent": "Local",
                "schedule": {
                    "expression": "*/15 6-20 * * 1-5",
                    "words": "every 15 minutes from 06:00 to 20:45 on Monday to Friday",
                    "time_zone": "ServerTime",
                },
                "frequent": True,
                "tasks": 4,
                "levels": 4,
            },
            {
                "file": "HR/New.xml",
                "line": 5,
                "column": 3,
                "element": "Job",
                "mode": "Merge",
                "for": "HR_Synchronize_Incremental",
                **nothing,
            },
            {
                "file": "HR/New.xml",
                "line": 6,
                "column": 3,
                "element": "WorkforceModule",
                "mode": None,
                "for": None,
                **nothing,
            },
        ]
    }


def test_list_of_a_folder_without_any(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Settings.xml": SETTINGS})
    assert unscaffold("list", "Conf") == (0, "", "")
    assert unscaffold("steps", "Conf") == (0, "", "")


def test_list_shows_what_it_can_and_says_what_it_cannot_read(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Clean.xml": CLEAN, "Conf/Bad.xml": "<a>"})
    run = unscaffold("list", "Conf")
    assert run.code == 1
    assert (
        run.out
        == """\
PLACE        ELEMENT           JOB            TASKS  LEVELS
Clean.xml:2  CleanDatabaseJob  CleanDatabase      1       1
"""
    )
    assert run.err == (
        f"{Path('Conf/Bad.xml')}:1:4: error U101 the file is not well-formed XML: <a> of line 1 is not closed;"
        " mend it, then try again\n"
    )


FAST = {
    120: """\
HR_Fast: 4 tasks on 4 levels; agent Local; not scheduled
generated by CreateConnectorSynchroIncremental, HR/Jobs.xml:3; … stands for the job's identifier
#  LEVEL  TASK                         WAITS FOR  AGENT  CONNECTORS  IDENTIFIER
1      0  ExportTask                              Local  HR          …_Export_HR_Incremental_File
2      1  PrepareSynchronizationTask   1          Local  HR          …_PrepareSynchronizationChanges_HR_Incremental
3      2  SynchronizeTask              2                 HR          …_SynchronizeChanges_HR_DoNotDeleteChanges
4      3  SetRecentlyModifiedFlagTask  3                             …_SetRecentlyModifiedFlag
""",
    100: """\
HR_Fast: 4 tasks on 4 levels; agent Local; not scheduled
generated by CreateConnectorSynchroIncremental, HR/Jobs.xml:3; … stands for the job's identifier
#  LEVEL  TASK                         WAITS FOR  AGENT  CONNECTORS  IDENTIFIER
1      0  ExportTask                              Local  HR          …_Export_HR_Incremental_File
2      1  PrepareSynchronizationTask   1          Local  HR          …_PrepareS…anges_HR_Incremental
3      2  SynchronizeTask              2                 HR          …_Synchron…R_DoNotDeleteChanges
4      3  SetRecentlyModifiedFlagTask  3                             …_SetRecentlyModifiedFlag
""",
    79: """\
HR_Fast: 4 tasks on 4 levels; agent Local; not scheduled
generated by CreateConnectorSynchroIncremental, HR/Jobs.xml:3; … stands for the job's identifier
#  LEVEL  TASK                         WAITS FOR  IDENTIFIER
1      0  ExportTask                              …_Export_HR_Incremental_File
2      1  PrepareSynchronizationTask   1          …_Prepare…nges_HR_Incremental
3      2  SynchronizeTask              2          …_Synchro…_DoNotDeleteChanges
4      3  SetRecentlyModifiedFlagTask  3          …_SetRecentlyModifiedFlag
""",
    50: """\
HR_Fast: 4 tasks on 4 levels; agent Local; not scheduled
generated by CreateConnectorSynchroIncremental, HR/Jobs.xml:3; … stands for the job's identifier
#  LEVEL  TASK             WAITS FOR  IDENTIFIER
1      0  ExportTask                  …_E…tal_File
2      1  Prep…zationTask  1          …_P…remental
3      2  SynchronizeTask  2          …_S…eChanges
4      3  SetR…edFlagTask  3          …_S…fiedFlag
""",
}


@pytest.mark.parametrize("width", FAST)
def test_steps_fit_the_terminal(width: int, unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    write(HR)
    monkeypatch.setenv("COLUMNS", str(width))
    assert unscaffold("steps", "Conf", "HR_Fast") == (0, FAST[width], "")
    monkeypatch.delenv("COLUMNS")
    assert unscaffold("steps", "Conf", "HR_Fast") == (0, FAST[120], "")


def test_steps_of_a_generated_job(unscaffold: Callable[..., Run]) -> None:
    write(HR)
    assert unscaffold("steps", "Conf", "hr_fast") == (0, FAST[100], "")
    assert unscaffold("steps", "Conf", "HR/Jobs.xml:4") == (0, FAST[100], "")


def test_steps_of_a_job_written_by_hand(unscaffold: Callable[..., Run]) -> None:
    write(HR)
    expected = """\
HR_Nightly: 2 tasks on 2 levels; agent Local; not scheduled
written by hand, HR/Jobs.xml:5; … stands for the job's identifier
#  LEVEL  TASK             WAITS FOR  AGENT  CONNECTORS  IDENTIFIER     FROM
1      0  ExportTask                  Local  HR          …_Export       :9
2      1  SynchronizeTask  1                 HR          …_Synchronize  :6
"""
    assert unscaffold("steps", "Conf", "HR_Nightly") == (0, expected, "")


def test_steps_as_they_are_for_a_wide_terminal(unscaffold: Callable[..., Run]) -> None:
    write(HR)
    expected = """\
HR_Nightly: 2 tasks on 2 levels; agent Local; not scheduled
written by hand, HR/Jobs.xml:5
#  LEVEL  TASK             IDENTIFIER              WAITS FOR          AGENT  CONNECTORS  PLACE          FROM
1      0  ExportTask       HR_Nightly_Export                          Local  HR          HR/Jobs.xml:9  by hand
2      1  SynchronizeTask  HR_Nightly_Synchronize  HR_Nightly_Export         HR          HR/Jobs.xml:6  by hand
"""
    assert unscaffold("steps", "Conf", "HR_Nightly", "--wide") == (0, expected, "")


MIXED = f"""{START}  <InvokeExpressionTask Identifier="Fetch" Agent="Local"/>
  <Job Identifier="Mixed" Agent="Local" CronTabExpression="30 2 * * 0">
    <Step Identifier="Fetch" Level="10"/>
    <Step Identifier="Lost" Level="10"/>
    <FulfillTask Identifier="A" Level="20" Connector="HR"/>
    <FulfillTask Identifier="B" Level="20"/>
    <FulfillTask Identifier="C" Level="20"><TaskDependsOnTask ParentTask="D"/></FulfillTask>
    <FulfillTaskOverride Identifier="a" Level="20"/>
    <FulfillTaskOverride Identifier="Lost" Level="20">
      <TaskDependsOnTask ParentTask="C"/><TaskDependsOnTask ParentTask="fetch"/><TaskDependsOnTask ParentTask="b"/>
      <TaskDependsOnTask ParentTask="Elsewhere"/><TaskDependsOnTask ParentTask="A"/>
    </FulfillTaskOverride>
    <FulfillTask Identifier="D" Level="20"/>
  </Job>
{END}"""


def test_steps_of_a_level_that_is_split(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Jobs.xml": MIXED, "Conf/Connector.xml": CONNECTOR})
    expected = """\
Mixed: 8 tasks on 2 levels, launched as 3 (at most 5 tasks at once); agent Local; at 02:30 on Sunday, UTC
written by hand, Jobs.xml:3
#  LEVEL  ORDER  TASK                         WAITS FOR          AGENT  CONNECTORS  IDENTIFIER  FROM
1     10      0  InvokeExpressionTask (Step)                     Local              Fetch       :4
2     10      0  Step                                                               Lost        :5
3     20      1  FulfillTask                                            HR          A           :6
4     20      1  FulfillTask                                                        B           :7
5     20      1  FulfillTask                  8                                     C           :8
6     20      1  FulfillTask (override)                                 HR          a           :9
7     20      1  FulfillTask (override)       1, 3-5, Elsewhere                     Lost        :10
8     20      2  FulfillTask                                                        D           :14
"""
    assert unscaffold("steps", "Conf", "mixed") == (0, expected, "")
    whole = expected.replace(", launched as 3 (at most 5 tasks at once)", "").replace("20      2", "20      1")
    assert unscaffold("steps", "Conf", "mixed", "--batch-size", "0") == (0, whole, "")


def test_steps_as_the_product_prints_them(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Jobs.xml": MIXED, "Conf/Connector.xml": CONNECTOR})
    expected = """\
Task : Fetch, Order : 0
Task : Lost, Order : 0
Task : A, Order : 1
Task : B, Order : 1
Task : C, Order : 2
Task : a, Order : 2
Task : Lost, Order : 3
Task : D, Order : 3
"""
    command = ["steps", "Conf", "Mixed", "--format", "jobsteps", "--batch-size"]
    assert unscaffold(*command, "2") == (0, expected, "")
    run = unscaffold(*command, "-1")
    assert (run.code, run.out) == (2, "")


FROM = f"""{START}  <CreateConnectorSynchroIncremental Connector="HR" JobIdentifier="Own">
    <AddTask Task="Fetch" TaskToCompareWith="Export" Before="true"/>
  </CreateConnectorSynchroIncremental>
  <Job Identifier="Own" ConsolidationMode="Merge" CronTabExpression="every day">
    <FulfillTask Identifier="Mine" Level="9"/>
  </Job>
  <InvokeExpressionTask Identifier="Fetch" Agent="Local"/>
{END}"""


def test_steps_tell_what_is_not_from_the_scaffolding(
    unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    merging = (
        '  <Job Identifier="Own" ConsolidationMode="Merge">\n    <Step Identifier="Mine" Level="9"/>\n  </Job>\n'
    )
    write({"Conf/Jobs.xml": FROM, "Conf/Later/Jobs.xml": START + merging + END, "Conf/Connector.xml": CONNECTOR})
    monkeypatch.delenv("COLUMNS")
    expected = """\
Own: 7 tasks on 6 levels; agent Local; every day
generated by CreateConnectorSynchroIncremental, Jobs.xml:2; … stands for the job's identifier
#  LEVEL  ORDER  TASK                         WAITS FOR  AGENT  CONNECTORS\
  IDENTIFIER                                      FROM
1      0      0  InvokeExpressionTask (Step)             Local            \
  Fetch                                           :3 AddTask
2      1      1  ExportTask                              Local  HR        \
  …_Export_HR_Incremental_File
3      2      2  PrepareSynchronizationTask   2          Local  HR        \
  …_PrepareSynchronizationChanges_HR_Incremental
4      3      3  SynchronizeTask              3                 HR        \
  …_SynchronizeChanges_HR_DoNotDeleteChanges
5      4      4  SetRecentlyModifiedFlagTask  4                           \
  …_SetRecentlyModifiedFlag
6      9      5  FulfillTask                                              \
  Mine                                            :6 by hand
7      9      5  FulfillTask (Step)                                       \
  Mine                                            Later/Jobs.xml:3 by hand
"""
    assert unscaffold("steps", "Conf", "Own") == (0, expected, "")


def test_steps_as_json(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Jobs.xml": MIXED, "Conf/Connector.xml": CONNECTOR})
    run = unscaffold("steps", "Conf", "mixed", "--format", "json", "--batch-size", "3")
    assert (run.code, run.err) == (0, "")
    told = json.loads(run.out)
    assert told["job"] == {
        "identifier": "Mixed",
        "agent": "Local",
        "schedule": {"expression": "30 2 * * 0", "words": "at 02:30 on Sunday", "time_zone": "UTC"},
        "frequent": False,
        "tasks": 8,
        "levels": 2,
        "from": {"element": "Job", "file": "Jobs.xml", "line": 3, "column": 3},
    }
    assert (list(told), told["batch_size"], len(told["steps"])) == (["job", "batch_size", "steps"], 3, 8)
    assert told["steps"][1] == {
        "number": 2,
        "level": 10,
        "order": 0,
        "element": "Step",
        "task": None,
        "identifier": "Lost",
        "agent": None,
        "connectors": [],
        "waits_for": [],
        "from": {"kind": "hand", "element": "Step", "file": "Jobs.xml", "line": 5, "column": 5},
    }
    assert [step["order"] for step in told["steps"]] == [0, 0, 1, 1, 1, 2, 2, 2]
    assert told["steps"][4]["waits_for"] == [{"identifier": "D", "number": 8}]
    assert told["steps"][6]["waits_for"][3] == {"identifier": "Elsewhere", "number": None}


def test_the_page_of_json_has_the_keys(unscaffold: Callable[..., Run]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
    _, *sections = page.split("\n## ")
    rows = [re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for section in sections]
    listed = [re.findall(r"`(\w+)`", " ".join(keys)) for keys in rows]
    write(HR)
    job = json.loads(unscaffold("steps", "Conf", "HR_Nightly", "--format", "json").out)
    (first, *_) = json.loads(unscaffold("list", "Conf", "--format", "json").out)["elements"]
    assert listed[:3] == [list(job["job"]), list(job["steps"][0]), list(first)]


def test_steps_without_a_job_lists_the_jobs(unscaffold: Callable[..., Run]) -> None:
    write(HR | {"Conf/Jobs.xml": MIXED})
    expected = """\
JOB         AGENT  SCHEDULE    TASKS  LEVELS  PLACE          ELEMENT
HR_Fast     Local                  4       4  HR/Jobs.xml:3  CreateConnectorSynchroIncremental
HR_Nightly  Local                  2       2  HR/Jobs.xml:5  Job
Mixed       Local  30 2 * * 0      8       2  Jobs.xml:3     Job
"""
    assert unscaffold("steps", "Conf") == (0, expected, "")
    run = unscaffold("steps", "Conf", "--format", "json")
    assert [job["identifier"] for job in json.loads(run.out)["jobs"]] == ["HR_Fast", "HR_Nightly", "Mixed"]
    refused = unscaffold("steps", "Conf", "--format", "jobsteps")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.endswith("Error: name the JOB whose steps are to be printed\n")


def test_steps_of_a_job_that_is_none_names_the_nearest_and_the_others(unscaffold: Callable[..., Run]) -> None:
    write(HR)
    expected = """\
error: the configuration has no job 'HR_Fats' among its 2; did you mean 'HR_Fast'?
  HR_Fast
  HR_Nightly
"""
    assert unscaffold("steps", "Conf", "HR_Fats") == (2, "", expected)


def test_steps_of_a_job_that_is_none_names_the_first_error_where_it_stands(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/A/Clean.xml": CLEAN, "Conf/B/Clean.xml": CLEAN})
    there, here = Path("Conf/A/Clean.xml"), Path("Conf/B/Clean.xml")
    expected = (
        "error: the configuration has no job 'Clean', and the configuration has errors:"
        f" {here}:2:3: error U202 the generated job 'CleanDatabase' exists already at {there}:2:3;"
        " give one of the two another identifier, or remove it\n"
        "  CleanDatabase\n"
    )
    assert unscaffold("steps", "Conf", "Clean") == (2, "", expected)


SLICE = f"""{START}  <Agent Identifier="Local"/>
  <Connector Identifier="HR"/>
  <Connection Identifier="File" Connector="HR" Package="Usercube.CSV@0000001"/>
  <EntityAssociationMapping Identifier="Links" Connector="HR"/>
  <CreateConnectorSynchroIncremental xmlns="urn:schemas-usercube-com:configuration" Connector="HR"\
 JobIdentifier="HR_Fast"/>
{END}"""


def test_slice_is_written_to_a_file_byte_for_byte(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/HR/Jobs.xml": JOBS, "Conf/HR/Connector.xml": CONNECTOR, "Out.xml": "old"})
    assert unscaffold("slice", "Conf", "-o", "Out.xml") == (0, "", "")
    assert Path("Out.xml").read_bytes() == SLICE.encode()
    refusal = "Conf/Slice.xml would be a part of the configuration; name a file outside of Conf"
    assert unscaffold("slice", "Conf", "-o", "Conf/Slice.xml") == (2, "", f"error: {refusal}\n")


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
