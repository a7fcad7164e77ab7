"""Context folders: which of their files are read, and which folders are none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from systems import posix
from unscaffold.files import walk_contexts
from unscaffold.findings import Failure


@pytest.fixture
def conf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for file in ("Conf/A.xml", "Conf/Below/B.xml", "More/C.xml", "More/notes.txt", "More/Below/D.XML"):
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).write_text("")
    return Path("Conf")


def files(conf: Path, *folders: str) -> list[list[str]]:
    """Return the files of contexts, relative to the working folder."""
    here = f"{Path.cwd().resolve().as_posix()}/"
    contexts = walk_contexts(conf, [Path(folder) for folder in folders])
    assert [context.folder for context in contexts] == [Path(folder).resolve().as_posix() for folder in folders]
    assert all(file.startswith(here) for context in contexts for file in context.files)
    return [[file.removeprefix(here) for file in context.files] for context in contexts]


def test_the_xml_files_of_a_context_are_read(conf: Path) -> None:
    assert files(conf) == []
    assert files(conf, "More") == [["More/Below/D.XML", "More/C.xml"]]


def test_a_file_is_read_once(conf: Path) -> None:
    assert files(conf, "More/Below", "More") == [["More/Below/D.XML"], ["More/C.xml"]]
    assert files(conf, "More", "More/Below") == [["More/Below/D.XML", "More/C.xml"], []]


def test_a_folder_is_walked_once(conf: Path) -> None:
    contexts = walk_contexts(conf, [Path("More"), Path("More/../More"), Path("More")])
    assert [len(context.files) for context in contexts] == [2]


def test_a_context_around_the_configuration_is_what_lies_beside_it(conf: Path) -> None:
    assert files(conf, ".") == [["More/Below/D.XML", "More/C.xml"]]
    assert files(Path("Conf/Below"), "Conf") == [["Conf/A.xml"]]


@posix("links need no right there")
def test_what_is_found_in_a_context_is_named_by_an_absolute_path(conf: Path) -> None:
    Path("More/link").symlink_to("../Conf", target_is_directory=True)
    Path("Conf/link").symlink_to("Below", target_is_directory=True)
    here = Path.cwd().resolve().as_posix()
    for folder in ("More", "."):
        (context,) = walk_contexts(conf, [Path(folder)])
        assert [found.region.file for found in context.findings] == [f"{here}/More/link"]


@pytest.mark.parametrize(
    ("folder", "sentence"),
    [
        ("Conf", "the context Conf lies in Conf, whose files are all read; name a folder beside it"),
        ("Conf/Below", "the context Conf/Below lies in Conf, whose files are all read; name a folder beside it"),
        ("Nowhere", "the context Nowhere is not a folder; name a folder of further configuration"),
        ("More/C.xml", "the context More/C.xml is not a folder; name a folder of further configuration"),
    ],
)
def test_what_cannot_be_a_context_is_refused(conf: Path, folder: str, sentence: str) -> None:
    with pytest.raises(Failure) as failure:
        walk_contexts(conf, [Path(folder)])
    assert str(failure.value) == sentence.replace("/", os.sep)
