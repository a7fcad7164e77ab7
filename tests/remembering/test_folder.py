"""Where the cache folder is: as the environment says, else where the system keeps such folders."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import pytest

from unscaffold.remembering import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable

HOME = Path("/home/ann") if sys.platform != "win32" else Path("C:/Users/ann")


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UNSCAFFOLD_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(HOME))


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let platformdirs take this system for another one."""

    def pretend(system: str) -> None:
        name = {"linux": "Unix", "darwin": "MacOS", "win32": "Windows"}[system]
        module = import_module(f"platformdirs.{name.lower()}")
        monkeypatch.setattr(platformdirs, "PlatformDirs", getattr(module, name))
        if system == "win32":
            monkeypatch.setattr(module, "get_win_folder", lambda _: str(HOME / "AppData" / "Local"))

    return pretend


@pytest.mark.parametrize(
    ("system", "folder"),
    [
        ("linux", ".cache/unscaffold"),
        ("darwin", "Library/Caches/unscaffold"),
        ("win32", "AppData/Local/unscaffold/Cache"),
    ],
)
def test_each_system_has_a_place_for_it(system: str, folder: str, on: Callable[[str], None]) -> None:
    on(system)
    assert cache_folder() == HOME / folder


def test_linux_may_name_another_place(
    on: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on("linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "unscaffold"


@pytest.mark.parametrize(("named", "folder"), [("elsewhere", Path("elsewhere")), ("off", None), ("", None)])
def test_the_environment_has_the_last_word(named: str, folder: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSCAFFOLD_CACHE", named)
    assert cache_folder() == folder


@pytest.mark.parametrize("refusal", [RuntimeError("no home"), OSError(2, "no such folder"), ValueError("NULL")])
def test_there_is_none_for_a_user_without_a_home(refusal: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> Path:
        raise refusal

    monkeypatch.setattr(platformdirs, "user_cache_path", refuse)
    assert cache_folder() is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks the system, and no database of users")
def test_there_is_none_for_a_user_that_the_system_does_not_know(
    on: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    import pwd  # noqa: PLC0415 - Windows has none

    def unknown(_: int) -> None:
        raise KeyError

    on("linux")
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    assert cache_folder() is None


def test_a_run_that_is_told_the_folder_does_not_ask_for_the_system_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "platformdirs", None)  # to import it fails
    monkeypatch.setenv("UNSCAFFOLD_CACHE", "elsewhere")
    assert cache_folder() == Path("elsewhere")
