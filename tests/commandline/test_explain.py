"""The command `explain`: each file of `explained` is a command and all that it prints.

`PYTHONPATH=tests python -m commandline.test_explain` writes them anew; review the diff.
"""

from __future__ import annotations

import json
import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from commandline.samples import END, START, Run, write
from processors import ROOT
from systems import posix
from unscaffold.commandline import main

if TYPE_CHECKING:
    from collections.abc import Callable

_FILES = sorted((Path(__file__).parent / "explained").glob("*.txt"))


def _as_run(file: Path) -> str:
    """Return the first line of a file, which is a command, and what it prints: data, then talk."""
    command = file.read_text("utf-8").splitlines()[0]
    run = CliRunner().invoke(main, shlex.split(command)[2:], env={"COLUMNS": "110"}, prog_name="unscaffold")
    printed = f"{run.stdout}{run.stderr}".replace(str(ROOT), "ROOT")  # files of a context are named as a whole
    return f"{command}\n{printed}exit code {run.exit_code}\n"


@posix("the files show names as POSIX has them")
@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.stem)
def test_what_is_explained(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert _as_run(file) == file.read_text("utf-8")


_TURNED_OFF = f"""{START}  <Agent Identifier="Local" URI=""/>
  <Connector Identifier="K" Agent="Local"/>
  <Connection Identifier="K" Connector="K" Package="Usercube.CSV@0000001" DeactivationExportFulfill="Export"/>
  <EntityTypeMapping Identifier="K_Person" Connector="K"/>
  <CreateConnectorSynchroComplete Connector="K"/>
{END}"""


_NO_EXPORT = """\
  ExportTask
    no connection exports: K [documented 2]
      Connector K no IsDeactivated, K.xml:3:3
      Connection K Package="Usercube.CSV@0000001" DeactivationExportFulfill="Export", K.xml:4:3
"""


def test_what_is_missing_is_told_with_what_turned_it_off(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/K.xml": _TURNED_OFF})
    run = unscaffold("explain", "Conf", "K_Synchronize_Complete", "--missing")
    assert "  ExportTask\n" + run.out.split("  ExportTask\n")[1].split("  ManageConf")[0] == _NO_EXPORT


_HOSTILE = "::a`| ::&#10;::error::&#27;x&#x202e;[y](z)@team"
_NAMES = f"""{START}  <Agent Identifier="{_HOSTILE}" URI=""/>
  <Connector Identifier="K" Agent="{_HOSTILE}" DisplayName_L1="**{_HOSTILE}**"/>
  <Connection Identifier="{_HOSTILE}" Connector="K" Package="Usercube.CSV@0000001"/>
  <EntityTypeMapping Identifier="K_Person" Connector="K"/>
  <CreateConnectorSynchroComplete Connector="K" JobIdentifier="J"/>
{END}""".replace("&#27;", "&#x9b;")


@posix("Windows has no such names of files")
@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_names_of_strangers_do_nothing_but_show(form: str, unscaffold: Callable[..., Run]) -> None:
    write({"Conf/`::warning::<b>.xml": _NAMES})
    run = unscaffold("explain", "Conf", "J", "--format", form, "--all")
    lines = run.out.splitlines()
    assert (run.code, all(line.isprintable() for line in lines)) == (0, True)
    assert [line for line in lines if line.lstrip().startswith("::")] == []
    if form == "json":
        (job,) = json.loads(run.out)["generated"]
        assert job["attributes"]["Agent"]["value"] == "::a`| ::\n::error::\x9bx\u202e[y](z)@team"
    elif form == "markdown":
        wrapped = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
        bare = [wrapped.sub("", line) for line in lines]
        assert [line for line in bare if re.search(r"@|<b>|\]\(z\)", line)] == []


def _keys(value: Any) -> set[str]:
    """Return the keys of objects in JSON, but for the names of attributes and rules."""
    if isinstance(value, list):
        return set().union(*map(_keys, value))
    if not isinstance(value, dict):
        return set()
    inner = ([*one.values()] if key in {"attributes", "rules"} else one for key, one in value.items())
    return set(value).union(*map(_keys, inner))


def test_the_page_of_json_has_all_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    section = (ROOT / "docs" / "json.md").read_text("utf-8").split("\n## What is explained\n")[1]
    found = set()
    for what in ("HR_Complete", "Jobs/Adjustments.xml:6", "Cloud_Synchronize_Complete_ComputeRiskScores1"):
        run = CliRunner().invoke(main, ["explain", "samples/contoso/Conf", what, "--format", "json"])
        found |= _keys(json.loads(run.stdout))
    run = CliRunner().invoke(
        main, ["explain", "samples/contoso/Conf", "HR_Complete", "--missing", "--format", "json"]
    )
    found |= _keys(json.loads(run.stdout))
    assert found == set(re.findall(r"`(\w+)`", section)) - {"explain", "null"}


def test_what_is_explained_goes_to_a_terminal_in_colour(
    unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    write({"Conf/K.xml": f"{START}<CleanDatabaseJob/>{END}"})
    run = unscaffold("explain", "Conf", "CleanDatabase")
    assert run.out.splitlines()[0] == "\x1b[36m\x1b[1mJob CleanDatabase\x1b[0m"


def test_a_line_with_too_many_elements_is_refused(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/K.xml": f"{START}{'<Step/>' * 30}{END}"})
    refused = "error: 30 elements stand at K.xml:2; name one with its column, as FILE:LINE:COLUMN\n"
    assert unscaffold("explain", "Conf", "K.xml:2") == (2, "", refused)


def test_errors_of_a_configuration_are_told_too(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/K.xml": f'{START}  <CleanDatabaseJob/>\n  <CreateConnectorSynchroComplete Connector="X"/>\n{END}'})
    found = unscaffold("explain", "Conf", "CleanDatabase")
    assert (found.code, found.out.splitlines()[0]) == (1, "Job CleanDatabase")
    assert found.err.startswith("Conf/K.xml:3:35: error U310 ")
    failed = unscaffold("explain", "Conf", "K.xml:3").out
    assert failed == "CreateConnectorSynchroComplete\nK.xml:3:3; has errors, and generates nothing\n"
    refused = unscaffold("explain", "Conf", "X_Synchronize_Complete")
    told = "no element 'X_Synchronize_Complete', and the configuration has errors: Conf/K.xml:3:"
    assert (refused.code, refused.out, told in refused.err) == (2, "", True)


if __name__ == "__main__":
    os.chdir(ROOT)
    for each in _FILES:
        each.write_text(_as_run(each), "utf-8", newline="\n")


def test_a_name_is_one_beside_an_output_too(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/K.xml": f"{START}<CleanDatabaseJob/>{END}"})
    unscaffold("expand", "Conf", "-o", "Out", "-q")
    named = unscaffold("explain", "Conf", "CleanDatabase")
    assert named.code == 0
    assert unscaffold("explain", "Conf", "CleanDatabase", "-o", "Out") == named
