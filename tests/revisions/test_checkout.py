"""A revision in a temporary folder, from git's objects only; what cannot be taken is said in a sentence."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from repositories import blob, commit, commit_tree, git, needs_git, repository, tree_of
from systems import posix
from unscaffold.findings import Failure
from unscaffold.revisions import MERGE_BASE, checkout
from unscaffold.revisions.git import program

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = needs_git
_EMPTY = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration"/>\n'
_CONF = {"Conf/A.xml": _EMPTY, "Conf/Größe é/B c.XML": _EMPTY, "Conf/logo.png": "no XML", "Conf/.x/C.xml": _EMPTY}


def _taken(conf: Path, revision: str) -> dict[str, str]:
    """Return the files of a revision, with their contents."""
    with checkout(conf, revision) as (taken, folder):
        assert folder == taken.folder / conf.resolve().relative_to(taken.top)
        files = [Path(parent, name) for parent, _, names in os.walk(taken.folder) for name in names]
        found = {file.relative_to(taken.folder).as_posix(): file.read_text("utf-8") for file in files}
        way = folder.relative_to(taken.folder)
        found |= {(way / name).as_posix(): file.read_text("utf-8") for name, file in taken.unchanged.items()}
    assert not taken.folder.exists()
    return dict(sorted(found.items()))


def _refused(conf: Path, revision: str = "HEAD") -> str:
    with pytest.raises(Failure) as raised, checkout(conf, revision):
        pass
    return raised.value.sentence.replace(str(conf.parent), "…")


def _seen(folder: Path) -> dict[str, tuple[int, int]]:
    """Return what is seen of all files, those of git included, by its times and sizes."""
    files = [Path(parent, name) for parent, _, names in os.walk(folder) for name in names]
    return {str(file): (file.stat().st_mtime_ns, file.stat().st_size) for file in files}


def test_what_a_run_reads_is_taken_as_it_was(tmp_path: Path) -> None:
    conf = repository(tmp_path, {**_CONF, "unscaffold.toml": 'target = "6.2"\n', "Other/D.xml": _EMPTY}) / "Conf"
    commit(tmp_path, {"Conf/A.xml": "changed"})
    (conf / "A.xml").write_text("changed again")
    before = _seen(tmp_path)
    assert _taken(conf, "HEAD~1") == {
        "Conf/A.xml": _EMPTY,
        "Conf/Größe é/B c.XML": _EMPTY,
        "unscaffold.toml": 'target = "6.2"\n',
    }
    assert _taken(conf, "HEAD")["Conf/A.xml"] == "changed"
    assert _seen(tmp_path) == before


def test_what_is_the_same_in_the_work_tree_is_read_there(tmp_path: Path) -> None:
    names = ("Conf/A.xml", "Conf/B/C.xml", "Conf/D.xml", "Conf/E.xml")
    conf = repository(tmp_path, {name: f"{name}\n" for name in names}) / "Conf"
    (conf / "A.xml").write_bytes(b"Conf/A.xml\r")
    (conf / "E.xml").write_bytes(b"Conf/E.xml\r\n")  # as Git for Windows writes it
    (conf / "D.xml").unlink()
    with checkout(conf, "HEAD") as (taken, folder):
        assert sorted(file.name for file in folder.iterdir()) == ["A.xml", "D.xml"]
        assert taken.unchanged == {name: conf / name for name in ("B/C.xml", "E.xml")}


def test_a_configuration_may_be_the_whole_repository(tmp_path: Path) -> None:
    repository(tmp_path, {"A.xml": _EMPTY, "B/C.xml": _EMPTY})
    assert [*_taken(tmp_path, "main")] == ["A.xml", "B/C.xml"]


def test_a_branch_a_tag_and_a_digest_are_revisions(tmp_path: Path) -> None:
    conf = repository(tmp_path, {"Conf/A.xml": "old"}) / "Conf"
    first = git(tmp_path, "rev-parse", "HEAD").decode().strip()
    git(tmp_path, "tag", "-a", "-m", "a tag", "v1")
    git(tmp_path, "branch", "odd/name")
    commit(tmp_path, {"Conf/A.xml": "new"})
    for revision in (first, first[:8], "v1", "odd/name", "main~1", "HEAD^"):
        assert _taken(conf, revision) == {"Conf/A.xml": "old"}, revision


def test_files_are_called_after_the_whole_name_of_a_revision(tmp_path: Path) -> None:
    conf = repository(tmp_path, {"Conf/A.xml": "old"}) / "Conf"
    git(tmp_path, "branch", "one,two")
    with checkout(conf, "one,two") as (taken, folder):
        assert taken.named(folder / "A.xml") == "one,two:Conf/A.xml"


def test_the_merge_base_is_where_head_left_the_default_branch(tmp_path: Path) -> None:
    conf = repository(tmp_path, {"Conf/A.xml": "base"}) / "Conf"
    base = git(tmp_path, "rev-parse", "HEAD").decode().strip()
    git(tmp_path, "checkout", "-q", "-b", "feature")
    commit(tmp_path, {"Conf/A.xml": "mine"})
    git(tmp_path, "checkout", "-q", "main")
    commit(tmp_path, {"Conf/A.xml": "theirs"})
    git(tmp_path, "checkout", "-q", "feature")
    with checkout(conf, MERGE_BASE) as (taken, folder):
        assert (folder / "A.xml").read_text() == "base"
        assert taken.name == f"{base[:10]}, where HEAD left main"
        assert taken.named(folder / "A.xml") == f"{base[:10]}:Conf/A.xml"


def test_where_branches_were_merged_into_each_other_one_of_the_merge_bases_is_taken(tmp_path: Path) -> None:
    conf = repository(tmp_path, {"Conf/A.xml": "base"}) / "Conf"
    git(tmp_path, "checkout", "-q", "-b", "feature")
    mine = commit(tmp_path, {"Conf/B.xml": "mine"})
    git(tmp_path, "checkout", "-q", "main")
    theirs = commit(tmp_path, {"Conf/C.xml": "theirs"})
    git(tmp_path, "merge", "-q", "-m", "a merge", mine)
    git(tmp_path, "checkout", "-q", "feature")
    git(tmp_path, "merge", "-q", "-m", "a merge", theirs)
    with checkout(conf, MERGE_BASE) as (taken, _):
        assert taken.name in {f"{one[:10]}, one of 2 commits where HEAD left main" for one in (mine, theirs)}


def test_the_default_branch_is_that_of_the_remote(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin", {"Conf/A.xml": "trunk"})
    git(origin, "branch", "-m", "main", "trunk")
    git(tmp_path, "clone", "-q", str(origin), "clone")
    commit(tmp_path / "clone", {"Conf/A.xml": "mine"})
    with checkout(tmp_path / "clone" / "Conf", MERGE_BASE) as (taken, _):
        assert taken.name.endswith(", where HEAD left origin/trunk")
    git(tmp_path / "clone", "remote", "set-head", "origin", "--delete")
    assert _refused(tmp_path / "clone" / "Conf", MERGE_BASE) == (
        "the default branch is not known: there is no origin/HEAD, and neither main nor master; name a revision with"
        " --base REV, or say git remote set-head origin --auto"
    )


def test_what_is_no_revision_is_refused(tmp_path: Path) -> None:
    conf = repository(tmp_path, {"Conf/A.xml": _EMPTY}) / "Conf"
    wrong = "is no revision; name a commit, a branch or a tag with --base"
    unknown = "in the repository; git branch --all and git log name those that are"
    assert [
        _refused(conf, revision) for revision in ("", "-x", "--upload-pack=x", "nothing", "HEAD:Conf", "a b\n")
    ] == [
        f"'' {wrong}",
        f"'-x' {wrong}",
        f"'--upload-pack=x' {wrong}",
        f"there is no revision 'nothing' {unknown}",
        f"there is no revision 'HEAD:Conf' {unknown}",
        f"there is no revision 'a b\n' {unknown}",
    ]


def test_a_folder_without_a_repository_a_work_tree_or_a_commit_has_no_revisions(tmp_path: Path) -> None:
    (tmp_path / "Conf").mkdir()
    assert _refused(tmp_path / "Conf") == (
        "…/Conf lies in no git repository, so it has no revisions; compare two folders: unscaffold diff OLD NEW"
    )
    repository(tmp_path)
    assert [_refused(tmp_path / "Conf", revision) for revision in ("HEAD", MERGE_BASE)] == [
        "there is no revision 'HEAD': the repository has no commit yet, or HEAD is none",
        "the repository has no commit yet, so that there is nothing to compare with",
    ]
    git(tmp_path, "init", "-q", "--bare", "bare")
    for folder in (tmp_path / "bare", tmp_path / ".git"):
        assert _refused(folder) == (
            f"…/{folder.name} lies in a git repository that has no work tree; name a folder of a work tree"
        )


def test_a_folder_that_the_revision_does_not_have_is_told(tmp_path: Path) -> None:
    repository(tmp_path, {"A.xml": _EMPTY, "File": ""})
    for name in ("Conf", "a.xml"):
        (tmp_path / name).mkdir()
    (tmp_path / "File").unlink()
    (tmp_path / "File").mkdir()
    assert [_refused(tmp_path / name) for name in ("Conf", "File")] == [
        "HEAD:Conf is no folder, so there is nothing to compare …/Conf with",
        "HEAD:File is no folder in that revision; compare two folders",
    ]


def test_a_shallow_clone_says_what_to_do(tmp_path: Path) -> None:
    repository(tmp_path / "origin", {"Conf/A.xml": "1"})
    commit(tmp_path / "origin", {"Conf/A.xml": "2"})
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{tmp_path}/origin", "clone")
    assert _refused(tmp_path / "clone" / "Conf", "HEAD~1") == (
        "there is no revision 'HEAD~1' in this shallow clone; fetch more of it (git fetch --unshallow; for"
        " actions/checkout, fetch-depth: 0)"
    )


def test_a_partial_clone_fetches_nothing(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin", {"Conf/A.xml": "1"})
    git(origin, "config", "uploadpack.allowFilter", "true")
    commit(origin, {"Conf/A.xml": "2"})
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{origin}", "clone")
    clone = tmp_path / "clone"
    git(clone, "config", "remote.origin.uploadpack", f"touch {tmp_path}/ran; git-upload-pack")
    git(clone, "config", "protocol.file.allow", "always")
    said = _refused(clone / "Conf", "HEAD~1")
    assert said.partition(" is not in the repository, ")[2] == (
        "which is a partial clone or damaged; fetch it, by git checkout of that revision in another folder, for"
        " example"
    )
    assert not (tmp_path / "ran").exists()


def test_submodules_and_pointers_of_lfs_are_told(tmp_path: Path) -> None:
    conf = repository(tmp_path, {"Conf/A.xml": _EMPTY}) / "Conf"
    git(tmp_path, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},Conf/Shared")
    git(tmp_path, "commit", "-q", "-m", "a submodule")
    both = "check out both versions, and compare the two folders: unscaffold diff OLD NEW"
    assert _refused(conf) == f"HEAD:Conf/Shared is a submodule, whose files are in another repository; {both}"
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"
    git(tmp_path, "update-index", "--force-remove", "Conf/Shared")
    commit(tmp_path, {"Conf/A.xml": pointer})
    (conf / "A.xml").write_text(_EMPTY)
    assert (
        _refused(conf) == f"HEAD:Conf/A.xml is a pointer of Git LFS, and its content is not in the repository; {both}"
    )


@posix("Windows has no such links")
def test_links_are_links_and_nothing_is_written_through_them(tmp_path: Path) -> None:
    top = repository(tmp_path / "top", {"Conf/A.xml": _EMPTY})
    (tmp_path / "outside").mkdir()
    (top / "Conf" / "Out").symlink_to(tmp_path / "outside")
    (top / "Conf" / "B.xml").symlink_to("A.xml")
    commit(top, {})
    with checkout(top / "Conf", "HEAD") as (_, folder):
        assert {name: str((folder / name).readlink()) for name in ("Out", "B.xml")} == {
            "Out": str(tmp_path / "outside"),
            "B.xml": "A.xml",
        }


def _hostile(top: Path, build: Callable[[str, str], list[tuple[str, bytes, str]]]) -> str:
    """Return what is said of a commit whose folder Conf is a tree that git itself would not make."""
    file, link = blob(top, _EMPTY.encode()), blob(top, str(top.parent / "outside").encode())
    inner = tree_of(top, *build(file, link))
    return commit_tree(top, tree_of(top, ("40000", b"Conf", inner)))


_TREES: dict[str, Callable[[Path, str, str], list[tuple[str, bytes, str]]]] = {
    "..": lambda top, file, _: [("40000", b"..", tree_of(top, ("100644", b"A.xml", file)))],
    ".": lambda top, file, _: [("40000", b".", tree_of(top, ("100644", b"A.xml", file)))],
    "a slash": lambda _top, file, _: [("100644", b"../../A.xml", file)],
    "a link and a folder": lambda top, file, link: [
        ("120000", b"D", link),
        ("40000", b"D", tree_of(top, ("100644", b"A.xml", file))),
    ],
    "a file and a folder": lambda top, file, _: [
        ("100644", b"D.xml", file),
        ("40000", b"D.xml", tree_of(top, ("100644", b"A.xml", file))),
    ],
    "a link and a file": lambda _top, file, link: [("120000", b"A.xml", link), ("100644", b"A.xml", file)],
    "the same link twice": lambda _top, _file, link: [("120000", b"A.xml", link), ("120000", b"A.xml", link)],
}


@posix("the names are those of POSIX")
@pytest.mark.parametrize("name", _TREES)
def test_trees_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    top = repository(tmp_path / "top", {"Conf/A.xml": _EMPTY})
    (tmp_path / "outside").mkdir()
    commit_ = _hostile(top, lambda file, link: _TREES[name](top, file, link))
    before = _seen(tmp_path)
    said = _refused(top / "Conf", commit_)
    assert said.endswith(
        (
            "has a name that no file can have here; compare two folders",
            "and another name of that revision are one on this file system; compare folders",
        )
    )
    assert (*(tmp_path / "outside").iterdir(),) == ()
    assert _seen(tmp_path) == before


@posix("other systems have no names that are no text")
def test_a_name_that_is_no_text_is_taken(tmp_path: Path) -> None:
    top = repository(tmp_path / "top", {"Conf/A.xml": _EMPTY})
    tree = tree_of(top, ("100644", b"\xff.xml", blob(top, b"x")))
    found = commit_tree(top, tree_of(top, ("40000", b"Conf", tree)))
    with checkout(top / "Conf", found) as (_, folder):
        assert [os.fsencode(file.name) for file in folder.iterdir()] == [b"\xff.xml"]


@posix("other systems have other limits")
def test_a_name_that_is_too_long_here_is_told_as_git_calls_it(tmp_path: Path) -> None:
    top = repository(tmp_path / "top", {"Conf/A.xml": _EMPTY})
    name = b"x" * 300
    file = blob(top, b"x")
    folder = tree_of(top, ("100644", b"A.xml", file))
    for entry, way in ((("100644", name + b".xml", file), ".xml"), (("40000", name, folder), "/A.xml")):
        found = commit_tree(top, tree_of(top, ("40000", b"Conf", tree_of(top, entry))))
        told = f"{found}:Conf/{name.decode()}{way} cannot be written here: File name too long"
        assert _refused(top / "Conf", found) == told


@posix("the scripts are for a shell")
def test_nothing_that_the_repository_configures_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = repository(tmp_path / "top", {"Conf/A.xml": "old", ".gitattributes": "*.xml filter=x diff=x\n"})
    commit(top, {"Conf/A.xml": "new"})
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\necho ran >> {tmp_path}/ran\ncat\n")
    script.chmod(0o755)
    hooks = top / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman", "pre-auto-gc"):
        (hooks / hook).write_text(script.read_text())
        (hooks / hook).chmod(0o755)
    for key in (
        *("filter.x.smudge", "filter.x.clean", "filter.x.process", "diff.x.textconv", "diff.x.command"),
        *(
            "diff.external",
            "core.fsmonitor",
            "core.pager",
            "pager.ls-tree",
            "core.sshCommand",
            "core.alternateRefsCommand",
        ),
        *("alias.ls-tree", "alias.cat-file", "alias.rev-parse", "credential.helper", "gpg.program", "core.editor"),
    ):
        git(top, "config", key, f"!{script}" if key.startswith("alias") else str(script))
    monkeypatch.setenv("PAGER", str(script))
    assert _taken(top / "Conf", "HEAD~1") == {"Conf/A.xml": "old"}
    assert not (tmp_path / "ran").exists()


def test_objects_that_replace_others_are_not_believed(tmp_path: Path) -> None:
    top = repository(tmp_path, {"Conf/A.xml": "old"})
    other = blob(top, b"other")
    git(top, "replace", git(top, "rev-parse", "HEAD:Conf/A.xml").decode().strip(), other)
    assert _taken(top / "Conf", "HEAD") == {"Conf/A.xml": "old"}


@posix("the program is a script for a shell")
def test_a_git_of_the_working_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "git").write_text("#!/bin/sh\ntouch ran\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f".{os.pathsep}")
    with pytest.raises(Failure, match="git is needed to read a revision, and is in no folder of PATH"):
        program()


def test_what_a_hook_of_git_is_told_does_not_lead_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = repository(tmp_path / "other", {"Conf/A.xml": "other"})
    top = repository(tmp_path / "top", {"Conf/A.xml": "own"})
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert _taken(top / "Conf", "HEAD") == {"Conf/A.xml": "own"}
