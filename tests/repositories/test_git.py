"""Sources that are git repositories: only objects are taken of them, and nothing that they configure is run."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from git_server import serving
from repositories import blob, commit, commit_tree, git, needs_git, repository, tree_of
from systems import LINKS, posix
from unscaffold.findings import Failure
from unscaffold.options import SETTINGS
from unscaffold.repositories import Fault, Repository, fetched, state_of
from unscaffold.repositories.git_sources import Remote
from unscaffold.repositories.git_trees import Trees
from unscaffold.revisions import MERGE_BASE, checkout
from unscaffold.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = needs_git
_FILES = {"Conf/A.xml": "A", "Conf/B/C.xml": "C", "Conf/logo.png": "a picture", "Conf/.hidden/D.xml": "D"}


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git be without what the user's own configuration says."""
    (tmp_path / "own.gitconfig").touch()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "own.gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (tmp_path / "temporary").mkdir()


class _Remote:
    """A bare repository, and a work tree from which is pushed to it."""

    def __init__(self, folder: Path, files: Mapping[str, str]) -> None:
        self.bare, self.work = folder / "bare.git", folder / "work"
        repository(self.work, dict(files))
        git(folder, "clone", "-q", "--bare", str(self.work), str(self.bare))
        git(self.work, "remote", "add", "origin", str(self.bare))
        self.url = f"git+{self.bare.as_uri()}"
        self.one = Repository("Contoso", self.url, folder="Conf")

    def push(self, *refs: str) -> None:
        git(self.work, "push", "-q", "--force", "origin", *(refs or ("main",)))

    def commit(self, files: Mapping[str, str]) -> str:
        digest = commit(self.work, dict(files))
        self.push()
        return digest

    def commit_tree(self, tree: str) -> str:
        digest = commit_tree(self.work, tree)
        self.push(f"{digest}:refs/heads/main")
        return digest


@pytest.fixture
def remote(tmp_path: Path) -> _Remote:
    return _Remote(tmp_path, _FILES)


def _files(folder: Path) -> dict[str, str]:
    files = [
        Path(parent, name) for parent, folders, names in os.walk(folder) for name in names if ".git" not in parent
    ]
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in sorted(files)}


def _fetched(one: Repository, folder: Path, **more: str) -> dict[str, str]:
    with fetched(one, folder / "temporary", **more) as got:
        assert got.folder == got.top / one.folder
        found = _files(got.top)
    assert [*(folder / "temporary").iterdir()] == []
    return found


def _refused(one: Repository, folder: Path, **more: str) -> str:
    with pytest.raises((Failure, Fault)) as raised, fetched(one, folder / "temporary", **more):
        pass
    assert [*(folder / "temporary").iterdir()] == []
    sentence = str(raised.value).replace(folder.as_uri(), "…").replace(str(folder), "…")
    return f"{type(raised.value).__name__}: {re.sub('[0-9a-f]{40}', '(commit)', sentence)}"


def test_what_a_run_reads_is_fetched(remote: _Remote, tmp_path: Path) -> None:
    remote.commit({"Other/E.xml": "E", "Other/E.png": "E", "unscaffold.toml": 'target = "6.2"', ".github/F.xml": "F"})
    expected = {name: text for name, text in _FILES.items() if "hidden" not in name}
    assert _fetched(remote.one, tmp_path) == {**expected, "Other/E.xml": "E", "unscaffold.toml": 'target = "6.2"'}
    assert [*_fetched(remote.one._replace(folder=""), tmp_path)] == [
        *expected,
        "Other/E.png",
        "Other/E.xml",
        SETTINGS,
    ]


def test_a_file_of_settings_is_looked_for_in_the_source_only(remote: _Remote, tmp_path: Path) -> None:
    (tmp_path / SETTINGS).write_text("nonsense")
    with fetched(remote.one, tmp_path / "temporary") as got:
        assert read_settings(got.folder).said == {}


def test_a_branch_a_tag_and_a_commit_are_refs(remote: _Remote, tmp_path: Path) -> None:
    first = git(remote.work, "rev-parse", "HEAD").decode().strip()
    git(remote.work, "tag", "-a", "-m", "a tag", "v1")
    git(remote.work, "branch", "odd/name")
    remote.push("v1", "odd/name")
    second = remote.commit({"Conf/A.xml": "new"})
    for ref in ("v1", "odd/name", "refs/tags/v1", "refs/heads/odd/name", first):
        one = remote.one._replace(ref=ref)
        assert (_fetched(one, tmp_path)["Conf/A.xml"], state_of(one).revision) == ("A", first), ref
    for ref in ("", "main", "HEAD", second):
        one = remote.one._replace(ref=ref)
        assert (_fetched(one, tmp_path)["Conf/A.xml"], state_of(one).revision) == ("new", second), ref


def test_the_commit_is_fetched_that_the_state_told_of(remote: _Remote, tmp_path: Path) -> None:
    before = state_of(remote.one)
    remote.commit({"Conf/A.xml": "new"})
    assert _fetched(remote.one, tmp_path, revision=before.revision)["Conf/A.xml"] == "A"
    assert state_of(remote.one) != before


def test_a_server_that_gives_no_commit_by_its_digest_gives_the_ref(
    remote: _Remote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "protocol.version")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "0")
    before = state_of(remote.one)
    assert _fetched(remote.one, tmp_path, revision=before.revision)["Conf/A.xml"] == "A"
    remote.commit({"Conf/A.xml": "new"})
    assert _refused(remote.one, tmp_path, revision=before.revision) == (
        "Fault: …/bare.git has another commit as HEAD than a moment ago; try again"
    )


def test_refs_that_are_none(remote: _Remote, tmp_path: Path) -> None:
    git(remote.work, "tag", "main")
    git(remote.work, "push", "-q", "origin", "refs/tags/main")
    short = git(remote.work, "rev-parse", "--short=10", "HEAD").decode().strip()
    one = remote.one
    assert _refused(one._replace(ref="main"), tmp_path) == (
        "Failure: …/bare.git has a branch and a tag main; say refs/heads/main or refs/tags/main"
    )
    assert _refused(one._replace(ref="mian"), tmp_path) == (
        "Failure: …/bare.git has no branch or tag mian; git ls-remote …/bare.git names those that are"
    )
    assert _refused(one._replace(ref=short), tmp_path) == (
        f"Failure: …/bare.git has no branch or tag {short}; of a commit, name all 40 digits"
    )
    assert "Fault: …/bare.git cannot be read now: " in _refused(one._replace(ref="1" * 40), tmp_path)
    assert (
        _refused(one._replace(folder="Config"), tmp_path)
        == "Failure: git+…/bare.git has no folder Config; name one that it has"
    )
    assert _refused(one._replace(source=f"{one.source}2"), tmp_path) == (
        "Failure: …/bare.git2 cannot be read: '…/bare.git2' does not appear to be a git repository"
    )


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "empty.git")
    one = Repository("A", f"git+{(tmp_path / 'empty.git').as_uri()}")
    assert _refused(one, tmp_path) == (
        "Failure: …/empty.git has no default branch, or no commit yet; name a branch as ref"
    )


@posix("hooks are scripts of a shell")
def test_nothing_that_is_configured_is_run(remote: _Remote, tmp_path: Path) -> None:
    script, mark = tmp_path / "script", tmp_path / "it ran"
    script.write_text(f"#!/bin/sh\necho >> '{mark}'\ncat\n")
    script.chmod(0o755)
    templates = tmp_path / "templates" / "hooks"
    hooks = ("post-checkout", "reference-transaction", "post-merge", "pre-receive", "update", "post-index-change")
    for folder in (templates, remote.bare / "hooks"):
        folder.mkdir(parents=True, exist_ok=True)
        for hook in hooks:
            (folder / hook).unlink(missing_ok=True)
            (folder / hook).symlink_to(script)
    (tmp_path / "own.gitconfig").write_text(
        f"[init]\n templateDir = {templates.parent}\n[core]\n fsmonitor = {script}\n"
        f'[filter "lfs"]\n smudge = {script}\n process = {script}\n required = true\n'
        f'[filter "x"]\n smudge = {script}\n'
    )
    git(remote.bare, "config", "uploadpack.packObjectsHook", str(script))
    git(remote.bare, "config", "core.fsmonitor", str(script))
    attributes = "*.xml filter=x\n*.png filter=lfs\n"
    digest = commit(remote.work, {"Conf/.gitattributes": attributes, ".gitattributes": attributes})
    git(
        remote.work,
        "-c",
        f"core.hooksPath={tmp_path}",
        "push",
        "-q",
        f"--receive-pack=git -c core.hooksPath={tmp_path} receive-pack",
        "origin",
        "main",
    )
    mark.unlink(missing_ok=True)
    assert state_of(remote.one).revision == digest
    assert _fetched(remote.one, tmp_path)["Conf/A.xml"] == "A"
    assert _fetched(remote.one, tmp_path, base="HEAD~1")["Conf/A.xml"] == "A"
    assert not mark.exists()


@LINKS
def test_links_lead_nowhere(remote: _Remote, tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("secret")
    (remote.work / "Conf" / "link.xml").symlink_to(tmp_path / "secret.xml")
    (remote.work / "Away").symlink_to(tmp_path)
    (remote.work / "Away.xml").symlink_to(tmp_path)
    remote.commit({})
    with fetched(remote.one, tmp_path / "temporary") as got:
        assert sorted(path.name for path in got.top.iterdir()) == ["Away.xml", "Conf"]
        assert (got.folder / "link.xml").is_symlink()  # of which a run says that it leads out of the folder
    assert _refused(remote.one._replace(folder="Away.xml/work/Conf"), tmp_path) == (
        "Failure: git+…/bare.git has no folder Away.xml/work/Conf; name one that it has"
    )


def test_a_pointer_of_lfs_is_refused(remote: _Remote, tmp_path: Path) -> None:
    remote.commit({"Conf/A.xml": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"})
    assert _refused(remote.one, tmp_path) == (
        "Failure: …/bare.git:Conf/A.xml is a pointer of Git LFS, and its content is not in the repository;"
        " name a check-out, in which Git LFS has put the files, as source"
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (b"..", "Failure: …/bare.git has the path Conf/../A.xml, which is none of a configuration"),
        (b"git~1", "Failure: …/bare.git has the path Conf/git~1/A.xml, which is none of a configuration"),
    ],
)
def test_hostile_names(remote: _Remote, tmp_path: Path, name: bytes, sentence: str) -> None:
    inner = tree_of(remote.work, ("100644", b"A.xml", blob(remote.work, b"A")))
    conf = tree_of(remote.work, ("40000", name, inner))
    digest = commit_tree(remote.work, tree_of(remote.work, ("40000", b"Conf", conf)))
    git(remote.work, "push", "-q", "--force", "origin", f"{digest}:refs/heads/main")
    assert _refused(remote.one, tmp_path) == sentence


def test_what_git_keeps_is_not_overwritten(remote: _Remote, tmp_path: Path) -> None:
    kept = tree_of(remote.work, ("100644", b"config.toml", blob(remote.work, b"[core]\nfsmonitor = sh\n")))
    conf = tree_of(remote.work, ("100644", b"A.xml", blob(remote.work, b"A")))
    remote.commit_tree(
        tree_of(remote.work, ("40000", b".GIT", kept), ("40000", b"Conf", conf), ("40000", b"git~1", kept))
    )
    assert "has the path git~1/config.toml, which is none" in _refused(remote.one, tmp_path, base="HEAD")


def test_too_much_is_refused(remote: _Remote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unscaffold.repositories.git_trees.BYTES", 10)
    assert _refused(remote.one, tmp_path) == (
        "Failure: …/bare.git has more than 100,000 files, or than 0 MB; name a folder in it"
    )
    monkeypatch.setattr("unscaffold.repositories.git_trees.FILES", 2)
    monkeypatch.setattr("unscaffold.repositories.git_trees.BYTES", 1 << 20)
    assert _refused(remote.one, tmp_path) == (
        "Failure: …/bare.git has more than 2 files, or than 1 MB; name a folder in it"
    )


def test_a_pack_that_is_too_large_is_not_kept(
    remote: _Remote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unscaffold.repositories.git_sources.BYTES", 10)
    assert _refused(remote.one, tmp_path) == (
        "Failure: …/bare.git: the repository has more than 0 MB, and is not fetched"
    )


def test_trees_that_are_made_to_be_listed_without_end(
    remote: _Remote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = tree_of(remote.work, ("100644", b"A.xml", blob(remote.work, b"A")))
    for _ in range(12):
        tree = tree_of(remote.work, *(("40000", b"%02d" % number, tree) for number in range(20)))
    remote.commit_tree(tree_of(remote.work, ("40000", b"Conf", tree)))
    monkeypatch.setattr("unscaffold.revisions.answers._PRINTED", 1 << 20)
    assert _refused(remote.one, tmp_path) == (
        "Failure: git prints more than 1 MB about the repository, and is not heard out"
    )


@pytest.mark.parametrize(("number", "kind"), [(errno.ENOSPC, "Fault"), (errno.EINVAL, "Failure")])
def test_a_disk_that_is_full_is_a_fault(
    remote: _Remote, tmp_path: Path, number: int, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(number, "it cannot be")

    with monkeypatch.context() as patched:
        patched.setattr("unscaffold.revisions.laying_out.os.fdopen", full)
        with pytest.raises((Failure, Fault)) as raised:
            Trees(tmp_path, submodules=False).lay_out(
                Remote("https://h/p", "https"), remote.bare, "HEAD", tmp_path / "top", "Conf"
            )
    assert type(raised.value).__name__ == kind
    assert str(raised.value) == "https://h/p:Conf/A.xml cannot be written here: it cannot be"


def test_the_base_of_a_comparison_is_fetched_too(remote: _Remote, tmp_path: Path) -> None:
    first = git(remote.work, "rev-parse", "HEAD").decode().strip()
    git(remote.work, "tag", "v1")
    git(remote.work, "branch", "release")
    remote.push("v1", "release")
    remote.commit({"Conf/A.xml": "newer"})
    remote.commit({"Conf/A.xml": "newest"})
    for base in ("v1", "release", "origin/release", "HEAD~2", "main~2", "HEAD^^", first):
        assert _compared(remote.one, tmp_path, base) == ("newest", "A"), base
    assert _compared(remote.one, tmp_path, "HEAD~1") == ("newest", "newer")
    states = {state_of(remote.one, base) for base in ("v1", "release", "HEAD~2", "HEAD~1")}
    assert len(states) == 4  # whoever says it otherwise is told by another name
    assert {state.revision for state in states} == {state_of(remote.one).revision}


def test_the_merge_base_is_where_a_branch_left_the_default_one(remote: _Remote, tmp_path: Path) -> None:
    git(remote.work, "checkout", "-q", "-b", "feature")
    commit(remote.work, {"Conf/A.xml": "mine"})
    git(remote.work, "checkout", "-q", "main")
    commit(remote.work, {"Conf/A.xml": "theirs"})
    remote.push("main", "feature")
    one = remote.one._replace(ref="feature")
    before = state_of(one, MERGE_BASE)
    assert _compared(one, tmp_path, MERGE_BASE) == ("mine", "A")
    remote.commit({})
    assert state_of(one, MERGE_BASE) != before


def _compared(one: Repository, folder: Path, base: str) -> tuple[str, str]:
    with fetched(one, folder / "temporary", base=base) as got, checkout(got.folder, base) as (_, conf):
        return (got.folder / "A.xml").read_text(), (conf / "A.xml").read_text()


def test_a_base_that_is_none(remote: _Remote, tmp_path: Path) -> None:
    assert _refused(remote.one, tmp_path, base="--all") == (
        "Failure: '--all' is no revision; name a commit, a branch or a tag with --base"
    )
    assert _refused(remote.one, tmp_path, base="v2~1") == (
        "Failure: …/bare.git has no branch or tag v2; git ls-remote …/bare.git names those that are"
    )


def test_git_that_does_not_answer_is_a_fault(
    remote: _Remote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unscaffold.repositories.git_sources._ASKED", 0)
    assert _refused(remote.one, tmp_path) == "Fault: …/bare.git has not answered within 0 seconds"


def test_a_server_that_cannot_be_reached_is_a_fault(tmp_path: Path) -> None:
    one = Repository("A", "git+https://user:secret@localhost:1/a.git")
    sentence = _refused(one, tmp_path)
    assert sentence.startswith("Fault: https://***@localhost:1/a.git cannot be read now: unable to access 'https://")
    assert "secret" not in sentence


# Stands for ssh, and runs on this machine what it is to run on the other one: real git on both sides.
_SSH = """\
#!/bin/sh
if [ "$1" = "-G" ]; then exit 0; fi
if (: < /dev/tty) 2> /dev/null; then echo "there is a terminal" >&2; exit 1; fi
for last; do :; done
exec sh -c "$last"
"""


@pytest.fixture
def ssh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "ssh"
    script.write_text(_SSH)
    script.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(script))
    monkeypatch.setenv("GIT_SSH_VARIANT", "ssh")


def _with_module(folder: Path, url: str, files: Mapping[str, str] = _FILES) -> Repository:
    """Make a repository with a submodule, Conf/Inner, and return it as a list has it."""
    inner = repository(folder / "inner", {"B.xml": "B", "logo.png": "a picture", ".gitmodules": "nonsense"})
    outer = _Remote(folder, files)
    commit(outer.work, {".gitmodules": f'[submodule "one"]\n\tpath = Conf/Inner\n\turl = {url}\n\tupdate = !date\n'})
    digest = git(inner, "rev-parse", "HEAD").decode().strip()
    git(outer.work, "update-index", "--add", "--cacheinfo", f"160000,{digest},Conf/Inner")
    git(outer.work, "commit", "-q", "-m", "a submodule")
    outer.push()
    return Repository("A", f"git+ssh://me@there{outer.bare.as_posix()}", folder="Conf", submodules=True)


@posix("the script is one of a shell")
@pytest.mark.usefixtures("ssh")
@pytest.mark.parametrize("url", ["../inner", "ssh://me@there/{}/inner", "me@there:{}/inner"])
def test_submodules_are_fetched_where_the_list_asks_for_them(tmp_path: Path, url: str) -> None:
    one = _with_module(tmp_path, url.format(tmp_path.as_posix()).replace("there//", "there/"))
    found = _fetched(one, tmp_path)
    assert (found["Conf/Inner/B.xml"], found["Conf/Inner/logo.png"], found["Conf/A.xml"]) == ("B", "a picture", "A")
    assert [*_fetched(one._replace(folder="Conf/Inner"), tmp_path)] == [
        "Conf/A.xml", "Conf/B/C.xml", "Conf/Inner/.gitmodules", "Conf/Inner/B.xml", "Conf/Inner/logo.png"
    ]  # fmt: skip
    assert _refused(one._replace(submodules=False), tmp_path) == (
        "Failure: ssh://me@there…/bare.git:Conf/Inner is a submodule, whose files are in another repository;"
        " say submodules = true"
    )
    assert [*_fetched(one._replace(submodules=False, folder="Conf/B"), tmp_path)] == ["Conf/A.xml", "Conf/B/C.xml"]


@posix("the script is one of a shell")
@pytest.mark.usefixtures("ssh")
@pytest.mark.parametrize(
    "url", ["file:///srv/secret", "/srv/secret", "ext::sh -c date", "-x", "https://u:secret@-h/p"]
)
def test_submodules_lead_to_no_file_and_run_nothing(tmp_path: Path, url: str) -> None:
    shown = url.replace("u:secret", "***")
    assert _refused(_with_module(tmp_path, url), tmp_path) == (
        f"Failure: the submodule Conf/Inner of ssh://me@there…/bare.git is at {shown}, and submodules are fetched by"
        " https and ssh only; leave submodules out, or name a check-out as source"
    )


def test_submodules_of_a_repository_on_this_machine_lead_to_no_other_one(tmp_path: Path) -> None:
    _with_module(tmp_path, "../inner")
    one = Repository("A", f"git+{(tmp_path / 'bare.git').as_uri()}", folder="Conf", submodules=True)
    assert "is at …/inner, and submodules are fetched by https and ssh only" in _refused(one, tmp_path)


@LINKS
@posix("the script is one of a shell")
@pytest.mark.usefixtures("ssh")
@pytest.mark.parametrize("path", ["Conf/Inner", "Conf/Inner/sub/more"])
def test_a_submodule_is_not_written_through_a_link(tmp_path: Path, path: str) -> None:
    one = _with_module(tmp_path, "../inner")
    work, outside = tmp_path / "work", tmp_path / "outside"
    outside.mkdir()
    module = commit(tmp_path / "inner", {"sub/A.xml": "hostile"})
    link = tree_of(work, ("120000", b"sub", blob(work, os.fsencode(outside))))
    modules = blob(work, f'[submodule "one"]\n\tpath = {path}\n\turl = ../inner\n'.encode())
    if path == "Conf/Inner":
        conf = tree_of(work, ("40000", b"Inner", link), ("160000", b"Inner", module))
    else:
        behind = tree_of(work, ("160000", b"more", module))
        raw = ("120000", b"sub", blob(work, os.fsencode(outside))), ("40000", b"sub", behind)
        conf = tree_of(work, ("40000", b"Inner", tree_of(work, *raw)))
    digest = commit_tree(work, tree_of(work, ("100644", b".gitmodules", modules), ("40000", b"Conf", conf)))
    git(work, "push", "-q", "--force", "origin", f"{digest}:refs/heads/main")
    assert _refused(one, tmp_path) == (
        f"Failure: the submodule {path} lies where something else does; name a check-out as source"
    )
    assert [*outside.iterdir()] == []


@posix("the script is one of a shell")
@pytest.mark.usefixtures("ssh")
def test_submodules_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unscaffold.repositories.git_trees._MODULES", 0)
    assert _refused(_with_module(tmp_path, "../inner"), tmp_path) == (
        "Failure: ssh://me@there…/bare.git has more than 0 submodules; name a check-out as source"
    )


@LINKS
@posix("the script is one of a shell")
@pytest.mark.usefixtures("ssh")
def test_a_submodule_that_nobody_says_the_place_of(tmp_path: Path) -> None:
    one = _with_module(tmp_path, "../inner")
    work = tmp_path / "work"
    git(work, "rm", "-q", "--cached", ".gitmodules")
    git(work, "commit", "-q", "-m", "gone")
    git(work, "push", "-q", "origin", "main")
    assert _refused(one, tmp_path) == (
        "Failure: ssh://me@there…/bare.git does not say in .gitmodules where its submodule Conf/Inner is;"
        " mend it there"
    )


@posix("the helper is a script of a shell")
def test_credentials_are_those_that_the_user_has_set_up(
    remote: _Remote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tmp_path / "asked"
    with serving(tmp_path, "me", "se/cret@x") as (url, certificate):
        monkeypatch.setenv("GIT_SSL_CAINFO", str(certificate))
        monkeypatch.setenv("SSH_ASKPASS", f"echo >> {asked}")
        one = remote.one._replace(source=f"git+{url}/bare.git")
        assert _refused(one, tmp_path) == (
            f"Failure: {url}/bare.git cannot be read: could not read Username for '{url}': terminal prompts disabled"
        )
        (tmp_path / "own.gitconfig").write_text(
            '[credential]\n helper = "!f() { echo username=me; echo password=se/cret@x; }; f"\n'
        )
        assert _fetched(one, tmp_path)["Conf/A.xml"] == "A"
        (tmp_path / "own.gitconfig").write_text("")
        with_secret = one._replace(source=one.source.replace("//", "//me:se%2Fcret%40x@"))
        assert _fetched(with_secret, tmp_path)["Conf/A.xml"] == "A"
        wrong = one._replace(source=one.source.replace("//", "//me:wrong@"))
        assert _refused(wrong, tmp_path) == (
            f"Failure: {url}/bare.git cannot be read: Authentication failed for '{url}/bare.git/'"
        ).replace(f"{url}/bare.git cannot", f"{url.replace('//', '//***@')}/bare.git cannot")
        monkeypatch.delenv("GIT_SSL_CAINFO")
        assert _refused(one, tmp_path).startswith(
            f"Fault: {url}/bare.git cannot be read now: unable to access '{url}/"
        )
    assert not asked.exists()
