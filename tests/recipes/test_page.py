"""The page on scheduled runs: it shows the recipes as they are, and its commands do what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ci.steps import BAD, JOBS, ROOT, SETTINGS
from processors import need
from systems import posix

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "scheduled.md").read_text("utf-8")
BLOCKS: dict[str, str] = dict(re.findall(r"<!-- (\S+) -->\n```\w+\n(.*?)```\n", PAGE, re.DOTALL))
# What is run here, or by tests/test_docs.py, or is shown as it is in a file; PowerShell is nowhere.
_RUN = ["jq", "systemd", "test"]


def lines_of(name: str) -> list[str]:
    """Return the commands of a block."""
    return [line[2:] for line in BLOCKS[name].splitlines() if line.startswith("$ ")]


def test_recipes_are_shown_as_they_are() -> None:
    shown = {name: text for name, text in BLOCKS.items() if name.startswith("recipes/")}
    assert sorted(shown) == ["recipes/unscaffold.cron", "recipes/unscaffold.service", "recipes/unscaffold.timer"]
    assert {name: (ROOT / name).read_text("utf-8") for name in shown} == shown


def test_every_block_is_run_or_shown() -> None:
    assert sorted(set(BLOCKS) - {name for name in BLOCKS if name.startswith("recipes/")}) == _RUN
    assert PAGE.count("```") == 2 * (len(BLOCKS) + 1)
    assert PAGE.count("```powershell\n") == 1
    listed = (ROOT / "recipes" / "README.md").read_text("utf-8")
    names = sorted(path.name for path in (ROOT / "recipes").iterdir() if path.name != "README.md")
    assert sorted(set(re.findall(r"\]\(([\w.-]+)\)", listed))) == names
    assert [name for name in names if f"recipes/{name}" not in PAGE] == []


@posix("its commands are for a shell")
def test_what_is_wrong_is_read_from_a_log(tmp_path: Path) -> None:
    need("jq")
    for name, text in (("A.xml", BAD), ("Jobs.xml", JOBS), ("Settings.xml", SETTINGS)):
        (tmp_path / "Conf").mkdir(exist_ok=True)
        (tmp_path / "Conf" / name).write_text(text, "utf-8")
    unscaffold = [sys.executable, "-m", "unscaffold", "expand", "Conf", "-o", "Out", "--log-format", "json"]
    (command,) = lines_of("jq")
    logged = subprocess.run(unscaffold, cwd=tmp_path, capture_output=True, check=False).stderr
    (tmp_path / "log").write_bytes(logged)
    command = command.replace("journalctl -u unscaffold -o cat", "cat log")
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    said = "Connector names the connector 'None', which the configuration does not declare"
    assert done.stdout == f"U310 Conf/A.xml: {said}\n"


@pytest.mark.skipif(sys.platform != "linux", reason="systemd is on Linux only")
def test_the_timer_is_enabled(tmp_path: Path) -> None:
    need("systemctl")
    installing, enabling = (line.removeprefix("sudo ").split() for line in lines_of("systemd"))
    installing = [f"{tmp_path}{word}" if word.startswith("/") else word for word in installing]
    subprocess.run(installing, cwd=ROOT, check=True)
    # In a folder that stands for a machine, nothing can be started.
    enabling = [word for word in enabling if word != "--now"]
    enabling.insert(1, f"--root={tmp_path}")
    subprocess.run(enabling, check=True, capture_output=True)
    enabled = tmp_path / "etc/systemd/system/timers.target.wants/unscaffold.timer"
    assert str(enabled.readlink()) == "/etc/systemd/system/unscaffold.timer"
