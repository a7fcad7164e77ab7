"""Steps of CI systems, run by bash as these run them, in a repository with a sample."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from repositories import commit, git, repository

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
START = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">\n'
END = "</ConfigurationFile>\n"
JOBS = f"{START}  <CreateAccessCertificationJob/>\n{END}"
SCHEDULE = '<CronTabExpression CronTab="0 3 * * *"/>'
SETTINGS = f'{START}  <Language Code="en" IndicatorNumber="1"/>\n{END}'
BAD = f'{START}<CreateConnectorSynchroComplete Connector="None"/>{END}'
# How the systems start bash, and with which flags.
GITHUB = ["bash", "--noprofile", "--norc", "-eo", "pipefail"]
GITLAB = ["bash", "--noprofile", "--norc", "-eo", "pipefail"]
AZURE = ["bash", "--noprofile", "--norc"]


class Ran(NamedTuple):
    """What a step printed, and how it ended."""

    code: int
    out: str
    err: str


def read(path: str) -> Any:
    """Read a file of YAML that has one document, or the last of several."""
    *_, last = yaml.safe_load_all((ROOT / path).read_text("utf-8"))
    return last


def checkout(folder: Path) -> Path:
    """Make a repository as CI systems check out a pull request: HEAD merges a branch, whose job has a schedule."""
    repository(folder, {"Conf/Jobs.xml": JOBS, "Conf/Settings.xml": SETTINGS})
    git(folder, "checkout", "-q", "-b", "change")
    (folder / "Conf" / "Jobs.xml").write_text(
        JOBS.replace("/>", f">{SCHEDULE}</CreateAccessCertificationJob>"), "utf-8"
    )
    git(folder, "commit", "-q", "--all", "-m", "a schedule")
    git(folder, "checkout", "-q", "main")
    git(folder, "commit", "-q", "--allow-empty", "-m", "what others do")
    git(folder, "merge", "-q", "--no-ff", "-m", "merge", "change")
    return folder


def published(folder: Path) -> Path:
    """Make a repository of what others take from this one, with a commit."""
    for name in ("pipeline", "xslt"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    copied = ("pyproject.toml", "index_page.py", "README.md", "LICENSE", "constraints.txt")
    for name in (*copied, "action.yml", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder / name)
    repository(folder)
    commit(folder, {})
    return folder


def head(folder: Path) -> str:
    """Return the commit that is checked out."""
    return git(folder, "rev-parse", "HEAD").decode().strip()


def environment_of(python: Path) -> dict[str, str]:
    """Return the variable by which a system finds the commands of a Python that it has set up."""
    return {"PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}


def run(shell: list[str], script: str, folder: Path, **variables: str) -> Ran:
    """Run a script as a CI system does: with its own environment, and nothing to read."""
    of_systems = ("GITHUB_", "RUNNER_", "GIT_", "GH_", "CI_", "BUILD_", "AGENT_", "PYTHON", "UNSCAFFOLD")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(of_systems)}
    environment = {**kept, "LC_ALL": "C.UTF-8", "UNSCAFFOLD_CACHE": "", **variables}
    done = subprocess.run(
        [*shell, "-c", script], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, re.sub(r"\(\d+\.\d\d s\)", "(time)", done.stderr))


def filled(texts: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a step, with the expressions of GitHub or Azure in it replaced by values."""
    found = {}
    for name, text in texts.items():
        expression = re.fullmatch(r"\$\{\{ ([\w.-]+) \}\}", text)
        found[name] = values[expression[1]] if expression else text
        assert "${{" not in found[name]
    return found
