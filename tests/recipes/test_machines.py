"""Recipes for cron, systemd and Windows: run here as far as this machine can, else held to what is known of them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from ci.steps import JOBS, ROOT, SETTINGS
from processors import need
from systems import posix

if TYPE_CHECKING:
    from collections.abc import Iterator

RECIPES = ROOT / "recipes"
COMMAND = "/opt/unscaffold/bin/unscaffold"
_MOST = 10  # a tenth of what `systemd-analyze security` says: 1.0 of 10


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Return a folder that stands for the root of a machine on which a configuration and the command lie."""
    for name, text in (("Jobs.xml", JOBS), ("Settings.xml", SETTINGS)):
        (tmp_path / "srv/usercube/Conf").mkdir(parents=True, exist_ok=True)
        (tmp_path / "srv/usercube/Conf" / name).write_text(text, "utf-8")
    command = tmp_path / COMMAND[1:]
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT}/pipeline exec {sys.executable} -m unscaffold "$@"\n', "utf-8")
    command.chmod(0o755)
    return tmp_path


def below(machine: Path, text: str) -> str:
    """Return a text whose folders lie on a machine."""
    return re.sub(r"(?<![\w.])/(opt|srv|var)/", rf"{machine}/\1/", text)


def lines_of(text: str) -> Iterator[str]:
    yield from (line for line in text.splitlines() if line and not line.startswith("#"))


def cron(machine: Path) -> subprocess.CompletedProcess[str]:
    """Do what cron does: run what is after the user's name by the shell, with the variables of the table alone."""
    *settings, line = lines_of(below(machine, (RECIPES / "unscaffold.cron").read_text("utf-8")))
    variables = dict(setting.split("=", 1) for setting in settings)
    *when, user, command = line.split(maxsplit=6)
    assert (len(when), user, "%" in command) == (5, "unscaffold", False)  # a % is the end of the line to cron
    environment = [f"{name}={value}" for name, value in variables.items() if name != "MAILTO"]
    own = ["HOME=/nonexistent", f"LOGNAME={user}", *environment]
    return subprocess.run(
        ["env", "-i", *own, variables["SHELL"], "-c", command], cwd="/", capture_output=True, encoding="utf-8",
        stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip


@posix("cron is there")
def test_the_line_of_cron_is_silent_unless_something_is_wrong(machine: Path) -> None:
    done = cron(machine)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (machine / "srv/usercube/Expanded/Jobs.xml").is_file()
    assert (machine / "var/cache/unscaffold").is_dir()
    (machine / "srv/usercube/Conf/Jobs.xml").write_text(JOBS[:-5], "utf-8")
    done = cron(machine)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert " error U101 the file is not well-formed XML" in done.stderr


def units(machine: Path) -> tuple[Path, Path]:
    """Return the service and the timer, with the command as it lies on the machine."""
    folder = machine / "units"
    folder.mkdir(exist_ok=True)
    for name in ("unscaffold.service", "unscaffold.timer"):
        (folder / name).write_text((RECIPES / name).read_text("utf-8").replace("/opt", f"{machine}/opt"), "utf-8")
    return folder / "unscaffold.service", folder / "unscaffold.timer"


def analyzed(*arguments: str | Path) -> tuple[int, str, str]:
    need("systemd-analyze")
    done = subprocess.run(["systemd-analyze", *arguments], capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


def test_systemd_takes_the_units(machine: Path) -> None:
    service, timer = units(machine)
    assert analyzed("verify", service, timer) == (0, "", "")
    service.write_text(service.read_text("utf-8").replace("Type=oneshot", "Type=never"), "utf-8")
    assert "never" in analyzed("verify", service)[2]


def test_the_service_is_hardened(machine: Path) -> None:
    service, _ = units(machine)
    code, told, _ = analyzed("security", "--offline=yes", f"--threshold={_MOST}", "--no-pager", service)
    assert (code, "SAFE" in told) == (0, True)
    service.write_text(service.read_text("utf-8").replace("ProtectSystem=strict\n", ""), "utf-8")
    for name in ("SystemCallFilter", "CapabilityBoundingSet", "RestrictNamespaces"):
        service.write_text(re.sub(rf"^{name}=.*\n", "", service.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    assert analyzed("security", "--offline=yes", f"--threshold={_MOST}", "--no-pager", service)[0] == 1


@posix("systemd is there")
def test_what_the_service_starts_logs_records(machine: Path) -> None:
    text = below(machine, (RECIPES / "unscaffold.service").read_text("utf-8"))
    said = dict(line.split("=", 1) for line in lines_of(text) if "=" in line and not line.startswith("SystemCall"))
    name, _, value = said["Environment"].partition("=")
    (machine / "var/lib/unscaffold").mkdir(parents=True)
    done = subprocess.run(
        said["ExecStart"].split(), env={name: value, "PATH": "/usr/bin:/bin"}, cwd="/", capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")
    assert [json.loads(line)["event"] for line in done.stderr.splitlines()] == ["message", "end"]
    # Where systemd lets it write: the state, and the cache.
    assert sorted(path.name for path in (machine / "var").rglob("unscaffold")) == ["unscaffold", "unscaffold"]
    assert not (machine / "srv/usercube/Expanded").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="it is Linux that has such a rule for memory")
def test_saxon_is_not_loaded_where_no_memory_may_become_code() -> None:
    forbid = "import ctypes, sys; sys.exit(77) if ctypes.CDLL(None).prctl(65, 1, 0, 0, 0) else None; import saxonche"
    done = subprocess.run([sys.executable, "-c", forbid], capture_output=True, encoding="utf-8", check=False)
    if done.returncode == 77:
        pytest.skip("this kernel does not know the rule")
    assert "cannot make segment writable for relocation" in done.stderr  # as soon as it can be, the unit may have it
    assert "\nMemoryDenyWriteExecute" not in (RECIPES / "unscaffold.service").read_text("utf-8")


TASK = RECIPES / "unscaffold-task.xml"


def test_the_task_for_windows_is_as_its_schema_wants_it() -> None:
    schema = etree.XMLSchema(etree.parse(Path(__file__).parent / "task.xsd"))
    task = etree.parse(TASK)
    schema.assertValid(task)
    triggers = task.find("{*}Triggers")
    assert triggers is not None
    triggers[0].append(triggers[0][0])  # when it starts, after the days
    assert not schema.validate(task)


def test_the_task_is_read_as_text_and_names_what_there_is() -> None:
    text = TASK.read_text("ascii")
    assert text.startswith("<Task ")  # an encoding that is declared would be refused, for PowerShell hands it as text
    command = re.findall(r"<Command>C:\\Program Files\\unscaffold\\(.*)</Command>", text)
    assert command == ["unscaffold.cmd"]
    assert (RECIPES / command[0]).is_file()
    script = (RECIPES / "Register-Unscaffold.ps1").read_text("ascii")
    assert TASK.name in script


@posix("a shell stands for cmd.exe, which is not here")
def test_the_command_of_the_task_is_one_of_ours(machine: Path) -> None:
    (line,) = [line for line in (RECIPES / "unscaffold.cmd").read_text("ascii").splitlines() if ".exe" in line]
    log = machine / "unscaffold.log"
    line = line.replace(r"C:\Program Files\unscaffold\venv\Scripts\unscaffold.exe", str(machine / COMMAND[1:]))
    line = line.replace(r"C:\ProgramData\unscaffold\unscaffold.log", str(log))
    line = line.replace(r"C:\usercube", str(machine / "srv/usercube")).replace("\\", "/")
    for _ in range(2):
        subprocess.run(["sh", "-c", line], env=os.environ | {"UNSCAFFOLD_CACHE": ""}, check=True)
    assert [json.loads(one)["event"] for one in log.read_text("utf-8").splitlines()] == ["message", "end"] * 2


def test_files_of_windows_have_its_line_ends_in_a_checkout() -> None:
    attributes = (ROOT / ".gitattributes").read_text("utf-8")
    assert "*.cmd text eol=crlf\n" in attributes
