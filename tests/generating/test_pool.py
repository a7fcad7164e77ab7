"""Processes that generate: when they are started, what if none can be or one is ended, and what they import."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from systems import LINKS
from unscaffold.findings import Failure
from unscaffold.generating import start_workers, worker_process
from unscaffold.markup import unpacked
from unscaffold.module_path import trusted
from unscaffold.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]

START = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">'


def document(number: int) -> str:
    connector = f'<Agent Identifier="Local"/><Connector Identifier="C{number}"/>'
    return f'{START}{connector}<CreateConnectorSynchroComplete Connector="C{number}"/></ConfigurationFile>'


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Return the processes that are started; in the end, none is left."""
    found: list[subprocess.Popen[bytes]] = []
    start = worker_process._started

    def started() -> subprocess.Popen[bytes]:
        found.append(start())
        return found[-1]

    monkeypatch.setattr(worker_process, "_started", started)
    yield found
    assert [process for process in found if process.returncode is None] == []


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unscaffold.process.workers.cores", lambda: 2)


def jobs(
    processes: list[subprocess.Popen[bytes]], count: int, files: int, documents: int, folders: tuple[Path, ...] = ()
) -> tuple[list[str], list[int]]:
    """Return the identifiers of the jobs, and how many processes there were before each document."""
    others = []

    def noted() -> Iterator[str]:
        for number in range(documents):
            others.append(len(processes))
            yield document(number)

    with start_workers(Options(workers=count, stylesheets=folders), files) as at_work:
        generated = [unpacked(result) for one in at_work.generated(noted()) for result in one.results]
    return [xml.partition('Identifier="')[2].partition('"')[0] for xml in generated], others


EXPECTED = [f"C{number}_Synchronize_Complete" for number in range(12)]


Processes = list[subprocess.Popen[bytes]]


def test_one_process_is_this_one(processes: Processes) -> None:
    assert jobs(processes, 1, 10_000, 12) == (EXPECTED, [0] * 12)


def test_processes_are_started_at_once_where_there_are_many_files(processes: Processes) -> None:
    assert jobs(processes, 0, 10_000, 12) == (EXPECTED, [2] * 12)


def test_processes_are_started_when_there_proves_to_be_much_to_generate(processes: Processes) -> None:
    assert jobs(processes, 0, 0, 12) == (EXPECTED, [0] * 11 + [2])


def test_no_more_processes_are_started_than_can_be_fed(processes: Processes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unscaffold.process.workers.cores", lambda: 64)
    assert jobs(processes, 0, 10_000, 1) == (EXPECTED[:1], [4])


def test_no_more_processes_are_started_than_make_sense(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []

    class Idle:
        def __init__(self) -> None:
            started.append(self)

        def ask(self, _: object) -> None: ...

        def stop(self) -> None: ...

    monkeypatch.setattr(worker_process, "Worker", Idle)
    with start_workers(Options(workers=1000), 0):
        assert len(started) == 60


def test_one_core_is_left_to_one_process(processes: Processes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unscaffold.process.workers.cores", lambda: 1)
    assert jobs(processes, 0, 10_000, 12) == (EXPECTED, [0] * 12)


def test_further_stylesheets_never_work_in_this_process(processes: Processes, tmp_path: Path) -> None:
    assert jobs(processes, 1, 0, 2, (tmp_path,)) == (EXPECTED[:2], [1] * 2)


def test_further_stylesheets_take_one_process_until_there_proves_to_be_more(
    processes: Processes, tmp_path: Path
) -> None:
    assert jobs(processes, 0, 0, 12, (tmp_path,)) == (EXPECTED, [1] * 11 + [2])


@pytest.mark.parametrize("can_be_started", [0, 1])
def test_this_process_does_what_no_other_can_be_started_for(
    can_be_started: int, processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = worker_process._started

    def refused() -> subprocess.Popen[bytes]:
        if len(processes) == can_be_started:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return start()

    monkeypatch.setattr(worker_process, "_started", refused)
    assert jobs(processes, 3, 0, 12) == (EXPECTED, [can_be_started] * 12)


def test_this_process_does_it_where_no_thread_can_be_started(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("threading.Thread.start", refused)
    assert jobs(processes, 2, 0, 3) == (EXPECTED[:3], [1] * 3)


def test_a_process_that_is_ended_is_a_failure(processes: Processes) -> None:
    def documents() -> Iterator[str]:
        for number in range(1000):
            yield document(number)
            for process in processes:
                process.kill()

    with pytest.raises(Failure) as failure, start_workers(Options(workers=2), 0) as at_work:
        list(at_work.generated(documents()))
    assert str(failure.value) == "a worker process was ended, perhaps for want of memory; try --workers 1"


def test_a_process_that_nobody_asks_ends_without_a_word() -> None:
    command = [sys.executable, *worker_process._OPTIONS, "-c", worker_process._START]
    run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


# Whose modules are imported


ALL = {*sys.stdlib_module_names, "click", "lxml", "saxonche", "sitecustomize", "usercustomize"}
SCRIPT = f"import sys; sys.path.append({str(ROOT)!r}); from unscaffold.__main__ import run; run()"


def hostile(folder: Path, names: set[str]) -> None:
    """Make modules, each of which says that it was imported."""
    folder.mkdir()
    for name in names:
        mark = f"open({str(folder / 'imported')!r}, 'a').write({name + chr(10)!r})"
        (folder / f"{name}.py").write_text(mark, encoding="utf-8")


def check_nothing_is_imported(command: list[str], folder: Path, count: str) -> None:
    sample = ROOT / "samples" / "own-scaffolding"
    command += ["expand", str(sample / "Conf"), "--stylesheets", str(sample / "stylesheets"), "-o", "../Out"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    run = subprocess.run(
        [*command, "--workers", count, "-q"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    imported = folder / "imported"
    assert (imported.read_text(encoding="utf-8") if imported.exists() else "") == ""
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


@pytest.mark.parametrize("count", ["1", "3"])
def test_nothing_of_the_working_folder_is_imported(count: str, tmp_path: Path) -> None:
    hostile(tmp_path / "checkout", {*ALL, "unscaffold"})
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    check_nothing_is_imported([sys.executable, str(tmp_path / "script.py")], tmp_path / "checkout", count)


@pytest.mark.parametrize("count", ["1", "3"])
def test_nor_by_python_m_but_for_what_python_imports_before_the_package(count: str, tmp_path: Path) -> None:
    (tmp_path / "names.py").write_text("import sys; print(*sys.modules)", encoding="utf-8")
    names = subprocess.run(
        [sys.executable, "-m", "names"], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    hostile(tmp_path / "checkout", ALL - {*names.split()})
    check_nothing_is_imported([sys.executable, "-m", "unscaffold"], tmp_path / "checkout", count)


@LINKS
def test_modules_are_not_looked_for_in_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    others = [str(tmp_path), str(tmp_path / "none.zip"), str(ROOT)]
    assert trusted(["", ".", str(tmp_path / "here"), str(tmp_path / "link"), *others]) == others


def test_modules_are_looked_for_in_a_working_folder_that_is_the_package_s_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT / "pipeline")
    assert trusted(["", str(ROOT / "pipeline")]) == ["", str(ROOT / "pipeline")]
