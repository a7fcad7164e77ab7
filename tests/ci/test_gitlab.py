"""The template for GitLab: its script does what it says, in the shell that GitLab runs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import unscaffold
from ci.steps import BAD, GITLAB, ROOT, Ran, checkout, environment_of, read, run
from repositories import git, needs_git
from systems import posix

if TYPE_CHECKING:
    from pathlib import Path

    from ci.conftest import Ready

pytestmark = [posix("its script is run by bash"), needs_git]
INPUTS, _ = yaml.safe_load_all((ROOT / "ci" / "gitlab.yml").read_text("utf-8"))
JOB: dict[str, Any] = read("ci/gitlab.yml")["unscaffold"]


def _run(ready: Ready, workspace: Path, base: str = "", **inputs: str) -> Ran:
    """Run the script of the job with its inputs, of which those that are not named are as by default."""
    defaults = {name: one["default"] for name, one in INPUTS["spec"]["inputs"].items()}
    given = defaults | {"package": str(ready.wheel)} | inputs
    variables = {}
    for name, text in JOB["variables"].items():
        expression = re.fullmatch(r"\$\[\[ inputs\.(\w+) \]\]", text)
        variables[name] = given[expression[1]] if expression else text
    own = {"CI_PROJECT_DIR": str(workspace), "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    return run(GITLAB, "\n".join(JOB["script"]), workspace, **environment_of(ready.python), **own, **variables)


def test_inputs_stand_in_variables_and_never_in_what_is_run() -> None:
    assert "$[[" not in "\n".join(JOB["script"])
    assert INPUTS["spec"]["inputs"]["package"]["default"] == f"unscaffold=={unscaffold.__version__}"


def test_a_merge_request_is_compared_and_checked(ready: Ready, tmp_path: Path) -> None:
    workspace = checkout(tmp_path / "workspace")
    (workspace / "pip.py").write_text("raise SystemExit('a stranger runs this')")
    base = git(workspace, "rev-parse", "HEAD^1").decode().strip()
    done = _run(ready, workspace, base, arguments="--target saas")
    assert done.code == 0, done.err
    assert (workspace / "unscaffold.txt").read_text("utf-8") == done.out
    assert "jobs:\n\n  ~ AccessCertification\n" in done.out
    assert json.loads((workspace / "gl-code-quality-report.json").read_text("utf-8")) == []


def test_errors_are_in_the_report_and_fail_the_job(ready: Ready, tmp_path: Path) -> None:
    workspace = checkout(tmp_path / "workspace")
    (workspace / "Conf" / "Bad.xml").write_text(BAD, "utf-8")
    done = _run(ready, workspace)
    report = json.loads((workspace / "gl-code-quality-report.json").read_text("utf-8"))
    assert done.code == 1
    assert [(one["severity"], one["location"]["path"]) for one in report if one["severity"] == "critical"] == [
        ("critical", "Conf/Bad.xml")
    ]
    assert not (workspace / "unscaffold.txt").exists()


def test_what_is_left_is_what_the_job_names(ready: Ready, tmp_path: Path) -> None:
    workspace = checkout(tmp_path / "workspace")
    _run(ready, workspace, "HEAD^1")
    left = {JOB["artifacts"]["reports"]["codequality"], *JOB["artifacts"]["paths"]}
    assert git(workspace, "ls-files", "--others").decode().split() == sorted(left)


@pytest.mark.parametrize("arguments", ["--nothing", "$(touch x)"])
def test_arguments_are_no_shell(arguments: str, ready: Ready, tmp_path: Path) -> None:
    workspace = checkout(tmp_path / "workspace")
    assert _run(ready, workspace, arguments=arguments).code == 2
    assert not (workspace / "x").exists()
