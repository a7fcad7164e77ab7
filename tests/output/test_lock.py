"""The lock of an output folder: it keeps other runs off, whatever became of its file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from systems import posix
from unscaffold import Failure, expand
from unscaffold.output import LOCK, locked

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("any_folder")


@pytest.fixture
def conf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("unscaffold.remembering.statuses.SETTLED", 0)
    (tmp_path / "Conf").mkdir()
    (tmp_path / "Conf" / "a.txt").write_text("a", encoding="utf-8")
    expand(tmp_path / "Conf", tmp_path / "Out")
    return tmp_path / "Conf"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "Out"


def test_a_lock_that_a_killed_run_left_is_removed_even_by_a_run_with_nothing_to_do(conf: Path, out: Path) -> None:
    expand(conf, out)
    (out / LOCK).touch()
    assert expand(conf, out).expansion is None
    assert not (out / LOCK).exists()


def test_where_files_cannot_be_locked_the_lock_s_file_is_the_lock(
    conf: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("unscaffold.output.lock._lock", refuse)
    (conf / "a.txt").write_text("new", encoding="utf-8")
    with locked(out), pytest.raises(Failure) as failure:
        expand(conf, out)
    advice = f"if there is none, remove {out / LOCK} (No locks available)"
    assert str(failure.value) == f"another run is writing to {out}; {advice}"
    assert [file.path for file in expand(conf, out).changes.changed] == ["a.txt"]
    assert not (out / LOCK).exists()


@posix("Windows removes no file that is open")
def test_a_lock_whose_file_was_removed_keeps_nobody_off(out: Path, tmp_path: Path) -> None:
    with locked(tmp_path / "Other"):
        os.link(tmp_path / "Other" / LOCK, out.parent / "kept")
    with locked(out):
        (out / LOCK).unlink()
        with locked(out):
            pass


def test_a_folder_made_for_a_run_that_wrote_nothing_is_gone(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path / "Out"):
        raise ZeroDivisionError
    assert not (tmp_path / "Out").exists()
