"""Folders that are there for a moment: nothing of them becomes a part of a configuration."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest

from unscaffold.files import temporary_folder
from unscaffold.findings import Failure

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_gone_at_the_end(tmp_path: Path) -> None:
    with temporary_folder(outside=tmp_path / "Conf") as folder:
        (folder / "A.xml").write_bytes(b"<a/>")
    assert not folder.exists()


@pytest.mark.parametrize("within", ["", "Sub"])
def test_none_is_made_in_the_configuration(within: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    conf = tmp_path / "Conf"
    there = conf / within
    there.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(there))
    before = [*conf.rglob("*")]
    sentence = (
        f"temporary files would be a part of the configuration, in {there}; name a folder outside of {conf} in TMPDIR"
        " (TEMP on Windows)"
    )
    with pytest.raises(Failure) as raised, temporary_folder(outside=conf):
        pytest.fail("there is one")
    assert (raised.value.sentence, [*conf.rglob("*")]) == (sentence, before)
