"""The commands about statements: where they are written, what is said, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from attesting.test_commit import commit, git
from commandline.samples import CLEAN, END, START, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from commandline.samples import Run

MISTAKE = f'{START}  <CreateConnectorSynchroComplete Connector="None"/>\n{END}'
SAID = "s.json attests 2 files of input, 2 of output, no commit\n"
ATTESTING = ("expand", "Conf", "-o", "Out", "--attest", "s.json")
VERIFYING = ("attest", "verify", "s.json", "Conf", "Out")


@pytest.fixture(autouse=True)
def in_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def test_a_run_is_attested_and_verified(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Jobs.xml": CLEAN, "Conf/a.txt": "x"})
    assert unscaffold(*ATTESTING) == (
        0,
        "",
        f"{SAID}1 scaffolding expanded, 2 files written, 0 unchanged (time)\n",
    )
    first = Path("s.json").read_bytes()
    assert unscaffold(*ATTESTING, "-q") == (0, "", "")
    assert Path("s.json").read_bytes() == first
    assert unscaffold(*VERIFYING) == (0, "", f"all is as {SAID.replace('attests', 'attests:')}")


def test_what_is_not_as_attested_is_told(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Jobs.xml": CLEAN})
    unscaffold(*ATTESTING)
    write({"Out/Jobs.xml": "x", "Out/\x1b[31m::error::": ""})
    lines = (
        "output: Out/\\x1b[31m::error:: is new; the run did not write it\n"
        "output: Out/Jobs.xml is not as the run wrote it\n"
        'settings: target is "saas" here, and was "7.0"\n'
    )
    verifying = (*VERIFYING, "--target", "saas")
    assert unscaffold(*verifying) == (1, lines, "3 differences from s.json\n")
    accepting = ("--accept", "settings")
    assert unscaffold(*verifying, *accepting) == (1, lines, "3 differences from s.json, 1 of them accepted\n")
    both = (*accepting, "--accept", "output")
    assert unscaffold(*verifying, *both) == (0, lines, "3 differences from s.json, 3 of them accepted\n")


def test_settings_are_those_of_the_settings_file(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Jobs.xml": CLEAN, "unscaffold.toml": 'target = "6.2"\nkeep = ["X"]\n'})
    unscaffold(*ATTESTING, "--strict", "--layout", "scaffoldings")
    flags = ("--strict", "--layout", "scaffoldings")
    assert unscaffold(*VERIFYING, *flags).code == 0
    assert unscaffold(*VERIFYING, *flags, "--no-settings") == (
        1,
        'settings: keep is [] here, and was ["X"]\nsettings: target is "7.0" here, and was "6.2"\n',
        "2 differences from s.json\n",
    )


def test_the_time_is_that_of_the_environment(unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    write({"Conf/Jobs.xml": CLEAN})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert unscaffold(*ATTESTING).code == 0
    details = json.loads(Path("s.json").read_text("utf-8"))["predicate"]["runDetails"]
    assert details["metadata"] == {"startedOn": "1970-01-01T00:00:00Z"}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "x")
    sentence = "error: SOURCE_DATE_EPOCH is 'x'; it is a number of seconds since 1970\n"
    assert unscaffold("expand", "Conf", "-o", "Other", "--attest", "s.json") == (2, "", sentence)
    assert not Path("Other").exists()


@pytest.mark.parametrize("flag", ["--check", "--diff"])
def test_a_run_that_writes_nothing_is_not_attested(flag: str, unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Jobs.xml": CLEAN})
    run = unscaffold(*ATTESTING, flag)
    assert (run.code, run.out) == (2, "")
    assert run.err.endswith("\nError: --attest is about an output that is written; leave --check and --diff out\n")
    assert sorted(Path().iterdir()) == [Path("Conf")]


@pytest.mark.parametrize("file", ["Conf/s.json", "Out/s.json", "Context/s.json"])
def test_a_statement_is_written_outside_only(file: str, unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Jobs.xml": CLEAN, "Context/a.xml": f"{START}{END}"})
    folder = file.partition("/")[0]
    sentence = f"error: {file} would be a part of {folder}, which it is about; name a file outside of it\n"
    assert unscaffold("expand", "Conf", "-o", "Out", "--context", "Context", "--attest", file) == (2, "", sentence)
    assert not Path("Out").exists()


def test_a_run_with_errors_is_not_attested(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Jobs.xml": MISTAKE, "Conf/a.xml": CLEAN, "s.json": "as it was"})
    assert unscaffold(*ATTESTING, "-q").code == 1
    run = unscaffold(*ATTESTING, "-q", "--keep-going")
    told = run.err.splitlines()[-1]
    assert (run.code, told) == (1, "s.json was not written: only what was expanded without errors is attested")
    assert Path("Out/a.xml").exists()
    assert Path("s.json").read_text("utf-8") == "as it was"


def test_what_is_remembered_is_not_believed(
    unscaffold: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path.parent / f"{tmp_path.name}-cache"))
    write({"Conf/Jobs.xml": CLEAN})
    monkeypatch.setattr("unscaffold.remembering.statuses.SETTLED", -60.0)
    unscaffold("expand", "Conf", "-o", "Out")

    def believed(*_: object) -> None:
        raise AssertionError

    for what in ("memory.reading_of", "results.Results.get", "memory.Memory.since"):
        monkeypatch.setattr(f"unscaffold.indexing.{what}", believed)
    assert unscaffold("expand", "Conf", "-o", "Out").code == 0  # by what is remembered
    assert unscaffold(*ATTESTING).code == 0
    assert unscaffold(*VERIFYING).code == 0


def test_a_folder_that_is_not_there_is_refused(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Jobs.xml": CLEAN})
    unscaffold(*ATTESTING)
    sentence = "error: None is not a folder; name the folder of the configuration\n"
    assert unscaffold("attest", "verify", "s.json", "None", "Out") == (2, "", sentence)
    sentence = "error: None is not a folder; name the output folder of the run\n"
    assert unscaffold("attest", "verify", "s.json", "Conf", "None") == (2, "", sentence)
    sentence = "error: None is not a regular file; name the statement that expand --attest wrote\n"
    assert unscaffold("attest", "verify", "None", "Conf", "Out") == (2, "", sentence)


def test_a_commit_is_told_and_looked_for(unscaffold: Callable[..., Run]) -> None:
    write({"Repository/Conf/Jobs.xml": CLEAN, "Repository/Conf/a.txt": "x"})
    root = Path("Repository")
    git(root, "init", "-q")
    head = commit(root)
    attesting = ("expand", "Repository/Conf", "-o", "Out", "--attest", "s.json")
    verifying = ("attest", "verify", "s.json", "Repository/Conf", "Out")
    said = f"s.json attests 2 files of input, 2 of output, commit {head[:12]}"
    assert unscaffold(*attesting).err.splitlines()[0] == said
    told = f"all is as s.json attests: 2 files of input, 2 of output, commit {head[:12]}"
    assert unscaffold(*verifying) == (0, "", f"{told}\n")
    write({"Repository/Conf/a.txt": "y"})
    line = "input: Repository/Conf/a.txt is not as the run read it\n"  # what it means for the commit is not told, too
    assert unscaffold(*verifying) == (1, line, "1 difference from s.json\n")
    assert unscaffold(*attesting).err.splitlines()[0] == f"{said}, with files that are not as in it"
    statement = Path("s.json").read_text("utf-8")
    Path("s.json").write_text(statement.replace('"unscaffold_changed": true', '"unscaffold_changed": false'), "utf-8")
    line = f"input: commit {head[:12]} has other files than Repository/Conf\n"
    assert unscaffold(*verifying) == (1, line, "1 difference from s.json\n")
    root.joinpath(".git").rename("gone")
    assert unscaffold(*verifying) == (0, "", f"{told} (not looked for: git knows no repository of Repository/Conf)\n")
