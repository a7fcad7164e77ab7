"""The files of a folder: which are taken, in which order, and what is said of the others."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from systems import posix
from unscaffold.files import check_folder, walk
from unscaffold.findings import Failure


@posix("the targets of its links are written as POSIX has them")
def test_links_out_of_the_folder_and_to_folders_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "Conf").mkdir()
    (tmp_path / "Outside.xml").touch()
    (tmp_path / "Conf" / "Inside.xml").touch()
    (tmp_path / "Conf" / ".git").mkdir()
    (tmp_path / "Conf" / ".git" / "config").touch()
    (tmp_path / "Conf" / "Token").symlink_to(".git/config")
    for name, target in {
        "In": "Inside.xml",
        "Out": "../Outside.xml",
        "Nowhere": "Gone.xml",
        "Folder": ".",
        "Round": "Round",
    }.items():
        (tmp_path / "Conf" / name).symlink_to(target)
    files, found = walk(tmp_path / "Conf")
    left_out = "and is left out; put a copy in its place if it belongs to the configuration"
    assert files == ["In", "Inside.xml"]
    assert [str(one) for one in found] == [
        f"Folder:1:1: warning U105 the symbolic link leads to a folder {left_out}",
        f"Nowhere:1:1: warning U105 the symbolic link leads nowhere {left_out}",
        f"Out:1:1: warning U105 the symbolic link leads out of the folder {left_out}",
        f"Round:1:1: warning U105 the symbolic link leads nowhere {left_out}",
        f"Token:1:1: warning U105 the symbolic link leads into a hidden folder {left_out}",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such name")
def test_a_name_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "Contr\udcf4le.xml").touch()
    files, found = walk(tmp_path)
    rest = "which this system is said to use; rename the file, or set the locale that its name was written in"
    assert files == []
    assert [str(one) for one in found] == [
        rf"Contr\udcf4le.xml:1:1: error U107 the name of the file is not valid in utf-8, {rest}"
    ]


@posix("Windows takes no path of three thousand letters")
def test_a_folder_may_be_deeper_than_python_recurses(tmp_path: Path) -> None:
    folders = [f"{tmp_path}{'/d' * depth}" for depth in range(1, 1501)]
    for folder in folders:
        os.mkdir(folder)  # noqa: PTH102 - a Path recurses, too
    file = Path(folders[-1], "a.txt")
    file.touch()
    found = walk(tmp_path)
    file.unlink()
    for folder in reversed(folders):  # pytest recurses as it cleans up
        os.rmdir(folder)  # noqa: PTH106 - as above
    assert found == (["d/" * 1500 + "a.txt"], [])


def test_files_are_listed_in_configuration_order_without_hidden_folders(tmp_path: Path) -> None:
    for file in ("b/a.xml", "b a.xml", "b.xml", "a/c/d.xml", "a/.git/config", ".hidden/a.xml", ".gitignore"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()
    assert walk(tmp_path) == ([".gitignore", "a/c/d.xml", "b/a.xml", "b a.xml", "b.xml"], [])


@pytest.mark.parametrize("name", ["missing", "a.xml"])
def test_a_folder_that_is_none_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.xml").touch()
    for look in (walk, check_folder):
        with pytest.raises(Failure) as failure:
            look(tmp_path / name)
        assert str(failure.value) == f"{tmp_path / name} is not a folder; name the folder of the configuration"
