"""Paths of files in a source: those that are taken lead to a file of the folder, on every system."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from unscaffold.files import is_device
from unscaffold.repositories.names import fault_of_path, is_read

_PARTS = st.sampled_from(["..", ".", "", "C:", "a.xml", "nul", "a.", "a ", "\\", ".git", "GIT~1", "é", "\x85"])


@given(st.lists(_PARTS | st.text(max_size=5), min_size=1, max_size=5).map("/".join))
@example("a/b.xml")
def test_a_path_that_is_taken_is_the_same_on_every_system(path: str) -> None:
    if not fault_of_path(path):
        parts = tuple(path.split("/"))
        assert PurePosixPath(path).parts == PureWindowsPath(path).parts == parts
        assert not {".", "..", ".git"} & {part.lower() for part in parts}
        assert not any(map(is_device, parts))
        assert PureWindowsPath("C:/top", path).is_relative_to("C:/top")


@pytest.mark.parametrize(
    ("path", "folder", "read"),
    [
        ("Conf/A.xml", "Conf", True),
        ("Conf/logo.png", "Conf", True),
        ("Conf/.A.xml", "Conf", True),
        ("Conf/.x/A.xml", "Conf", False),
        (".x/Conf/A.xml", ".x/Conf", True),
        (".x/A.xml", ".x/Conf", False),
        ("Config/A.XSL", "Conf", True),
        ("Config/logo.png", "Conf", False),
        ("logo.png", "", True),
    ],
)
def test_what_a_run_may_read(path: str, folder: str, read: bool) -> None:
    assert is_read(path, folder) is read
