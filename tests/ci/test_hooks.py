"""The hooks for pre-commit, as it runs them from a clone when somebody commits."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ci.steps import BAD, END, JOBS, SETTINGS, START, head, published
from processors import run
from repositories import git, needs_git, repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = needs_git
_CONFIG = """repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: unscaffold-check
        args: [Conf]
      - id: unscaffold-expand
        args: [Conf, --output, Expanded]
"""
_OWN = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.com",
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository as others clone it, beside what pre-commit keeps of it."""
    return published(tmp_path_factory.mktemp("hooks") / "unscaffold")


@pytest.fixture
def committed(source: Path, tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Stage files in a repository with the hooks, and commit them: return the exit code, and what was said."""
    folder = repository(tmp_path / "work", {"Conf/Jobs.xml": JOBS, "Conf/Settings.xml": SETTINGS})
    (folder / ".pre-commit-config.yaml").write_text(_CONFIG.format(repo=source, rev=head(source)), "utf-8")
    unscaffold = [sys.executable, "-m", "unscaffold"]
    own = {**_OWN, "PRE_COMMIT_HOME": str(source.parent / "kept"), "UNSCAFFOLD_CACHE": ""}
    install = [sys.executable, "-m", "pre_commit", "install"]
    assert run(*install, cwd=folder, **own).returncode == 0

    def commit(*staged: str, expanded: bool = True) -> tuple[int, str]:
        if expanded:
            subprocess.run(
                [*unscaffold, "expand", "Conf", "-o", "Expanded", "-q", "--force"], cwd=folder, check=False
            )
        git(folder, "add", "--", *staged)
        done = run("git", "commit", "-m", "a change", cwd=folder, **own)
        return done.returncode, re.sub(r"\(\d+\.\d\d s\)", "(time)", done.stdout + done.stderr)

    return commit


def outcomes(said: str) -> list[str]:
    """Return how each hook ended."""
    return re.findall(r"^the (?:expanded )?configuration is [\w ]+?\.+(\w+|\([\w ]+\)Skipped)$", said, re.MULTILINE)


def test_a_commit_passes_fails_and_is_mended(committed: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    conf = tmp_path / "work" / "Conf"
    code, said = committed(".")
    assert (code, outcomes(said)) == (0, ["Passed", "Passed"]), said

    (conf / "Bad.xml").write_text(BAD, "utf-8")
    code, said = committed(".", expanded=False)
    assert (code, outcomes(said)) == (1, ["Failed", "Failed"])
    assert said.count("Bad.xml:2:33: error U310 Connector names the connector 'None'") == 2

    (conf / "Bad.xml").write_text(f"{START}<CleanDatabaseJob/>{END}", "utf-8")
    code, said = committed(".", expanded=False)
    assert (code, outcomes(said)) == (1, ["Passed", "Failed"])
    assert "Expanded is stale (1 file): run unscaffold expand Conf -o Expanded\n" in said

    code, said = committed(".")
    assert (code, outcomes(said)) == (0, ["Passed", "Passed"])


def test_the_hooks_see_what_is_staged_and_what_git_does_not_know(
    committed: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    work = tmp_path / "work"
    assert committed(".")[0] == 0
    (work / "Conf" / "Jobs.xml").write_text(BAD, "utf-8")
    (work / "Conf" / "Settings.xml").write_text(SETTINGS + "\n", "utf-8")
    (work / "Expanded" / "Settings.xml").write_text(SETTINGS + "\n", "utf-8")
    git(work, "add", "Conf/Settings.xml")
    code, said = committed("Conf/Settings.xml", expanded=False)
    assert outcomes(said)[0] == "Passed"  # what is not staged of a file that git knows is put aside
    assert (work / "Conf" / "Jobs.xml").read_text("utf-8") == BAD

    git(work, "checkout", "-q", "--", "Conf/Jobs.xml")
    (work / "Conf" / "New.xml").write_text(BAD, "utf-8")
    code, said = committed("Conf/Settings.xml", expanded=False)
    assert (code, outcomes(said)[0]) == (1, "Failed")  # a new file is not


def test_a_commit_of_other_files_waits_for_nothing(committed: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    (tmp_path / "work" / "notes.txt").write_text("notes", "utf-8")
    code, said = committed("notes.txt", expanded=False)
    assert (code, outcomes(said)) == (0, ["(no files to check)Skipped"] * 2)
