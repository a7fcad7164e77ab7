"""What holds for all tests."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from coverage import Coverage

from unscaffold.generating.worker_process import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True, scope="session")
def forgetful() -> Iterator[None]:
    """Let runs remember nothing: neither of those before in the user's own cache folder, nor of each other."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("UNSCAFFOLD_CACHE", "")
        patched.delenv("FORCE_COLOR", raising=False)  # a CI system may set it
        yield


@pytest.fixture
def any_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let any folder be a configuration: for tests of what is written, and not of what."""
    monkeypatch.setattr("unscaffold.reading.folders.is_of_a_configuration", lambda _reading: True)


@pytest.fixture(autouse=True, scope="session")
def measured() -> Iterator[None]:
    """Let idle workers end by themselves where coverage is measured: one that is killed does not tell what it ran."""
    kill = Worker.stop

    def stop(worker: Worker) -> None:
        pipe = worker._process.stdin
        with suppress(OSError, subprocess.TimeoutExpired):
            if pipe is not None:
                pipe.close()
            worker._process.wait(1)
        kill(worker)

    with pytest.MonkeyPatch.context() as patched:
        if Coverage.current():
            patched.setattr(Worker, "stop", stop)
        yield
