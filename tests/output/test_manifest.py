"""The manifest, as version control and strangers hand it over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from unscaffold import Failure, expand
from unscaffold.output.manifest import MANIFEST, Manifest, read, text_of

A, B, C = ("a" * 64, "b" * 64, "c" * 64)


def manifest_of(folder: Path, text: str | bytes) -> Manifest | None:
    (folder / MANIFEST).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(folder)


def refused(folder: Path, text: str | bytes) -> str:
    with pytest.raises(Failure) as failure:
        manifest_of(folder, text)
    advice = "restore it, or remove it and say --force, or name another output folder"
    assert str(failure.value) == f"{folder / MANIFEST} is not a manifest of unscaffold; {advice}"
    return str(failure.value)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    manifest = Manifest("folder", {"A b/ü.xml": [A], "a.txt": [A, B], ".hidden": [C], "d/.hidden": [C]})
    assert manifest_of(tmp_path, text_of(manifest)) == manifest


def test_where_there_is_none_there_is_none(tmp_path: Path) -> None:
    assert read(tmp_path) is None
    assert read(tmp_path / "nowhere") is None


@pytest.mark.parametrize(
    "path",
    ["", ".", "..", "/etc/passwd", "../a", "a/../b", "./a", "a/./b", "a//b", "a/", "/", ".git/config", "a/.b/c",
     "a/..", "a\0b", "a\udcc3", ".unscaffold.json", ".unscaffold.lock"],
)  # fmt: skip
def test_a_path_that_leads_elsewhere_or_is_another_spelling_is_refused(path: str, tmp_path: Path) -> None:
    refused(tmp_path, json.dumps({"unscaffold": 1, "files": {"a.txt": A, path: A}}))


@pytest.mark.parametrize("path", ["a:b", "a\\b", "a.", "a ", "CON", "d/nul.txt", "com1", "a?", "a|b"])
def test_on_windows_further_spellings_are_refused(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = json.dumps({"unscaffold": 1, "files": {path: A}})
    assert manifest_of(tmp_path, text) == Manifest("folder", {path: [A]})
    monkeypatch.setattr("sys.platform", "win32")
    refused(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "1",
        "{}",
        '{"files": 1}',
        '{"files": []}',
        '{"files": {"a": 1}}',
        '{"files": {"a": [1]}}',
        '{"files": {"a": {"b": "c"}}}',
        '{"unscaffold": 2, "files": {}}',
        '{\n "unscaffold": 1,\n "layout": "folder",\n "files": {\n',
        '{"layout": "::error::", "files": {}}',
        '{"layout": 1, "files": {}}',
        "[" * 100_000,
        '{"files": ' * 100_000,
        b"\xff",
        b"\xff\xfe{\0}\0",
    ],
)
def test_what_is_no_manifest_is_one_sentence(text: str | bytes, tmp_path: Path) -> None:
    refused(tmp_path, text)


HEAD = '{\n "unscaffold": 1,\n "layout": "folder",\n "files": {\n'
CONFLICT = f"""{HEAD}  "AD.xml": "{A}",
<<<<<<< HEAD
  "HR.xml": "{A}",
  "SAP.xml": "{B}"
||||||| 1234567
  "HR.xml": "{C}"
=======
  "HR.xml": "{B}"
>>>>>>> feature
 }}
}}
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_two_branches_changed_is_what_both_say(line_end: str, tmp_path: Path) -> None:
    files = {"AD.xml": [A], "HR.xml": [A, C, B], "SAP.xml": [B]}
    assert manifest_of(tmp_path, CONFLICT.replace("\n", line_end)) == Manifest("folder", files)


def test_a_union_of_lines_is_what_both_say(tmp_path: Path) -> None:
    text = f'{HEAD}  "AD.xml": "{A}",\n  "AD.xml": "{B}",\n  "HR.xml": "{A}"\n  "SAP.xml": "{B}"\n }}\n}}\n'
    assert manifest_of(tmp_path, text) == Manifest("folder", {"AD.xml": [A, B], "HR.xml": [A], "SAP.xml": [B]})
    text = f'{HEAD}  "AD.xml": "{A}",\n  "AD.xml": "{B}"\n }}\n}}\n'
    assert manifest_of(tmp_path, text) == Manifest("folder", {"AD.xml": [A, B]})


@pytest.mark.parametrize("line", ["<script>", "<<<<<<<<", '  "../a": "b",', ' "layout": "scaffoldings",'])
def test_a_conflict_with_anything_else_is_refused(line: str, tmp_path: Path) -> None:
    refused(tmp_path, CONFLICT.replace("=======\n", f"=======\n{line}\n"))


@pytest.mark.usefixtures("any_folder")
def test_a_merge_of_two_branches_goes_on(tmp_path: Path) -> None:
    conf, out = tmp_path / "Conf", tmp_path / "Out"
    conf.mkdir()
    manifests = []
    for text in ("ours", "theirs"):
        (conf / "a.txt").write_text(text, encoding="utf-8")
        expand(conf, out)
        manifests.append((out / MANIFEST).read_text(encoding="utf-8").splitlines(keepends=True))
    ours, theirs = manifests
    lines = ["<<<<<<< HEAD\n", ours[4], "=======\n", theirs[4], ">>>>>>> feature\n"]
    (out / MANIFEST).write_text("".join([*ours[:4], *lines, *ours[5:]]), encoding="utf-8")
    (conf / "a.txt").write_text("merged", encoding="utf-8")
    assert [file.path for file in expand(conf, out).changes.changed] == ["a.txt"]
    assert read(out) == Manifest("folder", {"a.txt": [sha256(b"merged").hexdigest()]})


@pytest.mark.usefixtures("any_folder")
@pytest.mark.parametrize("attributes", ["", f"Out/{MANIFEST} merge=union\n"], ids=["conflict", "union"])
def test_two_branches_merged_by_git_go_on(attributes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    conf = tmp_path / "Conf"
    conf.mkdir()
    lines = ["<!-- AD -->", *[""] * 9, "<!-- HR -->"]
    git("init", "--quiet", "--initial-branch=main")
    (tmp_path / ".gitattributes").write_text(attributes, encoding="utf-8")

    def commit(branch: str, first: str, last: str) -> None:
        git("checkout", "--quiet", "-B", branch, *(["main"] if branch != "main" else []))
        (conf / "a.txt").write_text("\n".join([first, *lines[1:-1], last]) + "\n", encoding="utf-8")
        (conf / f"{branch}.txt").touch()
        expand(conf, tmp_path / "Out")
        git("add", "--all")
        git("commit", "--quiet", "--message", branch)

    commit("main", lines[0], lines[-1])
    commit("one", "<!-- AD 2 -->", lines[-1])
    commit("two", lines[0], "<!-- HR 2 -->")
    merged = git("merge", "--quiet", "one", check=False)
    assert (merged == 0) == bool(attributes)
    assert [file.path for file in expand(conf, tmp_path / "Out").changes.changed] == []
    names = ["a.txt", "main.txt", "one.txt", "two.txt"]
    assert read(tmp_path / "Out") == Manifest("folder", {name: [digest(conf / name)] for name in names})


def git(*arguments: str, check: bool = True) -> int:
    own = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "core.autocrlf=false"]
    return subprocess.run(["git", *own, *arguments], check=check, capture_output=True).returncode


def digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the names of files have one encoding")
def test_a_manifest_in_letters_that_the_system_lacks_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Conf").mkdir()
    (tmp_path / "Out").mkdir()
    (tmp_path / "Out" / MANIFEST).write_text(text_of(Manifest("folder", {"é.txt": [A]})), encoding="utf-8")
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "unscaffold", "expand", "Conf", "-o", "Out"]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | ascii_only, capture_output=True, check=False)
    reason = "names files in letters that ascii lacks, which this system is said to use"
    advice = "set the locale that they were written in"
    assert (done.returncode, done.stderr.decode()) == (2, f"error: {Path('Out', MANIFEST)} {reason}; {advice}\n")
