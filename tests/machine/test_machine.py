"""What is wrong with machines of which we have none."""

from __future__ import annotations

import errno
import os
import re
import shutil
import socket
import sys
import sysconfig
import tempfile
import time
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest

from unscaffold.machine import (
    Part,
    configuration,
    examine,
    examining,
    folders,
    hiding,
    installation,
    libraries,
    memory,
    system,
)
from unscaffold.machine.part import Wrong


def told(part: Part) -> list[Wrong]:
    """Return what is wrong with a part, without how wrong a clock is."""
    return [Wrong(one.name, re.sub(r"\d{4,} minutes", "N minutes", one.sentence)) for one in part.wrong]


@pytest.fixture(autouse=True)
def enough(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have memory enough, whatever this machine has."""
    monkeypatch.setattr(memory, "_MEMINFO", tmp_path / "meminfo")
    monkeypatch.setattr(memory, "_GROUP", tmp_path)
    monkeypatch.setattr(system, "processes_that_pay", lambda: 5)
    has(tmp_path, megabytes=9000)


def has(folder: Path, *, megabytes: int) -> None:
    (folder / "meminfo").write_text(
        f"MemTotal: 99999999 kB\nMemAvailable:   {megabytes * 1024} kB\nBuffers: 1 kB\n", "ascii"
    )


linux = pytest.mark.skipif("sys.platform != 'linux'", reason="only Linux tells it by a file")


def test_nothing_is_wrong_with_a_machine_that_is_fine() -> None:
    assert told(system.system()) == []


@linux
def test_too_little_memory_is_told(tmp_path: Path) -> None:
    has(tmp_path, megabytes=400)
    sentence = "400 MB of memory are free, and 5 processes may take 850 MB; end other programs, or say --workers 2"
    assert told(system.system()) == [Wrong("memory", sentence)]


@linux
def test_a_container_may_have_less_than_its_machine(tmp_path: Path) -> None:
    for name, said in (("max", "300000000\n"), ("current", "100000000\n")):
        (tmp_path / f"memory.{name}").write_text(said, "ascii")
    assert memory.available() == 190
    (tmp_path / "memory.max").write_text("max\n", "ascii")
    assert memory.available() == 9000
    (tmp_path / "meminfo").unlink()
    assert memory.available() is None


def test_musl_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sysconfig, "get_config_var", lambda _: "cpython-313-x86_64-linux-musl")
    part = system.system()
    assert part.facts["c_library"] == "musl"
    assert told(part) == [
        Wrong(
            "musl",
            "this Python is made for musl, as on Alpine Linux, for which there is no saxonche; use a system with"
            " glibc, such as Debian, in a container perhaps",
        )
    ]


def test_python_for_windows_on_arm_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sysconfig, "get_platform", lambda: "win-arm64")
    sentence = "for Python on ARM, Windows has no saxonche; install Python for x64, which runs there, too"
    assert told(system.system()) == [Wrong("arm", sentence)]


def test_a_clock_that_is_behind_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1e9)
    sentence = (
        "by the clock, files of unscaffold are from N minutes in the future, so nothing is remembered; set the clock,"
        " or install unscaffold again"
    )
    assert told(system.system()) == [Wrong("clock", sentence)]


def test_too_little_room_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=99 * 2**20))
    sentence = f"{tmp_path} has room for 99 MB only, and diff --base may need 100; make room, or name another folder"
    expected = Part(
        "temporary", {"folder": str(tmp_path), "free_megabytes": 99}, (Wrong("temporary", f"{sentence} in TMPDIR"),)
    )
    assert folders.temporary() == expected


def test_that_there_is_no_folder_for_temporary_files_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> str:
        raise FileNotFoundError

    monkeypatch.setattr(tempfile, "gettempdir", none)
    sentence = "there is no folder for temporary files; make one that you may write, and name it in TMPDIR"
    assert folders.temporary() == Part("temporary", {"folder": None}, (Wrong("temporary", sentence),))


def test_a_library_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "_PATIENCE", 0.01)
    assert [one.sentence.partition(";")[0] for one in libraries.libraries().wrong] == [
        f"{name} does not work: it has not answered within 0 seconds" for name in ("lxml", "saxonche")
    ]


@pytest.fixture
def requires(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let unscaffold ask for what a test says, where three libraries are installed."""
    asked: list[str] = []
    there = {"click": "8.2.1", "lxml": "6.1.3", "saxonche": "13.0"}
    monkeypatch.setattr(metadata, "requires", lambda _: asked)
    monkeypatch.setattr(metadata, "version", lambda name: _version(there, name))
    monkeypatch.setattr(libraries, "_try", lambda _: libraries.Tried("works"))
    return asked


def _version(there: dict[str, str], name: str) -> str:
    if name in there:
        return there[name]
    raise metadata.PackageNotFoundError


def test_requirements_that_are_not_met_are_told(requires: list[str]) -> None:
    requires += [
        *("click>=8.2.0", "cronsim>=2.6", "lxml>=6.1.0", "saxonche<13,>=12.10.1"),
        *("tomli>=2.0.0; python_version < '3.11'", 'jinja2>=3; extra == "report"'),
    ]
    needs = {"cronsim>=2.6": "it is not installed", "saxonche<13,>=12.10.1": "13.0 is installed"}
    assert [(one.name, one.sentence) for one in libraries.libraries().wrong] == [
        (
            re.split("[<>]", one)[0],
            f"unscaffold needs {one}, and {there}; install what it needs: {sys.executable} -m pip install '{one}'",
        )
        for one, there in needs.items()
    ]


@pytest.mark.parametrize(
    ("version", "sign", "bound", "holds"),
    [
        ("8.2", ">=", "8.2.0", True),
        ("8.10", ">=", "8.9", True),
        ("8.2.0rc1", ">=", "8.2", True),
        ("8.1.9", ">=", "8.2", False),
        ("12.10.1", "<", "13", True),
        ("13.0", "<", "13", False),
        ("", ">=", "1", False),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, sign: str, bound: str, holds: bool) -> None:
    assert libraries._holds(version, sign, bound) == holds


def test_extras_are_told_with_what_they_lack(requires: list[str]) -> None:
    requires += ["jinja2>=3; extra == 'report'", 'click>=8; extra == "watch"', "lxml>=6", "wheel; extra == 'report'"]
    facts = installation.installation().facts
    assert {name: fact for name, fact in facts.items() if name.startswith("extra_")} == {
        "extra_report": "lacks jinja2, wheel",
        "extra_watch": "installed",
    }


def test_a_program_that_was_not_installed_requires_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "requires", lambda name: _version({}, name))
    assert installation.requirements() == []


def test_a_folder_that_cannot_be_listed_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def denied(_: str) -> list[str]:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "scandir", denied)
    expected = Part("configuration", {}, (Wrong("folder", "CONF cannot be listed: Permission denied"),))
    assert configuration.configuration(tmp_path) == expected


def test_what_cannot_be_looked_at_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Part:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(examining, "libraries", broken)
    parts = {part.name: part for part in examine(None)}
    sentence = "this cannot be looked at: ZeroDivisionError: by nothing; please report it"
    assert parts["libraries"] == Part("libraries", {}, (Wrong("libraries", sentence),))
    assert parts["programs"].wrong == ()


# Who somebody is


@pytest.fixture
def anna(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be somebody, on a machine with a name."""
    monkeypatch.setattr(hiding, "getuser", lambda: "anna")
    monkeypatch.setattr(socket, "gethostname", lambda: "box-7.example.org")
    monkeypatch.setattr(Path, "home", lambda: Path("/home/anna"))
    hiding._patterns.cache_clear()


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/home/anna/.cache", "~/.cache"),
        ("/home/anna", "~"),
        ("(/home/anna; /home/anna/x)", "(~; ~/x)"),
        ("It is /home/anna.", "It is ~."),
        ("/home/annabel/x", "/home/annabel/x"),
        ("/home/anna.b/x", "/home/anna.b/x"),
        ("/mnt/home/anna/x", "/mnt/home/USER/x"),
        ("/home/anna-lena/x", "/home/anna-lena/x"),
        ("/scratch/anna/x", "/scratch/USER/x"),
        (r"D:\Users\Anna\x", r"D:\Users\USER\x"),
        (r"\\box-7\share", r"\\HOST\share"),
        ("/net/box-7.example.org/x", "/net/HOST/x"),
        ("anna is a name", "anna is a name"),
    ],
)
def test_neither_home_nor_user_nor_host_is_shown(text: str, shown: str) -> None:
    assert hiding.hidden(text.replace("/home/anna", str(Path("/home/anna")))) == shown
    hiding._patterns.cache_clear()


def test_who_is_nobody_has_nothing_to_hide(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise KeyError("uid")

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(hiding, "getuser", fail)
    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.setattr(socket, "gethostname", lambda: "")
    hiding._patterns.cache_clear()
    assert hiding.hidden("/home/anna") == "/home/anna"
    hiding._patterns.cache_clear()
