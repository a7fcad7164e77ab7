"""Recipes for scheduled pipelines: their scripts, run by bash in a clone of a repository that stands for a forge."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import unscaffold
from ci.github import GitHub
from ci.steps import GITHUB, GITLAB, JOBS, ROOT, SCHEDULE, SETTINGS, Ran, read, run
from repositories import commit, git, needs_git, repository
from systems import posix

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [posix("their scripts are run by bash"), needs_git]
BRANCH = "unscaffold/regenerate"
TITLE = "Expanded is what Conf expands to"
_HOOK = '#!/bin/sh\nenv | grep ^GIT_PUSH_OPTION_[0-9] >> "$GIT_DIR/options"\nexit 0\n'
WORKFLOW: dict[str, Any] = read("recipes/github-regenerate.yml")
(WORK,) = WORKFLOW["jobs"].values()
STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in WORK["steps"] if "name" in step}
_SCRIPTS = [STEPS[name]["run"] for name in ("Expand", "Open a pull request")]
_OWN = {"GITHUB_REPOSITORY": "o/r", "GITHUB_REPOSITORY_OWNER": "o", "GITHUB_REF_NAME": "main", "GH_TOKEN": "secret"}
JOB: dict[str, Any] = read("recipes/gitlab-regenerate.yml")["regenerate"]


class Forge:
    """A bare repository with a configuration and what it expanded to, and a clone of it in which a pipeline runs."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bare, self.clone = folder, folder / "o" / "r.git", folder / "clone"
        self.work = repository(folder / "work", {"Conf/Jobs.xml": JOBS, "Conf/Settings.xml": SETTINGS})
        bin_ = folder / "RUNNER_TEMP" / "unscaffold" / "bin"
        bin_.mkdir(parents=True)
        (bin_ / "unscaffold").write_text(
            f'#!/bin/sh\nPYTHONPATH={ROOT}/pipeline exec {sys.executable} -m unscaffold "$@"\n', "utf-8"
        )
        (bin_ / "unscaffold").chmod(0o755)
        self.variables = {
            "RUNNER_TEMP": str(folder / "RUNNER_TEMP"),
            "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}",
        }
        run(GITHUB, "unscaffold expand Conf -o Expanded -q", self.work, **self.variables)
        commit(self.work, {})
        subprocess.run(["git", "clone", "-q", "--bare", str(self.work), str(self.bare)], check=True)
        git(self.bare, "config", "receive.advertisePushOptions", "true")
        hook = self.bare / "hooks" / "pre-receive"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(_HOOK, "utf-8")
        hook.chmod(0o755)

    def change(self, jobs: str) -> None:
        """Commit a change of the configuration, and expand nothing."""
        commit(self.work, {"Conf/Jobs.xml": jobs})
        git(self.work, "push", "-q", str(self.bare), "HEAD:main")

    def pipeline(self, shell: list[str], scripts: list[str], **variables: str) -> Ran:
        """Run scripts as a pipeline does, in a clone of the newest commit alone, with HEAD at no branch."""
        subprocess.run(["rm", "-rf", str(self.clone)], check=True)
        command = ["git", "clone", "-q", "--depth=1", "--branch=main", self.bare.as_uri(), str(self.clone)]
        subprocess.run(command, check=True)
        git(self.clone, "checkout", "-q", "--detach")
        return run(shell, "\n".join(scripts), self.clone, **self.variables, **variables)

    def proposed(self) -> str:
        """Return the commit that a branch proposes; nothing if there is none."""
        return git(self.bare, "for-each-ref", "--format=%(objectname)", f"refs/heads/{BRANCH}").decode().strip()

    def options(self) -> list[str]:
        """Return with which options was pushed."""
        file = self.bare / "options"
        return re.findall(r"^\w+=(.*)$", file.read_text("utf-8"), re.MULTILINE) if file.exists() else []


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    """Make a forge of which the expanded folder is up to date."""
    return Forge(tmp_path)


def check_that_it_proposes_what_has_changed(forge: Forge, regenerate: Callable[[], Ran]) -> None:
    done = regenerate()
    assert (done.code, done.out, forge.proposed()) == (0, "nothing has changed\n", "")
    forge.change(JOBS.replace("/>", f">{SCHEDULE}</CreateAccessCertificationJob>"))
    assert regenerate().code == 0
    first = forge.proposed()
    shown = git(forge.bare, "show", "--format=%s%n%an", "--name-only", first).decode().split("\n")
    assert [line for line in shown if line] == [TITLE, "unscaffold", "Expanded/.unscaffold.json", "Expanded/Jobs.xml"]
    assert regenerate().code == 0
    assert forge.proposed() == first  # the same again is the same commit
    forge.change(JOBS.replace("<Create", "<!-- another --><Create"))
    assert regenerate().code == 0
    assert git(forge.bare, "rev-parse", f"{BRANCH}^") == git(forge.bare, "rev-parse", "main")
    assert forge.proposed() != first
    forge.change("<broken")
    assert regenerate().code == 1
    assert git(forge.bare, "rev-parse", f"{BRANCH}^") != git(forge.bare, "rev-parse", "main")


def test_github_opens_a_pull_request_where_none_is_open(forge: Forge) -> None:
    with GitHub(forge.folder, []) as github:
        check_that_it_proposes_what_has_changed(
            forge, lambda: forge.pipeline(GITHUB, _SCRIPTS, **_OWN, **WORK["env"], **github.environment)
        )
    asked = f"/repos/o/r/pulls?state=all&head=o:{BRANCH}&base=main"
    body = "unscaffold expanded Conf on a schedule, and this is different. Nothing was deployed."
    said = {"title": TITLE, "body": body, "head": BRANCH, "base": "main"}
    assert github.asked == [("GET", asked, None), ("POST", "/repos/o/r/pulls", said)] * 3


@pytest.mark.parametrize(
    ("state", "is_same", "is_opened"), [("open", False, False), ("closed", True, False), ("closed", False, True)]
)
def test_github_leaves_a_pull_request_that_is_open_or_was_not_wanted(
    state: str, is_same: bool, is_opened: bool, forge: Forge
) -> None:
    forge.change(JOBS.replace("<Create", "<!-- another --><Create"))

    def regenerate(sha: str) -> tuple[Ran, list[str]]:
        pull = {"number": 1, "state": state, "head": {"sha": sha}}
        with GitHub(forge.folder, [], pulls=[pull]) as github:
            done = forge.pipeline(GITHUB, _SCRIPTS, **_OWN, **WORK["env"], **github.environment)
        return done, [method for method, _, _ in github.asked]

    regenerate("none")
    proposed = forge.proposed()
    done, methods = regenerate(proposed if is_same else "none")
    assert (done.code, methods) == (0, ["GET", "POST"] if is_opened else ["GET"])
    assert done.out.endswith("there is a pull request that shows what has changed\n") == (not is_opened)
    assert forge.proposed() == proposed


def test_gitlab_opens_a_merge_request_by_its_push(forge: Forge) -> None:
    own = {
        "CI_SERVER_URL": forge.folder.as_uri(),
        "CI_PROJECT_PATH": "o/r",
        "CI_COMMIT_BRANCH": "main",
        "REGENERATE_TOKEN": "secret",
    }
    said: list[Ran] = []

    def regenerate() -> Ran:
        said.append(forge.pipeline(GITLAB, JOB["script"][1:], **own, **JOB["variables"]))
        return said[-1]

    check_that_it_proposes_what_has_changed(forge, regenerate)
    pushed = [
        "merge_request.create",
        "merge_request.target=main",
        f"merge_request.title={TITLE}",
        "merge_request.remove_source_branch",
    ]
    assert forge.options() == pushed * 2
    assert not [one for one in said if "secret" in one.out + one.err]


def test_the_token_of_gitlab_is_told_to_git_alone(forge: Forge) -> None:
    (helper,) = re.findall(r"helper='(.*)'", JOB["script"][-1])
    script = (
        "git -c credential.helper= -c \"credential.helper=$HELPER\" credential fill <<< $'protocol=https\\nhost=h\\n'"
    )
    done = run(GITLAB, script, forge.work, HELPER=helper, REGENERATE_TOKEN='a "b"$c')
    assert sorted(done.out.splitlines()) == ["host=h", 'password=a "b"$c', "protocol=https", "username=unscaffold"]


def test_what_they_install_is_this_version_and_expressions_are_no_part_of_what_is_run() -> None:
    package = f"unscaffold=={unscaffold.__version__}"
    assert (WORK["env"]["PACKAGE"], JOB["variables"]["PACKAGE"]) == (package, package)
    assert [name for name, step in STEPS.items() if "${{" in step["run"]] == []
    assert WORKFLOW["permissions"] == {}
    assert WORK["permissions"] == {"contents": "write", "pull-requests": "write"}
    uses = [step["uses"] for step in WORK["steps"] if "uses" in step]
    assert [one for one in uses if not re.search(r"@[0-9a-f]{40}$", one)] == []


@pytest.mark.parametrize(
    ("name", "schema"),
    [("github-regenerate.yml", "vendor.github-workflows"), ("gitlab-regenerate.yml", "vendor.gitlab-ci")],
)
def test_they_are_right_by_their_schemas(name: str, schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, "-o", "json"]
    done = subprocess.run([*command, str(ROOT / "recipes" / name)], capture_output=True, check=False)
    assert (done.returncode, json.loads(done.stdout)["status"]) == (0, "ok")
    assert yaml.safe_load((ROOT / "recipes" / name).read_text("utf-8"))
