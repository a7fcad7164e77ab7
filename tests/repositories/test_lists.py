"""Lists of repositories: what they say, and each way in which they may be wrong, with its place."""

from __future__ import annotations

import io
import os
import re
import sys
from pathlib import Path

import pytest

from systems import LINKS
from unscaffold.findings import Failure
from unscaffold.repositories import Repository, read_list


def _read(folder: Path, text: str | bytes, name: str = "list.toml") -> list[Repository]:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_list(str(file))


def _refused(folder: Path, text: str | bytes, name: str = "list.toml") -> str:
    with pytest.raises(Failure) as raised:
        _read(folder, text, name)
    return raised.value.sentence.replace(str(folder), "…").replace(os.sep, "/")


_TOML = """\
[defaults]
ref = "main"
target = "6.2"

[[repository]]
name = "Contoso"
source = "git+https://example.com/contoso.git"
folder = "./Conf/"
output = "out/contoso"
submodules = true

[[repository]]
name = "Litware"
source = "git+ssh://git@example.com/litware"
ref = "v1"
target = "saas"
output = "s3://bucket/litware/"
"""


def test_a_list_in_toml(tmp_path: Path) -> None:
    assert _read(tmp_path, _TOML) == [
        Repository(
            "Contoso",
            "git+https://example.com/contoso.git",
            "main",
            "Conf",
            str(tmp_path / "out" / "contoso"),
            "6.2",
            submodules=True,
        ),
        Repository("Litware", "git+ssh://git@example.com/litware", "v1", output="s3://bucket/litware", target="saas"),
    ]


def test_defaults_for_git_are_not_for_folders(tmp_path: Path) -> None:
    text = f'[defaults]\nref = "main"\nsubmodules = true\n{_ONE}{_ONE.replace("A", "B")}'.replace(
        'source = "a"', 'source = "git+https://h/p"', 1
    )
    assert _read(tmp_path, text) == [
        Repository("A", "git+https://h/p", "main", submodules=True),
        Repository("B", str(tmp_path / "a")),
    ]


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with the mark of Excel"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_list_in_csv(tmp_path: Path, delimiter: str, mark: str) -> None:
    (tmp_path / "set.toml").touch()
    lines = [
        ["name", "source", "output", "settings", "submodules", "against"],
        ['"Größe; and, ""more"""', "a", "", "set.toml", "no", "export"],
        ["", "", "", "", "", ""],
        ["B", "git+file:///srv/b.git", "", "", "TRUE", ""],
    ]
    text = mark + "\r\n".join(delimiter.join(line) for line in lines)
    assert _read(tmp_path, text, "list.csv") == [
        Repository(
            'Größe; and, "more"',
            str(tmp_path / "a"),
            settings=str(tmp_path / "set.toml"),
            against=str(tmp_path / "export"),
        ),
        Repository("B", "git+file:///srv/b.git", submodules=True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '[[repository]]\nname = "A"\nsource = "a"\n',
        "name,source\nA,a\n",
        'repository = [{ name = "A", source = "a" }]',
    ],
    ids=["a table", "CSV", "an array"],
)
def test_standard_input_tells_by_how_it_begins(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert read_list("-") == [Repository("A", str(tmp_path / "a"))]


def test_archives_and_file_urls_are_places_on_this_machine(tmp_path: Path) -> None:
    (tmp_path / "a.zip").touch()
    (tmp_path / "folder.zip").mkdir()
    listed = _read(tmp_path, f"name,source\nA,a.zip\nB,folder.zip\nC,{(tmp_path / 'c d').as_uri()}\n", "list.csv")
    sources = [f"zip::{(tmp_path / 'a.zip').as_uri()}", str(tmp_path / "folder.zip"), str(tmp_path / "c d")]
    assert [one.source for one in listed] == sources


_ONE = '[[repository]]\nname = "A"\nsource = "a"\n'
_WRONG = Path(__file__).with_name("wrong.txt")
_CASE = re.compile(r"(?ms)^=== ([^\n]*), (list\.\w+)\n(.*?)^---\n([^\n]*)\n")


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [pytest.param(*case[1:], id=case[0]) for case in _CASE.findall(_WRONG.read_text("utf-8"))],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, name: str, text: str, sentence: str) -> None:
    assert _refused(tmp_path, text, name) == sentence.replace(os.sep, "/")


def test_a_list_that_is_no_text(tmp_path: Path) -> None:
    assert _refused(tmp_path, b'[[repository]]\nname = "\xff"') == (
        "…/list.toml:2: this is not UTF-8; save the list so (in Excel: CSV UTF-8)"
    )


@pytest.mark.parametrize("text", ["a=" + "[" * 100_000, "a=" + "1" * 10_000], ids=["deep", "long"])
def test_a_list_that_is_made_to_be_slow(tmp_path: Path, text: str) -> None:
    assert _refused(tmp_path, text) == "…/list.toml holds more than a list of repositories needs; make it simpler"


@LINKS
def test_places_are_compared_behind_links(tmp_path: Path) -> None:
    (tmp_path / "o").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "o")
    two = "name,source,output\nA,a,o/p\nB,b,{}\n"
    assert _refused(tmp_path, two.format("link/p"), "list.csv") == (
        "…/list.csv:3:5: output is …/link/p, which is that of A, too; name another one"
    )
    assert _refused(tmp_path, two.format("link"), "list.csv") == (
        "…/list.csv:2:5: output is …/o/p, which lies in the output of B; name one beside it"
    )
    assert len(_read(tmp_path, two.format("link2"), "list.csv")) == 2


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="cannot be read: No such file or directory"):
        read_list(str(tmp_path / "none.toml"))


def test_a_place_is_not_guessed_where_tables_are_written_otherwise(tmp_path: Path) -> None:
    assert _refused(tmp_path, "repository = [{ name = 1 }]") == "…/list.toml: name is a text, and not 1"


def test_fsspec_is_needed_for_its_urls_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unscaffold.repositories.urls.find_spec", lambda _: None)
    assert len(_read(tmp_path, _ONE + _ONE.replace("A", "B").replace('"a"', '"git+https://h/p"'))) == 2
    assert _refused(tmp_path, _ONE.replace('"a"', '"s3://b/c?versionId=1"')) == (
        "…/list.toml:3:1: source is s3://b/c?***, for which fsspec is needed; pip install 'unscaffold[fleet]'"
    )
