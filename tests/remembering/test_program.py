"""The digest of the program: what counts, and when it is believed."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import lxml
import pytest
import saxonche

from unscaffold.remembering import program as taken
from unscaffold.remembering.program import _digest, _files, is_still_there, program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def fresh() -> Iterator[None]:
    """Let the program be taken anew, as by a process that begins."""
    program.cache_clear()
    yield
    program.cache_clear()


@pytest.mark.parametrize("name", ["CreateInitializationJob.xsl", "labels.xml", "engine.py"])
def test_every_file_counts(name: str) -> None:
    assert [Path(path).name for path in _files()].count(name) == 1


def test_the_libraries_count() -> None:
    assert {Path(str(library.__file__)) for library in (lxml, saxonche)} < {*map(Path, _files())}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let this file be the whole program, and some minutes old."""
    path = tmp_path / "engine.py"
    path.write_bytes(b"a = 1")
    os.utime(path, ns=(0, 0))
    monkeypatch.setattr(taken, "_files", lambda: [str(path)])
    return path


def _written_in_place(path: Path) -> None:
    path.write_bytes(b"a = 2")


def _replaced(path: Path) -> None:
    (path.parent / "new").write_bytes(b"a = 2")
    os.utime(path.parent / "new", ns=(0, 0))
    (path.parent / "new").replace(path)


def _longer(path: Path) -> None:
    path.write_bytes(b"a = 12")
    os.utime(path, ns=(0, 0))


def _with_its_old_times(path: Path) -> None:
    path.write_bytes(b"a = 2")
    os.utime(path, ns=(0, 0))


@pytest.mark.parametrize(
    "change",
    [
        _written_in_place,
        _replaced,
        _longer,
        pytest.param(
            _with_its_old_times,
            marks=pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no time of a change"),
        ),
    ],
)
def test_a_file_that_changes_is_seen(change: Callable[[Path], None], file: Path) -> None:
    before, _ = _digest()
    assert _digest()[0] == before
    time.sleep(0.05)  # longer than the step of any clock of a file system that tests run on
    change(file)
    assert _digest()[0] != before


def test_another_version_is_another_program(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (file.parent / "__init__.py").write_text('__version__ = "0.1"')
    monkeypatch.setattr(taken, "_OWN", file.parent)
    before, _ = _digest()
    (file.parent / "__init__.py").write_text('__version__ = "0.2"')
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


@pytest.mark.parametrize("seconds", [0, 1.9])
def test_a_program_that_may_have_changed_since_the_process_began_is_no_other_s(
    seconds: float,
    fresh: None,  # noqa: ARG001 - it prepares
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(taken, "_digest", lambda: (b"same", taken._LOADED - seconds))
    first = program()
    program.cache_clear()
    assert b"same" not in {first, program()}
    assert first != program()
    assert not is_still_there()


def test_a_program_that_is_older_is_believed(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setattr(taken, "_digest", lambda: (b"same", taken._LOADED - 2.1))
    assert (program(), is_still_there()) == (b"same", True)
