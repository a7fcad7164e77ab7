"""The commit of a configuration, from repositories that may be a stranger's."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from processors import missing
from systems import LINKS, posix
from unscaffold.attesting.attested import Commit
from unscaffold.attesting.commit import commit_of, fault_of_commit
from unscaffold.files import walk

if TYPE_CHECKING:
    from pathlib import Path

CLEAN = {"Conf A/HR/a.xml": b"<a/>\n", "Conf A/é.txt": b"x", "Conf A/.idea/x": b"", "other.txt": b"y"}


def git(folder: Path, *arguments: str) -> str:
    if shutil.which("git") is None:
        missing("git")
    # Nothing of the machine's own configuration: a hook or a signature would make other commits.
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    run = subprocess.run(
        ["git", *who, *arguments], cwd=folder, env=os.environ | own, capture_output=True, text=True, check=True
    )
    return run.stdout.strip()


def write(root: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


@pytest.fixture
def conf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration in a repository, all of it committed."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write(tmp_path / "R", CLEAN)
    git(tmp_path / "R", "init", "-q")
    commit(tmp_path / "R")
    return tmp_path / "R" / "Conf A"


def commit(root: Path) -> str:
    git(root, "add", "--all", "--force")
    git(root, "commit", "-q", "--allow-empty", "-m", "x")
    return git(root, "rev-parse", "HEAD")


def found(conf: Path) -> Commit | None:
    return commit_of(conf, walk(conf)[0], lambda file: (conf / file).read_bytes())


def fault(commit: Commit, conf: Path) -> str | None:
    return fault_of_commit(commit, conf, walk(conf)[0], lambda file: (conf / file).read_bytes())


def test_a_commit_is_told_with_the_folder_in_it(conf: Path) -> None:
    head = git(conf, "rev-parse", "HEAD")
    assert found(conf) == Commit(head, "Conf A", is_changed=False)
    assert fault(Commit(head, "Conf A", is_changed=False), conf) == ""
    root = conf.parent
    assert found(root) == Commit(head, "", is_changed=False)


def test_a_folder_that_no_commit_has_is_told(conf: Path) -> None:
    head = git(conf, "rev-parse", "HEAD")
    for folder in ("\0", "Conf A\0", "Conf B", "-r"):
        assert fault(Commit(head, folder, is_changed=False), conf) == f"has other files than {conf}"


def test_repositories_of_sha256_have_longer_digests(tmp_path: Path, conf: Path) -> None:
    write(tmp_path / "S", {"Conf/a.xml": b"<a/>"})
    git(tmp_path / "S", "init", "-q", "--object-format=sha256")
    head = commit(tmp_path / "S")
    assert (len(head), found(tmp_path / "S" / "Conf")) == (64, Commit(head, "Conf", is_changed=False))
    assert conf.is_dir()


@pytest.mark.parametrize(
    "change",
    [
        {"Conf A/HR/a.xml": b"<b/>\n"},
        {"Conf A/new.xml": b""},
        {"Conf A/HR/a.xml": None},
    ],
    ids=["changed", "new", "missing"],
)
def test_a_file_that_is_not_as_in_the_commit_is_a_change(change: dict[str, bytes | None], conf: Path) -> None:
    head = git(conf, "rev-parse", "HEAD")
    for name, data in change.items():
        if data is None:
            (conf.parent / name).unlink()
        else:
            write(conf.parent, {name: data})
    assert found(conf) == Commit(head, "Conf A", is_changed=True)
    assert fault(Commit(head, "Conf A", is_changed=False), conf) == f"has other files than {conf}"
    assert fault(Commit(head, "Conf A", is_changed=True), conf) == ""


@pytest.mark.parametrize(
    "change",
    [{"other.txt": b"z"}, {"Conf A/.idea/x": b"z"}, {"Conf A/HR/a.xml": b"<a/>\r\n"}],
    ids=["elsewhere", "hidden", "line ends"],
)
def test_what_is_no_part_of_the_configuration_is_no_change(change: dict[str, bytes], conf: Path) -> None:
    write(conf.parent, change)
    assert found(conf) == Commit(git(conf, "rev-parse", "HEAD"), "Conf A", is_changed=False)


@LINKS
def test_a_link_is_as_it_was_committed_if_it_leads_to_the_same_place(conf: Path) -> None:
    (conf / "link.xml").symlink_to("HR/a.xml")
    (conf / "folder").symlink_to("HR", target_is_directory=True)
    head = commit(conf.parent)
    assert found(conf) == Commit(head, "Conf A", is_changed=False)
    (conf / "link.xml").unlink()
    (conf / "link.xml").symlink_to("./HR/a.xml")
    assert found(conf) == Commit(head, "Conf A", is_changed=True)


def test_there_may_be_no_commit(tmp_path: Path, conf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = found(conf)
    assert known
    write(tmp_path / "alone", CLEAN)
    assert (found(tmp_path / "alone"), fault(known, tmp_path / "alone")) == (None, None)
    git(tmp_path / "alone", "init", "-q")
    assert found(tmp_path / "alone") is None
    assert fault(known, tmp_path / "alone") == f"is not known in the repository of {tmp_path / 'alone'}"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert (found(conf), fault(known, conf)) == (None, None)


def test_the_environment_leads_to_no_other_repository(
    tmp_path: Path, conf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = found(conf)
    write(tmp_path / "other", {"a": b""})
    git(tmp_path / "other", "init", "-q")
    commit(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "other"))
    assert found(conf) == known


def test_git_that_does_not_answer_is_not_waited_for(conf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stuck(*_: object) -> None:
        raise TimeoutError

    monkeypatch.setattr("unscaffold.revisions.git.answer", stuck)
    assert found(conf) is None


@posix("the hooks are scripts of a shell")
def test_nothing_that_a_repository_names_is_run(conf: Path, tmp_path: Path) -> None:
    root, mark = conf.parent, tmp_path / "it ran"
    script = tmp_path / "script"
    script.write_text(f'#!/bin/sh\ntouch "{mark}"\n')
    script.chmod(0o755)
    known = found(conf)
    for name in ("post-index-change", "reference-transaction", "fsmonitor-watchman"):
        shutil.copy(script, root / ".git" / "hooks" / name)
    (root / ".git" / "info" / "attributes").write_text("* filter=x diff=x\n")
    for key, value in {
        "core.fsmonitor": script,
        "core.pager": script,
        "core.sshCommand": script,
        "core.gitProxy": script,
        "core.alternateRefsCommand": script,
        "core.askPass": script,
        "filter.x.clean": script,
        "filter.x.smudge": script,
        "filter.x.process": script,
        "diff.x.textconv": script,
        "diff.external": script,
        "gpg.program": script,
        "alias.rev-parse": f"!{script}",
        "alias.ls-tree": f"!{script}",
        "protocol.allow": "always",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{script}",
        "remote.origin.uploadpack": script,
    }.items():
        git(root, "config", key, str(value))
    assert (found(conf), mark.exists()) == (known, False)
    tree = git(root, "rev-parse", "HEAD^{tree}")
    (root / ".git" / "objects" / tree[:2] / tree[2:]).unlink()  # as if it were still to be fetched
    changed = found(conf)
    assert (changed and changed.is_changed, mark.exists()) == (True, False)
