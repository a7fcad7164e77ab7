"""What holds for all tests."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from coverage import Coverage

from unscaffold.generating.worker_process import Worker
from unscaffold.markup import NAMESPACE
from unscaffold.rules import breaches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from unscaffold.effective import Effective
    from unscaffold.findings import Finding
    from unscaffold.rules.catalogue import Described


@pytest.fixture(autouse=True, scope="session")
def forgetful() -> Iterator[None]:
    """Let runs remember nothing: neither of those before in the user's own cache folder, nor of each other."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("UNSCAFFOLD_CACHE", "")
        patched.delenv("FORCE_COLOR", raising=False)  # a CI system may set it
        yield


@pytest.fixture
def odd_identifiers(tmp_path: Path) -> Path:
    """A generated job and one written by hand, each with a line break and a next line in its identifier."""
    scaffolding = '<CreateConnectorSynchroComplete Connector="C" JobIdentifier="a&#10;&#133;b"/>'
    (tmp_path / "Conf.xml").write_text(
        f"""\
<ConfigurationFile xmlns="{NAMESPACE}">
  <Agent Identifier="A" URI=""/>
  <Connector Identifier="C" Agent="A"/>
  {scaffolding}
  <Job Identifier="hand&#10;written"><FulfillTask Identifier="F" Level="{"9" * 5_000}"/></Job>
</ConfigurationFile>
""",
        encoding="utf-8",
    )
    return tmp_path


@pytest.fixture
def any_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let any folder be a configuration: for tests of what is written, and not of what."""
    monkeypatch.setattr("unscaffold.reading.folders.is_of_a_configuration", lambda _reading: True)


@pytest.fixture
def few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `check` find only what breaks J1.., J214 and J215: for tests of what is told, and not of rules."""

    def some(conf: Effective, rules: Iterable[Described]) -> Iterator[Finding]:
        return breaches(conf, [rule for rule in rules if rule.code.startswith(("J1", "J214", "J215"))])

    monkeypatch.setattr(import_module("unscaffold.checking.whole"), "breaches", some)


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
