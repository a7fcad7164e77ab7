"""The template for Azure Pipelines: its steps do what they say, in the shell that Azure runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import unscaffold
from ci.steps import AZURE, BAD, Ran, checkout, environment_of, filled, read, run
from repositories import needs_git
from systems import posix

if TYPE_CHECKING:
    from pathlib import Path

    from ci.conftest import Ready

pytestmark = [posix("its steps are run by bash"), needs_git]
TEMPLATE: dict[str, Any] = read("ci/azure-pipelines.yml")
STEPS: dict[str, dict[str, Any]] = {one["displayName"]: one for one in TEMPLATE["steps"] if "bash" in one}
DEFAULTS = {f"parameters.{one['name']}": one["default"] for one in TEMPLATE["parameters"]}


def _run(name: str, ready: Ready, workspace: Path, **parameters: str) -> Ran:
    given = {f"parameters.{key}": value for key, value in parameters.items()}
    variables = filled(STEPS[name]["env"], DEFAULTS | {"parameters.package": str(ready.wheel)} | given)
    own = {"BUILD_SOURCESDIRECTORY": str(workspace), "AGENT_TEMPDIRECTORY": str(workspace.parent)}
    return run(AZURE, STEPS[name]["bash"], workspace, **environment_of(ready.python), **own, **variables)


def test_expressions_stand_in_the_environment_of_steps_and_never_in_what_is_run() -> None:
    assert [name for name, one in STEPS.items() if "${{" in one["bash"] or "$(" in one["bash"]] == []
    assert DEFAULTS["parameters.package"] == f"unscaffold=={unscaffold.__version__}"


def test_its_steps_install_compare_and_check(ready: Ready, tmp_path: Path) -> None:
    workspace = checkout(tmp_path / "workspace")
    (workspace / "pip.py").write_text("raise SystemExit('a stranger runs this')")
    assert _run("Install unscaffold", ready, workspace).code == 0
    summary = tmp_path / "unscaffold.md"
    assert _run("Compare", ready, workspace, arguments="--target saas")[:2] == (
        0,
        f"##vso[task.uploadsummary]{summary}\n",
    )
    assert "\n| jobs |  |  |  | 1 |\n" in summary.read_text("utf-8")
    assert _run("Check", ready, workspace)[:2] == (0, "")
    assert _run("Compare", ready, workspace, configuration="None").code == 2


def test_errors_are_issues_and_fail_the_step(ready: Ready, tmp_path: Path) -> None:
    workspace = checkout(tmp_path / "workspace")
    _run("Install unscaffold", ready, workspace)
    (workspace / "Conf" / "Bad.xml").write_text(BAD, "utf-8")
    done = _run("Check", ready, workspace)
    issues = re.findall(r"^##vso\[task\.logissue type=error;sourcepath=([^;]*);", done.out, re.MULTILINE)
    assert (done.code, issues) == (1, ["Conf/Bad.xml"])
    assert _run("Check", ready, workspace, arguments=" --nothing").code == 2
