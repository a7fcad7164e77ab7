"""The digest of the program: what counts, and when it is believed."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from unscaffold.remembering import program as taken
from unscaffold.remembering.program import _digest, _files, is_still_there, program

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def fresh() -> Iterator[None]:
    """Let the program be taken anew, as by a process that begins."""
    program.cache_clear()
    yield
    program.cache_clear()


@pytest.mark.parametrize("name", ["CreateInitializationJob.xsl", "labels.xml", "engine.py"])
def test_every_file_counts(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [path for path in _files() if Path(path).name == name]
    assert len(paths) == 1
    copy = tmp_path / name
    shutil.copy(paths[0], copy)
    monkeypatch.setattr(taken, "_files", lambda: [str(copy)])
    before, _ = _digest()
    assert _digest()[0] == before
    copy.write_bytes(copy.read_bytes() + b"\n")
    assert _digest()[0] != before


def test_the_newest_file_says_when_the_program_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = time.time() - 10
    (tmp_path / "new.py").touch()
    monkeypatch.setattr(taken, "_files", lambda: [__file__, str(tmp_path / "new.py")])
    assert before < _digest()[1] < before + 60


def test_it_is_taken_once(fresh: None) -> None:  # noqa: ARG001 - it prepares
    assert program() is program()
    assert program() == _digest()[0]
    assert is_still_there()


def test_a_program_that_changed_since_the_process_began_is_no_other_s(
    fresh: None,  # noqa: ARG001 - it prepares
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(taken, "_digest", lambda: (b"same", time.time()))
    first = program()
    program.cache_clear()
    assert b"same" not in {first, program()}
    assert first != program()
    assert not is_still_there()
