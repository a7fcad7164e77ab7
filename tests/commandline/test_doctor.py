"""The command `doctor`, on machines that are fine, and on such that are not."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from commandline.samples import CLEAN, write
from systems import posix
from unscaffold import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

_PIPELINE = str(Path(__file__).parents[2] / "pipeline")
_SCRIPTS = sysconfig.get_path("scripts")
_FAR = 4e9  # seconds since 1970: in 2096
_PARTS = {
    "unscaffold": ["version", "place", "first_on_path"],
    "libraries": [
        *("python", "executable", "click", "cronsim", "platformdirs", "lxml", "libxml2", "saxonche", "saxon"),
    ],
    "system": ["platform", "build", "c_library", "cores", "processes", "free_megabytes", "open_files", "long_paths"],
    "encodings": ["locale", "text", "names_of_files", "standard_output", "utf8_mode"],
    "cache": ["folder", "is_there", "entries", "bytes"],
    "temporary": ["folder", "free_megabytes"],
    "programs": ["git"],
    "configuration": [
        "files",
        "not_looked_at",
        "longest_path",
        "settings_file",
        "check_is_remembered",
        "names_in_any_case",
    ],
    "terminal": ["is_terminal", "colours", "width"],
}


class Ran(NamedTuple):
    """How a run ended, the facts that it printed by the part that they are of, and what is wrong."""

    code: int
    machine: dict[str, dict[str, Any]]
    wrong: list[dict[str, str]]


@pytest.fixture
def doctor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run the command in a folder with a configuration, with hardly any environment."""
    monkeypatch.chdir(tmp_path)
    write({"Conf/A.xml": CLEAN})
    (tmp_path / "home").mkdir()

    def run(*arguments: str, **variables: str) -> Ran:
        done = execute(tmp_path, *arguments, "--format", "json", **variables)
        assert done.stderr == ""
        return Ran(done.returncode, **json.loads(done.stdout))

    return run


def execute(folder: Path, *arguments: str, before: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command with an environment of its own."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    kept["PATH"] = f"{_SCRIPTS}{os.pathsep}{os.environ['PATH']}"  # or another unscaffold might come first
    own = {"HOME": str(folder / "home"), "LOCALAPPDATA": str(folder / "home"), "PYTHONPATH": _PIPELINE}
    command = [sys.executable, "-m", "unscaffold", "doctor", *arguments]
    if before:
        command = ["sh", "-c", f'{before}; exec "$@"', "sh", *command]
    return subprocess.run(
        command, cwd=folder, env=kept | own | variables, capture_output=True, encoding="utf-8", check=False
    )


def only(name: str, part: str, sentence: str) -> list[dict[str, str]]:
    """Return what the command says where one thing is wrong."""
    return [{"part": part, "name": name, "sentence": sentence}]


# A machine that is fine


def test_all_parts_are_told(doctor: Callable[..., Ran]) -> None:
    ran = doctor("Conf")
    assert (ran.code, ran.wrong) == (0, [])
    assert {part: _without_extras(facts) for part, facts in ran.machine.items()} == _PARTS
    assert (ran.machine["unscaffold"]["version"], ran.machine["configuration"]["files"]) == (__version__, 1)
    assert ran.machine["libraries"]["saxon"].startswith("SaxonC-HE 1")
    assert [*doctor().machine] == [part for part in _PARTS if part != "configuration"]


def _without_extras(facts: dict[str, Any]) -> list[str]:
    """Return the names of facts without those that depend on how unscaffold was installed."""
    return [name for name in facts if not name.startswith("extra_")]


def test_they_are_told_as_text_too(doctor: Callable[..., Ran], tmp_path: Path) -> None:
    facts = doctor("Conf").machine
    ran = execute(tmp_path, "Conf", "-o", "told.txt")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    shown = {None: "-", True: "yes", False: "no"}
    expected = []
    for part, names in _PARTS.items():
        values = {name: facts[part][name] for name in names}
        expected += [
            part,
            *(f"  {name.replace('_', ' '):19}  {_text(value, shown)}" for name, value in values.items()),
        ]
    found = (tmp_path / "told.txt").read_text("utf-8").splitlines()
    assert _that_stay(found) == _that_stay([*expected, "nothing is wrong"])


def _that_stay(lines: list[str]) -> list[str]:
    """Return the lines that are the same on every day and however unscaffold was installed."""
    return [line for line in lines if not line.startswith(("  free megabytes ", "  extra "))]


def _text(value: object, shown: dict[bool | None, str]) -> str:
    return shown[value] if value is None or isinstance(value, bool) else str(value)


def test_the_settings_file_is_told_as_it_is_seen_from_the_folder(doctor: Callable[..., Ran]) -> None:
    assert doctor("Conf").machine["configuration"]["settings_file"] is None
    write({"unscaffold.toml": 'target = "saas"\n'})
    assert doctor("Conf").machine["configuration"]["settings_file"] == "CONF/../unscaffold.toml"


def test_the_variables_that_we_read_are_told_and_no_other(doctor: Callable[..., Ran], tmp_path: Path) -> None:
    ran = doctor(
        UNSCAFFOLD_CACHE=str(tmp_path / "home" / "cache"), NO_COLOR="1", UNSCAFFOLD_LOG_FORMAT="text", TOKEN="hunter2"
    )
    own = {name: value for name, value in ran.machine["unscaffold"].items() if name.isupper()}
    assert own == {"UNSCAFFOLD_CACHE": f"~{os.sep}cache", "UNSCAFFOLD_LOG_FORMAT": "text", "NO_COLOR": "1"}
    assert "hunter2" not in str(ran)


def test_whether_a_check_has_anything_to_do_is_told(doctor: Callable[..., Ran], tmp_path: Path) -> None:
    write({"unscaffold.toml": "strict = true\n"})
    cache = {"UNSCAFFOLD_CACHE": str(tmp_path / "cache")}

    def is_remembered() -> bool:
        told: bool = doctor("Conf", **cache).machine["configuration"]["check_is_remembered"]
        return told

    assert not is_remembered()
    # A minute from now, so that no file may still be under way.
    code = "import time; now = time.time; time.time = lambda: now() + 60; from unscaffold.__main__ import run; run()"
    environment = os.environ | {"PYTHONPATH": _PIPELINE, "HOME": str(tmp_path / "home")} | cache
    subprocess.run([sys.executable, "-c", code, "check", "Conf", "--quiet"], env=environment, check=False)
    assert is_remembered()
    write({"Conf/B.xml": CLEAN.replace("Clean", "clean")})
    assert not is_remembered()


def test_the_page_lists_what_is_printed(doctor: Callable[..., Ran]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
    section = page.split("\n## A machine\n")[1].split("\n## ")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", section, re.MULTILINE))
    listed = {part: {*re.findall(r"`([a-z]\w*)`", said)} - {"extra_NAME", "check"} for part, said in rows.items()}
    found = doctor("Conf").machine
    assert {part: names - {"unscaffold"} for part, names in listed.items()} == {
        part: {*_without_extras(facts)} for part, facts in found.items()
    }


def test_the_page_lists_what_may_be_wrong() -> None:
    root = Path(__file__).parents[2]
    page = (root / "docs" / "doctor.md").read_text("utf-8")
    listed = {
        name for row in re.findall(r"^\| (`.*?) \|", page, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    }
    room = (root / "pipeline" / "unscaffold" / "machine").glob("*.py")
    named = {name for file in room for name in re.findall(r'Wrong\(\s*"(\w+)"', file.read_text("utf-8"))}
    assert listed == named | {"lxml", "saxonche"}


@posix("Windows knows users by other variables")
def test_nothing_tells_who_or_where_somebody_is(doctor: Callable[..., Ran], tmp_path: Path) -> None:
    home = tmp_path / "home" / "anna"
    home.mkdir()
    text = str(doctor("Conf", HOME=str(home), LOGNAME="anna", UNSCAFFOLD_CACHE=str(tmp_path / "anna" / "cache")))
    assert "'folder': '~/.cache" not in text
    assert [name for name in ("anna", "A.xml") if name in text] == []
    assert doctor(HOME=str(home)).machine["cache"]["folder"] == "~/.cache/unscaffold"


def test_a_cache_that_is_off_is_told(doctor: Callable[..., Ran]) -> None:
    ran = doctor(UNSCAFFOLD_CACHE="off")
    assert (ran.code, ran.machine["cache"]) == (0, {"folder": None})


def test_a_folder_that_is_none_is_refused(doctor: Callable[..., Ran], tmp_path: Path) -> None:  # noqa: ARG001
    ran = execute(tmp_path, "None")
    expected = "error: None is not a folder; name the folder of the configuration\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", expected)


# What is wrong


def test_a_cache_that_cannot_be_written_is_told(doctor: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "home" / "cache"
    file.touch()
    ran = doctor(UNSCAFFOLD_CACHE=str(file))
    assert (ran.code, ran.machine["cache"]) == (1, {"folder": f"~{os.sep}cache"})
    (said,) = ran.wrong
    assert (said["part"], said["name"]) == ("cache", "cache")
    assert said["sentence"].startswith(f"the cache folder ~{os.sep}cache cannot be written (")
    assert said["sentence"].endswith(
        "), so nothing is remembered; make it a folder that you may write, or name another one in UNSCAFFOLD_CACHE"
    )


@posix("on Windows, names of files are always Unicode")
def test_a_locale_in_which_names_cannot_be_read_is_told(doctor: Callable[..., Ran]) -> None:
    ran = doctor("Conf", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    sentence = "names of files are read as ascii, so those with other letters are not; set LC_ALL=C.UTF-8"
    assert (ran.code, ran.wrong) == (1, only("locale", "encodings", f"{sentence} or PYTHONUTF8=1"))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets names be any bytes")
def test_names_that_are_no_text_are_told(doctor: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "Conf" / os.fsdecode(b"\xe9.xml")).touch()
    sentence = "1 name of a file is not UTF-8; rename it, such files are left out"
    assert doctor("Conf", LC_ALL="C")[::2] == (1, only("names", "configuration", sentence))
    (tmp_path / "Conf" / os.fsdecode(b"\xe8.xml")).touch()
    sentence = "2 names of files are not UTF-8; rename them, such files are left out"
    assert doctor("Conf", LC_ALL="C")[::2] == (1, only("names", "configuration", sentence))


def program(folder: Path, name: str, says: str) -> None:
    """Make a program that prints a line."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\necho '{says}'\n", "utf-8")
    (folder / name).chmod(0o755)


@posix("a script is a program there")
def test_a_git_that_is_too_old_is_told(doctor: Callable[..., Ran], tmp_path: Path) -> None:
    program(tmp_path / "bin", "git", "git version 2.11.0")
    ran = doctor(PATH=str(tmp_path / "bin"))
    sentence = "git says that it is 'git version 2.11.0', and diff --base needs 2.15 or later; install a newer one"
    assert (ran.code, ran.machine["programs"]) == (1, {"git": "2.11.0"})
    assert ran.wrong == only("git", "programs", sentence)


def test_that_there_is_no_git_is_told(doctor: Callable[..., Ran], tmp_path: Path) -> None:
    ran = doctor(PATH=str(tmp_path))
    assert (ran.code, ran.machine["programs"]) == (0, {"git": None})


@posix("a script is a program there")
def test_another_installation_on_the_path_is_told(doctor: Callable[..., Ran], tmp_path: Path) -> None:
    program(tmp_path / "home", "unscaffold", "unscaffold, version 0.0.1")
    ran = doctor(PATH=f"{tmp_path / 'home'}{os.pathsep}{_SCRIPTS}")
    assert (ran.code, ran.machine["unscaffold"]["first_on_path"]) == (1, "~/unscaffold")
    (said,) = ran.wrong
    assert (said["part"], said["name"]) == ("unscaffold", "path")
    sentence = "~/unscaffold comes first on PATH and is another installation than this one; remove one of the two, or"
    assert said["sentence"].startswith(f"{sentence} start this one as ")
    assert doctor(PATH=f"{_SCRIPTS}{os.pathsep}{tmp_path / 'home'}").wrong == []


@pytest.mark.parametrize("name", ["lxml", "saxonche"])
def test_a_library_that_cannot_be_imported_is_told(name: str, doctor: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "shim" / name).mkdir(parents=True)
    (tmp_path / "shim" / name / "__init__.py").write_text(
        f'raise ImportError("{(tmp_path / "home").as_posix()}/{name}.so: no such library")\n', "utf-8"
    )
    ran = doctor("Conf", PYTHONPATH=os.pathsep.join([str(tmp_path / "shim"), _PIPELINE]))
    (said,) = ran.wrong
    assert (ran.code, said["part"], said["name"]) == (1, "libraries", name)
    assert said["sentence"].startswith(f"{name} does not work: ImportError: ")
    assert said["sentence"].endswith(f" -m pip install --force-reinstall {name}")
    assert f"/{name}.so: no such library; install it again: " in said["sentence"]
    assert ran.machine["libraries"]["libxml2" if name == "lxml" else "saxon"] is None


@posix("a process that aborts ends otherwise there")
def test_a_library_that_breaks_its_process_is_told(doctor: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "shim").mkdir()
    (tmp_path / "shim" / "saxonche.py").write_text("import os\nos.kill(os.getpid(), 9)\n", "utf-8")
    ran = doctor(PYTHONPATH=os.pathsep.join([str(tmp_path / "shim"), _PIPELINE]))
    (said,) = ran.wrong
    assert said["sentence"].partition(";")[0] == "saxonche does not work: its process ends with -9"


@posix("Windows has no such limit")
def test_too_few_open_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    ran = execute(tmp_path, "--format", "json", before="ulimit -n 64")
    sentence = "only 64 files may be open at once; raise that: ulimit -n 1024"
    assert (ran.returncode, json.loads(ran.stdout)["wrong"]) == (1, only("open_files", "system", sentence))


def test_files_from_the_future_are_told(doctor: Callable[..., Ran], tmp_path: Path) -> None:
    os.utime(tmp_path / "Conf" / "A.xml", (_FAR, _FAR))
    ran = doctor("Conf")
    (said,) = ran.wrong
    assert (ran.code, said["part"], said["name"]) == (1, "configuration", "clock")
    assert said["sentence"].startswith("by the clock, files of the configuration are from ")
    assert said["sentence"].endswith(
        " minutes in the future, so what is remembered of them is not believed; set the clock"
    )


def test_a_settings_file_that_cannot_be_used_is_told(doctor: Callable[..., Ran]) -> None:
    write({"Conf/unscaffold.toml": 'target = "9"\n'})
    sentence = "the settings file of CONF cannot be used; run unscaffold settings CONF, which says why, and mend it"
    assert doctor("Conf")[::2] == (1, only("settings", "configuration", sentence))


def test_as_text_it_is_a_line(doctor: Callable[..., Ran], tmp_path: Path) -> None:
    doctor()
    (tmp_path / "home" / "file").touch()
    ran = execute(tmp_path, UNSCAFFOLD_CACHE=str(tmp_path / "home" / "file"))
    lines = ran.stdout.splitlines()
    assert (ran.returncode, [line for line in lines if line.startswith(("wrong: ", "nothing"))]) == (1, lines[-1:])
