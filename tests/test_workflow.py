"""The workflow that others run: it asks for little, and runs what CONTRIBUTING.md tells a person to run."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

_ROOT = Path(__file__).parents[1]
_FILE = _ROOT / ".github" / "workflows" / "test.yml"
_WORKFLOW: dict[Any, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
_JOBS: dict[str, dict[str, Any]] = _WORKFLOW["jobs"]

each_job = pytest.mark.parametrize("job", _JOBS.values(), ids=list(_JOBS))


def _commands(job: dict[str, Any]) -> list[str]:
    return [line for step in job["steps"] for line in step.get("run", "").splitlines()]


def _of_the_page() -> list[str]:
    """Return the commands that CONTRIBUTING.md shows for Windows, in an environment that is there."""
    page = (_ROOT / "CONTRIBUTING.md").read_text("utf-8")
    return [f"python {rest}" for rest in re.findall(r"^\.venv\\Scripts\\python (.*)$", page, re.MULTILINE)]


def test_every_job_runs_what_the_page_shows() -> None:
    *install, check = _of_the_page()
    installed = {name: [line for line in _commands(job) if line in install] for name, job in _JOBS.items()}
    assert installed == {"checks": install, "lowest": install}
    assert _commands(_JOBS["checks"])[-1] == check
    assert _commands(_JOBS["lowest"])[-2:] == [
        "python -m pip install --requirement requirements-lowest.txt",
        "python -m pytest -n auto",
    ]


@each_job
def test_what_its_commands_name_is_there(job: dict[str, Any]) -> None:
    commands = "\n".join(_commands(job))
    assert [module for module in re.findall(r"python -m (\w+)", commands) if find_spec(module) is None] == []
    assert [file for file in re.findall(r"[\w-]+\.txt", commands) if not (_ROOT / file).is_file()] == []


def test_linux_has_the_processors_of_our_own_ci() -> None:
    own = (_ROOT / ".ci" / "run").read_text("utf-8")
    install = r"apt-get install -y -qq --no-install-recommends ([^>\n]*\w)|^(npm ci [^#\n]*\w)"
    of_the_workflow = "\n".join(_commands(_JOBS["checks"]))
    there = " chromium fonts-dejavu-core gh jq systemd"  # on GitHub's machines
    ours = re.findall(install, own.replace(there, ""), re.MULTILINE)
    assert re.findall(install, of_the_workflow, re.MULTILINE) == ours != []


def test_it_runs_on_every_system_with_the_oldest_and_the_newest_python() -> None:
    classified = re.findall(
        r'"Programming Language :: Python :: (3\.\d+)"', (_ROOT / "pyproject.toml").read_text("utf-8")
    )
    assert _JOBS["checks"]["strategy"]["matrix"] == {
        "os": ["ubuntu-latest", "windows-latest", "macos-latest"],
        "python": [classified[0], classified[-1]],
    }


def test_it_may_only_read_and_knows_no_secret() -> None:
    # To YAML 1.1, `on` is true.
    assert _WORKFLOW[True] == {"push": {"branches": ["main"]}, "pull_request": None}
    assert _WORKFLOW["permissions"] == {"contents": "read"}
    assert "secrets" not in _FILE.read_text("utf-8").replace("without secrets", "")


@each_job
def test_a_job_ends_and_takes_actions_of_one_version_without_credentials(job: dict[str, Any]) -> None:
    assert job["timeout-minutes"] == 30
    assert "permissions" not in job
    actions = [(step["uses"], step["with"]) for step in job["steps"] if "uses" in step]
    assert [name for name, _ in actions] == ["actions/checkout@v5", "actions/setup-python@v6"]
    assert actions[0][1] == {"persist-credentials": False}
