"""The composite action for GitHub: what it says is right by the schema, and its steps do what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from ci.github import GitHub
from ci.steps import BAD, GITHUB, ROOT, Ran, checkout, filled, head, published, read, run
from repositories import git, needs_git
from systems import posix

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [posix("its steps are run by bash"), needs_git]
ACTION: dict[str, Any] = read("action.yml")
STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"]}
DEFAULTS = {f"inputs.{name}": value["default"] for name, value in ACTION["inputs"].items()}


@pytest.fixture(scope="session")
def command(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the command that the first step installs, from a clone, in a checkout that would take over Python."""
    folder = tmp_path_factory.mktemp("action")
    workspace = checkout(folder / "workspace")
    for module in ("venv", "pip", "ensurepip", "unscaffold"):
        (workspace / f"{module}.py").write_text("raise SystemExit('a stranger runs this')")
    done = run(
        GITHUB,
        STEPS["Install unscaffold"]["run"],
        workspace,
        RUNNER_TEMP=str(folder),
        RUNNER_OS="Linux",
        GITHUB_ACTION_PATH=str(published(folder / "action")),
        GITHUB_OUTPUT=str(folder / "outputs"),
    )
    assert done.code == 0, done.err
    (name, value), *_ = outputs(folder / "outputs")
    assert name == "command"
    return value


def outputs(file: Path) -> list[tuple[str, str]]:
    lines = [line.partition("=") for line in file.read_text("utf-8").splitlines()]
    return [(name, value) for name, _, value in lines]


def step(name: str, workspace: Path, values: dict[str, str], **variables: str) -> Ran:
    """Run a step with the values of its expressions, where no input says another."""
    environment = filled(STEPS[name]["env"], DEFAULTS | {"github.event.pull_request.base.sha": "none"} | values)
    files = {name: str(workspace.parent / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "RUNNER_TEMP")}
    (workspace.parent / "RUNNER_TEMP").mkdir(exist_ok=True)
    return run(
        GITHUB,
        STEPS[name]["run"],
        workspace,
        **{"GITHUB_WORKSPACE": str(workspace), "GITHUB_SHA": head(workspace), **files, **environment, **variables},
    )


def test_expressions_stand_in_the_environment_of_steps_and_never_in_what_is_run() -> None:
    assert [name for name, one in STEPS.items() if "${{" in one["run"] or one["shell"] != "bash"] == []
    assert [name for name, one in STEPS.items() if "uses" in one] == []  # nothing that would have to be pinned
    read_by = {text for one in STEPS.values() for text in one.get("env", {}).values() if "github.event" in text}
    assert read_by == {"${{ github.event.pull_request.base.sha }}", "${{ github.event.pull_request.number }}"}
    assert "pull_request_target" not in (ROOT / "action.yml").read_text("utf-8")


def test_the_installed_command_is_of_the_version_of_the_action(command: str, tmp_path: Path) -> None:
    done = run(GITHUB, f'"{command}" --version', tmp_path)
    version = re.search(r'__version__ = "(.*)"', (ROOT / "pipeline/unscaffold/__init__.py").read_text("utf-8"))
    assert version
    assert done == (0, f"unscaffold, version {version[1]}\n", "")


INSTALLED = "steps.install.outputs.command"


def test_check_annotates_and_fails(command: str, tmp_path: Path) -> None:
    workspace = checkout(tmp_path / "workspace")
    assert step("Check", workspace, {INSTALLED: command}).code == 0
    (workspace / "Conf" / "Bad.xml").write_text(BAD, "utf-8")
    done = step("Check", workspace, {INSTALLED: command})
    assert done.code == 1
    assert re.findall(r"^::error file=([^,]*),line=(\d+)", done.out, re.MULTILINE) == [("Conf/Bad.xml", "2")]
    assert step("Check", workspace, {INSTALLED: command, "inputs.fail-on": "never"}).code == 0
    of_one = {INSTALLED: command, "inputs.arguments": " --target saas  --select J9"}
    assert step("Check", workspace, of_one).out == ""
    assert step("Check", workspace, {INSTALLED: command, "inputs.arguments": "--nothing"}).code == 2


def test_an_expanded_folder_that_is_stale_fails(command: str, tmp_path: Path) -> None:
    workspace = checkout(tmp_path / "workspace")
    values = {INSTALLED: command, "inputs.expanded": "Expanded here"}
    done = step("Check the expanded configuration", workspace, values)
    assert (done.code, done.out.count("::error file=Expanded here/")) == (1, 2)
    assert run(GITHUB, f'"{command}" expand Conf -o "Expanded here" -q', workspace).code == 0
    assert step("Check the expanded configuration", workspace, values).code == 0


@pytest.mark.parametrize(
    ("values", "variables", "base"),
    [
        ({}, {}, "HEAD^1"),
        ({"inputs.base": "HEAD^1^"}, {}, "HEAD^1^"),
        ({"github.event.pull_request.base.sha": "main~1"}, {"GITHUB_SHA": "another"}, "main~1"),
    ],
)
def test_a_pull_request_is_compared_with_what_it_is_merged_into(
    values: dict[str, str], variables: dict[str, str], base: str, command: str, tmp_path: Path
) -> None:
    workspace = checkout(tmp_path / "workspace")
    assert step("Compare", workspace, {INSTALLED: command, **values}, **variables).code == 0
    told = (tmp_path / "GITHUB_STEP_SUMMARY").read_text("utf-8")
    assert told.startswith("<!-- unscaffold: Conf -->\n<!-- unscaffold diff -->\n## What changes\n\nFrom `" + base)
    assert "\n| jobs |  |  |  | 1 |\n" in told
    comment = str(tmp_path / "RUNNER_TEMP" / "unscaffold.md")
    assert outputs(tmp_path / "GITHUB_OUTPUT") == [("mark", "<!-- unscaffold: Conf -->"), ("comment", comment)]
    assert (tmp_path / "RUNNER_TEMP" / "unscaffold.md").read_text("utf-8") == told


def test_the_mark_of_a_folder_is_one_short_comment(command: str, tmp_path: Path) -> None:
    workspace = checkout(tmp_path / "workspace")
    name = "a-->$(touch x)`y`" + "z" * 90
    (workspace / "Conf").rename(workspace / name)
    git(workspace, "add", "--all")
    git(workspace, "commit", "-q", "-m", "renamed")
    done = step("Compare", workspace, {INSTALLED: command, "inputs.configuration": name}, GITHUB_SHA="another")
    assert done.code == 2  # the base has no such folder, nor is "none" a commit
    done = step("Compare", workspace, {INSTALLED: command, "inputs.configuration": name, "inputs.base": "HEAD"})
    (_, mark), _ = outputs(tmp_path / "GITHUB_OUTPUT")
    assert (done.code, mark) == (0, f"<!-- unscaffold: a_____touch_x__y_{'z' * 43} -->")


OWN = "github-actions[bot]"
MARK = "<!-- unscaffold: Conf -->"


@pytest.mark.parametrize(
    ("comments", "target"),
    [
        ([], ("POST", "/repos/o/r/issues/7/comments")),
        (
            [(1, "stranger", f"{MARK}\n"), (2, OWN, "<!-- unscaffold: Other -->\n"), (3, OWN, f"a\n{MARK}")],
            ("POST", "/repos/o/r/issues/7/comments"),
        ),
        (
            [(1, "stranger", f"{MARK}\n"), (12, OWN, f"{MARK}\r\nold\n"), (13, OWN, f"{MARK}\nolder")],
            ("PATCH", "/repos/o/r/issues/comments/12"),
        ),
    ],
)
def test_the_comment_of_the_run_before_is_replaced(
    comments: list[tuple[int, str, str]], target: tuple[str, str], tmp_path: Path
) -> None:
    text = f"{MARK}\n'\"$(touch x)`é`\n@all\n"
    (tmp_path / "comment.md").write_text(text, "utf-8")
    with GitHub(tmp_path, comments) as github:
        done = _comment(tmp_path, github)
    assert done == (0, "", "")
    listing = ("GET", "/repos/o/r/issues/7/comments?per_page=100", None)
    assert github.asked == [listing, (*target, {"body": text})]


def test_a_token_that_may_not_write_fails_nothing(tmp_path: Path) -> None:
    (tmp_path / "comment.md").write_text(MARK, "utf-8")
    with GitHub(tmp_path, [], status=403) as github:
        done = _comment(tmp_path, github)
    assert done.code == 0
    notice = "::notice::there is no comment of unscaffold, for the token may not write it; the summary has it\n"
    assert done.out == notice
    assert [asked[0] for asked in github.asked] == ["GET", "POST"]


def _comment(folder: Path, github: GitHub) -> Ran:
    values = {
        "github.token": "secret",
        "steps.compare.outputs.mark": MARK,
        "steps.compare.outputs.comment": str(folder / "comment.md"),
        "github.event.pull_request.number": "7",
    }
    variables = filled(STEPS["Comment"]["env"], values)
    return run(GITHUB, STEPS["Comment"]["run"], folder, GITHUB_REPOSITORY="o/r", **variables, **github.environment)


def test_each_step_runs_when_it_should() -> None:
    assert {name: one["if"] for name, one in STEPS.items() if "if" in one} == {
        "Check the expanded configuration": "${{ !cancelled() && inputs.expanded != '' }}",
        "Compare": "${{ !cancelled() && github.event_name == 'pull_request' }}",
        "Comment": "${{ !cancelled() && steps.compare.outcome == 'success' && inputs.comment == 'true' }}",
    }
