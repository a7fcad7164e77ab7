"""The settings file on the command line: what it says holds, unless a flag says something else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commandline.samples import CLEAN, END, START, Run, write
from unscaffold.options import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Callable

CASE = f'{START}<Agent Identifier="Local"/><Connector Identifier="HR" Agent="local"/>{END}'
SAMPLE = Path(__file__).parents[2] / "samples" / "own-scaffolding"


@pytest.fixture(autouse=True)
def _folder(unscaffold: Callable[..., Run]) -> None:  # noqa: ARG001 - its folder is the one to write in
    write({"Conf/Clean.xml": CLEAN, "unscaffold.toml": 'output = "Out"\nlayout = "scaffoldings"\n'})


def test_the_file_says_what_no_flag_says(unscaffold: Callable[..., Run]) -> None:
    closing = "1 scaffolding expanded, 1 file written, 0 unchanged (time)\n"
    assert unscaffold("expand", "Conf") == (0, "", closing)
    assert Path("Out/CleanDatabaseJob/CleanDatabase.xml").exists()
    assert unscaffold("expand", "Conf", "--check").code == 0
    assert unscaffold("expand", "Conf", "--diff").out == ""
    assert unscaffold("expand", "Conf", "-o", "Other", "--layout", "folder") == (0, "", closing)
    assert Path("Other/Clean.xml").exists()


def test_a_run_may_ignore_it(unscaffold: Callable[..., Run]) -> None:
    run = unscaffold("expand", "Conf", "--no-settings")
    assert (run.code, "name the output folder with --output" in run.err) == (2, True)
    write({"unscaffold.toml": "?"})
    assert unscaffold("list", "Conf").code == 2
    assert unscaffold("list", "Conf", "--no-settings").code == 0


def test_another_file_may_be_named(unscaffold: Callable[..., Run]) -> None:
    write({"unscaffold.toml": "?", "others/strict.toml": "strict = true\n", "Conf/HR.xml": CASE})
    expand = ("expand", "Conf", "-o", "Out", "--settings")
    assert unscaffold(*expand, "others/strict.toml").code == 1
    assert unscaffold(*expand, "others/strict.toml", "--no-strict").code == 0
    assert unscaffold("diff", "Conf", "Out", "--settings", "others/strict.toml").code == 0
    missing = "others/none.toml is not a regular file; put a copy of the settings in its place, or say --no-settings"
    assert unscaffold(*expand, "others/none.toml") == (2, "", f"error: {missing}\n")
    both = unscaffold(*expand, "others/strict.toml", "--no-settings")
    assert (both.code, "Error: --settings names a file to read, and --no-settings reads none" in both.err) == (
        2,
        True,
    )


def test_a_flag_wins_over_a_strict_file(unscaffold: Callable[..., Run]) -> None:
    write({"unscaffold.toml": 'output = "Out"\nstrict = true\n', "Conf/HR.xml": CASE})
    assert unscaffold("expand", "Conf").code == 1
    assert unscaffold("expand", "Conf", "--no-strict").code == 0


def test_it_is_no_part_of_the_configuration(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/unscaffold.toml": 'target = "7.0"\n'})
    unscaffold("expand", "Conf", "-o", "Out")
    assert [path.name for path in sorted(Path("Out").iterdir())] == [".unscaffold.json", "Clean.xml"]


def test_stylesheets_of_a_file_are_not_run_unless_somebody_says_so(
    unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (SAMPLE / "stylesheets").iterdir():
        write({f"own/{path.name}": path.read_text("utf-8")})
    for path in (SAMPLE / "Conf" / "HR").iterdir():
        write({f"Conf/{path.name}": path.read_text("utf-8")})
    write({"unscaffold.toml": 'output = "Out"\nstylesheets = ["own"]\n'})
    refusal = (
        "error: unscaffold.toml:2:1: stylesheets are code, and not run because a file says so;"
        " say --trust-settings (or UNSCAFFOLD_TRUST_SETTINGS=1) to run them, or name their folder with"
        " --stylesheets\n"
    )
    for command in (["expand", "Conf"], ["list", "Conf"], ["slice", "Conf"], ["steps", "Conf", "X"]):
        assert unscaffold(*command) == (2, "", refusal)
    listed = unscaffold("list", "Conf", "--stylesheets", "own")
    assert (listed.code, listed.err) == (0, "")
    assert unscaffold("list", "Conf", "--trust-settings") == listed
    monkeypatch.setenv("UNSCAFFOLD_TRUST_SETTINGS", "1")
    assert unscaffold("list", "Conf") == listed
    for value in ("", " ", "0", "no"):
        monkeypatch.setenv("UNSCAFFOLD_TRUST_SETTINGS", value)
        assert unscaffold("list", "Conf") == (2, "", refusal)
    monkeypatch.setenv("UNSCAFFOLD_TRUST_SETTINGS", "perhaps")
    assert unscaffold("list", "Conf").code == 2


def test_a_folder_of_stylesheets_that_is_none_is_refused(unscaffold: Callable[..., Run]) -> None:
    write({"unscaffold.toml": 'stylesheets = ["onw"]\n'})
    refusal = "error: onw is not a folder; name a folder of stylesheets\n"
    assert unscaffold("list", "Conf", "--trust-settings") == (2, "", refusal)


def test_what_is_in_force_is_shown_with_where_it_is_from(unscaffold: Callable[..., Run]) -> None:
    rules = 'ignore = ["J203"]\nseverity.J2 = "info"\n'
    write({"unscaffold.toml": f'output = "Out"\nstylesheets = ["own", "other"]\n{rules}'})
    table = """\
KEY          VALUE             FROM
target       7.0               default
context      []                default
stylesheets  ["own", "other"]  unscaffold.toml:2:1
output       Out               unscaffold.toml:1:1
layout       folder            default
strict       false             default
only         []                default
keep         []                default
select       []                default
ignore       ["J203"]          unscaffold.toml:3:1
ignore-in    {}                default
severity     {"J2": "info"}    unscaffold.toml:4:1
baseline     -                 default
accept       []                default
"""
    assert unscaffold("settings", "Conf") == (0, table, "unscaffold.toml\n")
    run = unscaffold("settings", "Conf", "--format", "json")
    assert (run.code, run.err) == (0, "")
    assert json.loads(run.out) == {
        "file": "unscaffold.toml",
        "settings": {
            "target": {"value": "7.0", "from": "default"},
            "context": {"value": [], "from": "default"},
            "stylesheets": {"value": ["own", "other"], "from": "unscaffold.toml:2:1"},
            "output": {"value": "Out", "from": "unscaffold.toml:1:1"},
            "layout": {"value": "folder", "from": "default"},
            "strict": {"value": False, "from": "default"},
            "only": {"value": [], "from": "default"},
            "keep": {"value": [], "from": "default"},
            "select": {"value": [], "from": "default"},
            "ignore": {"value": ["J203"], "from": "unscaffold.toml:3:1"},
            "ignore-in": {"value": {}, "from": "default"},
            "severity": {"value": {"J2": "info"}, "from": "unscaffold.toml:4:1"},
            "baseline": {"value": None, "from": "default"},
            "accept": {"value": [], "from": "default"},
        },
    }


def test_without_a_file_that_is_said(unscaffold: Callable[..., Run]) -> None:
    Path("unscaffold.toml").unlink()
    run = unscaffold("settings", "Conf")
    assert (run.code, run.err) == (0, "there is no unscaffold.toml in Conf or above it\n")
    assert unscaffold("settings", "Nowhere").code == 2


def test_what_is_to_stay_as_it_is_is_no_misspelt_name(unscaffold: Callable[..., Run]) -> None:
    text = f"{START}  <CleanDatabaseJobs/>\n  <A><CleanDatabaseJob/></A>\n  <CleanDatabaseJob/>\n{END}"
    write({"unscaffold.toml": 'output = "Out"\nkeep = ["CleanDatabaseJobs"]\n', "Conf/Clean.xml": text})
    nested = "CleanDatabaseJob is not expanded inside of A; move it out, to be a child of ConfigurationFile"
    error = f"{Path('Conf/Clean.xml')}:3:6: error U318 {nested}\n1 error: nothing was written\n"
    assert unscaffold("expand", "Conf") == (1, "", error)
    closing = "0 scaffoldings expanded, 1 file written, 0 unchanged (time)\n"
    assert unscaffold("expand", "Conf", "--keep", "CleanDatabaseJobs", "--keep", "CleanDatabaseJob") == (
        0, "", closing
    )  # fmt: skip
    assert Path("Out/Clean.xml").read_text("utf-8") == text


def test_families_are_chosen_by_name(unscaffold: Callable[..., Run]) -> None:
    write({"unscaffold.toml": 'only = ["rights"]\n', "Conf/Clean.xml": f"{START}  <CleanDatabaseJob/>\n{END}"})
    flags = [f"--only={family}" for family in FAMILIES]
    assert unscaffold("list", "Conf").out == "PLACE        ELEMENT\nClean.xml:2  CleanDatabaseJob\n"
    assert (
        unscaffold("list", "Conf", *flags).out
        == """\
PLACE        ELEMENT           JOB            TASKS  LEVELS
Clean.xml:2  CleanDatabaseJob  CleanDatabase      1       1
"""
    )
    wrong = unscaffold("list", "Conf", "--only", "job")
    sentence = "Invalid value for '--only': 'job' is not one of 'jobs', 'rights', 'templates'; did you mean 'jobs'?\n"
    assert (wrong.code, wrong.err.endswith(sentence)) == (2, True)
