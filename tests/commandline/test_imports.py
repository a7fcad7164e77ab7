"""What a command imports: it does not wait for what it does not use."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from commandline.samples import CLEAN, CONNECTOR, JOBS, write

if TYPE_CHECKING:
    from pathlib import Path

# What it ends with is what it imported. It runs a minute from now, so that no file may still be under way.
_CODE = """
import os, sys, time
now = time.time
time.time = lambda: now() + 60
from unscaffold.__main__ import run
def end(code):
    os.write(2, " ".join(["", *sys.modules]).encode())
    leave(code)
leave, os._exit = os._exit, end
run()
"""
_OURS = ["commandline", "module_path", "process"]
_SLOW = {"lxml", "saxonche", "subprocess", "concurrent", "tempfile", "platformdirs", "difflib", "ctypes"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands run in a folder of their own."""
    monkeypatch.chdir(tmp_path)


def imported(*arguments: str) -> set[str]:
    """Return the modules that a command imports."""
    command = [sys.executable, "-c", _CODE, *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return {*run.stderr.split()}


def rooms(modules: set[str]) -> list[str]:
    """Return the rooms of the house among modules."""
    return sorted({name.split(".")[1] for name in modules if name.startswith("unscaffold.")} - {"__main__"})


@pytest.mark.parametrize("flag", ["--help", "--version"])
def test_what_says_what_there_is_imports_no_command(flag: str) -> None:
    modules = imported(flag)
    assert rooms(modules) == _OURS
    assert sorted(name for name in modules if name.startswith("unscaffold.commandline.")) == [
        f"unscaffold.commandline.{module}" for module in ("boundary", "commands", "elsewhere", "terminal")
    ]
    assert not modules & {*_SLOW, "pathlib", "json", "dataclasses"}


@pytest.mark.parametrize(
    ("command", "module"),
    [
        ("expand", "expand"),
        ("check", "check"),
        ("doctor", "doctor"),
        ("fleet", "fleet"),
        ("graph", "graph"),
        ("steps", "inspect"),
        ("slice", "inspect"),
        ("settings", "settings"),
        ("watch", "watch"),
    ],
)
def test_the_help_of_a_command_imports_no_other_and_nothing_that_it_does(command: str, module: str) -> None:
    modules = imported(command, "--help")
    others = {
        f"unscaffold.commandline.{other}"
        for other in ("check", "diff", "doctor", "expand", "graph", "inspect", "rule", "verify")
    }
    assert f"unscaffold.commandline.{module}" in modules
    assert modules & others <= {f"unscaffold.commandline.{module}"}
    assert rooms(modules) == sorted([*_OURS, "findings"])  # for its failures
    assert not modules & {*_SLOW, "json", "dataclasses"}


def test_a_schema_needs_no_processor_and_a_script_nothing_at_all() -> None:
    assert not imported("schema", "-o", "conf.xsd") & (_SLOW - {"lxml", "tempfile", "difflib"})
    modules = imported("completion", "bash")
    assert rooms(modules) == sorted([*_OURS, "files", "findings"])
    assert not modules & _SLOW


def test_the_doctor_needs_none_of_the_libraries_that_may_not_work() -> None:
    write({"Conf/A.xml": CLEAN})
    assert not imported("doctor", "Conf") & {"lxml", "saxonche"}


def test_a_run_that_has_nothing_to_do_imports_nothing_that_does_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path / "cache"))
    write({"Conf/A.xml": CLEAN})
    expand = ("expand", "Conf", "--output", "Out", "--quiet")
    assert _SLOW & imported(*expand) >= {"lxml", "saxonche"}
    modules = imported(*expand)
    assert rooms(modules) == sorted(
        [*_OURS, "files", "findings", "folder_to_folder", "formats", "options", "output", "remembering", "settings"]
    )
    assert not modules & _SLOW


def test_a_run_that_follows_a_change_imports_nothing_that_only_a_whole_run_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path / "cache"))
    write({"Conf/A.xml": CONNECTOR, "Conf/B.xml": JOBS})
    expand = ("expand", "Conf", "--output", "Out", "--quiet")
    assert "grants" in rooms(imported(*expand))
    write({"Conf/A.xml": CONNECTOR.replace("<Connector", '<Connector DisplayName_L1="Staff"')})
    modules = imported(*expand)
    assert "generating" in rooms(modules)
    assert not {"grants", "effective", "rules", "origins"}.intersection(rooms(modules))
    assert not modules & {"subprocess", "concurrent", "tempfile", "difflib"}


def test_a_check_of_what_has_not_changed_imports_nothing_that_does_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path / "cache"))
    write({"Conf/A.xml": CLEAN})
    check = ("check", "Conf", "--quiet")
    assert _SLOW & imported(*check) >= {"lxml", "saxonche"}
    modules = imported(*check)
    assert rooms(modules) == sorted(
        [*_OURS, "checking", "files", "findings", "formats", "options", "remembering", "settings"]
    )
    assert not modules & _SLOW
