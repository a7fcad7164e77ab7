"""What one file holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.reading.file import read_file

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    found = read_file(tmp_path, "Gone.xml", ()).findings
    assert [str(one) for one in found] == [
        "Gone.xml:1:1: error U104 the file cannot be read: No such file or directory"
    ]
