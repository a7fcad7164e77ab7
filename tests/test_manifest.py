"""The manifest, as version control and strangers hand it over."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from pipeline import Failure, expand
from pipeline.manifest import MANIFEST, Manifest, read, text_of

if TYPE_CHECKING:
    from pathlib import Path

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
