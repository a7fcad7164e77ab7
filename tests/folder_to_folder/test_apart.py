"""Where the folders of a run may lie."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from unscaffold import Failure
from unscaffold.folder_to_folder.apart import keep_apart


def test_a_cache_folder_that_nobody_may_look_into_is_no_reason_to_refuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "home"
    status = os.stat

    def refuse(path: Any, *arguments: Any, **more: Any) -> os.stat_result:
        if str(path).startswith(f"{closed}{os.sep}"):
            raise PermissionError(13, "Permission denied", str(path))
        return status(path, *arguments, **more)

    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(closed / ".cache"))
    monkeypatch.setattr(os, "stat", refuse)
    (tmp_path / "Conf").mkdir()
    keep_apart(tmp_path / "Conf", tmp_path / "Out")
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path / "Conf" / "cache"))
    with pytest.raises(Failure):
        keep_apart(tmp_path / "Conf", tmp_path / "Out")


def test_a_folder_under_another_name_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "Conf").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "Conf", target_is_directory=True)
    with pytest.raises(Failure) as failure:
        keep_apart(tmp_path / "Conf", tmp_path / "link" / "Out")
    names = f"{tmp_path / 'link' / 'Out'} and {tmp_path / 'Conf'}"
    assert str(failure.value) == f"{names} lie in each other; name an output folder beside the configuration"


@pytest.mark.parametrize(
    ("context", "output"), [("Export", "Export"), ("Export", "Export/Out"), ("Export", "."), ("Conf/..", "Out")]
)
def test_an_output_is_no_context(context: str, output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("Conf", "Export"):
        Path(folder).mkdir()
    with pytest.raises(Failure, match=r" lie in each other; name an output folder beside "):
        keep_apart(Path("Conf"), Path(output), [Path(context)])


def test_a_cache_folder_is_no_context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path / "Export" / "cache"))
    with pytest.raises(Failure) as failure:
        keep_apart(tmp_path / "Conf", tmp_path / "Out", [tmp_path / "Export"])
    names = f"{tmp_path / 'Conf'}, {tmp_path / 'Export'} or {tmp_path / 'Out'}"
    cache = tmp_path / "Export" / "cache"
    assert str(failure.value) == f"the cache folder {cache} lies in {names}; name another one in UNSCAFFOLD_CACHE"
