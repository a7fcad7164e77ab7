"""Files that other processes read: a run writes, says and remembers the same as where it reads them itself."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from unscaffold import Failure, Options, expand
from unscaffold.generating import pool, worker_process
from unscaffold.indexing import Memory
from unscaffold.options import DEFAULTS
from unscaffold.reading import file as reading_file
from unscaffold.reading import files_to_read, read_files
from unscaffold.vocabulary import chosen, declarations

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from unscaffold.reading import Reading

ROOT = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">{}</ConfigurationFile>'
JOB = '<CreateConnectorSynchroIncremental Connector="C{0}"/>'
CONNECTOR = """<Connector Identifier="C{0}"/><Connection Identifier="F{0}" Connector="C{0}"
  Package="Usercube.CSV@0000001"/><EntityTypeMapping Identifier="T{0}" Connector="C{0}"/>"""
SOUND = {
    "Settings.xml": ROOT.format('<Agent Identifier="Local"/><Language Code="en" IndicatorNumber="1"/>').encode(),
    "logo.png": b"\x89PNG",
    "other.xml": b"<other/>",
    "utf-16.xml": ROOT.format('<Profile Identifier="\N{LATIN SMALL LETTER E WITH ACUTE}"/>').encode("utf-16"),
    "comment.xml": ROOT.format('<!-- unscaffold: ignore X --><Profile Identifier="P"/>').encode(),
    "steps.xml": ROOT.format('<Job Identifier="J"><ExportTask Identifier="E"/><Step Task="E"/></Job>').encode(),
    "merge.xml": ROOT.format('<Connector Identifier="C3" ConsolidationMode="Merge" Agent="Local"/>').encode(),
    "rule.xml": ROOT.format('<AccessControlRule Identifier="R"/>').encode(),
}
WRONG = {
    "malformed.xml": ROOT.format("\n  <Connector>").encode(),
    "encoding.xml": ROOT.format('<Connector Identifier="\xe9"/>').encode("latin-1"),
    "limit.xml": ROOT.format(f'<Connector Identifier="{"L" * 20_000}"/>').encode(),
    "namespace.xml": b"<ConfigurationFile/>",
    "doctype.xml": b"<!DOCTYPE ConfigurationFile>" + SOUND["Settings.xml"],
}


@pytest.fixture(name="conf")
def configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of 500 files, which are as many as are shared."""
    monkeypatch.setattr(pool, "_FILES_TO_SHARE", 500)
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path / "cache"))
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 3600)  # or no run would believe the times of files
    conf = tmp_path / "Conf"
    for number in range(250):
        folder = conf / f"{number % 7}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number} Connector.xml").write_text(ROOT.format(CONNECTOR.format(number)), encoding="utf-8")
        (folder / f"{number} Jobs.xml").write_text(ROOT.format(JOB.format(number)), encoding="utf-8")
    return conf


@pytest.fixture(name="read_here")
def files_that_this_process_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    read: list[str] = []
    original = reading_file._read

    def noted(file: str, data: bytes, digest: str, *names: frozenset[str]) -> Reading:
        read.append(file)
        return original(file, data, digest, *names)

    monkeypatch.setattr(reading_file, "_read", noted)
    return read


def _written(conf: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (conf / name).write_bytes(data)


def _run(conf: Path, workers: int) -> tuple[object, ...]:
    """Return what a run says, writes and remembers of the configuration."""
    for entry in (conf.parent / "cache").glob("*"):
        entry.unlink()
    output = conf.parent / f"with {workers}"
    report = expand(conf, output, Options(workers=workers, keep_going=True))
    contents = {path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    (index,) = (conf.parent / "cache").glob("*.index")
    return report.findings, report.expanded, contents, index.read_bytes()


@pytest.mark.parametrize(("further", "wrong"), [(SOUND, set()), (SOUND | WRONG, {*WRONG})])
def test_it_is_all_as_if_one_process_had_read_it(
    further: dict[str, bytes], wrong: set[str], conf: Path, read_here: list[str]
) -> None:
    _written(conf, further)
    shared = _run(conf, 3)
    assert {*read_here} == wrong
    assert shared == _run(conf, 1)
    assert shared[1] == 250
    assert len(read_here) > 500


def test_few_files_are_read_by_one_process(conf: Path, read_here: list[str]) -> None:
    (conf / "0" / "0 Jobs.xml").unlink()
    _run(conf, 3)
    assert len(read_here) == 499


def test_a_process_that_is_ended_is_a_failure(conf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = worker_process._started

    def ended() -> subprocess.Popen[bytes]:
        process = start()
        process.kill()
        return process

    monkeypatch.setattr(worker_process, "_started", ended)
    with pytest.raises(Failure, match="a worker process was ended, perhaps for want of memory; try --workers 1"):
        _run(conf, 2)


class _Pool:
    """Does tasks here, and something after each."""

    def __init__(self, after: Callable[[], object]) -> None:
        self._after = after

    def pays_for(self, _files: int) -> bool:
        return True

    def done(self, tasks: Iterable[Callable[[], object]]) -> Iterator[object]:
        for task in tasks:
            answer = task()
            self._after()
            yield answer


def test_a_file_that_changes_after_another_process_has_read_it_is_read_again(conf: Path) -> None:
    memory, choice = Memory(conf, DEFAULTS), chosen(declarations(), (), ())
    to_read, changed = files_to_read(conf, ()), conf / "0" / "0 Connector.xml"
    pool = _Pool(lambda: changed.write_text(ROOT.format('<Connector Identifier="New"/>'), encoding="utf-8"))
    memory.read_ahead(pool, to_read, choice)  # type: ignore[arg-type]
    read = read_files(to_read, choice.expanded, memory=memory)
    own = [one.identifier for one in read.elements if one.file == "0/0 Connector.xml"]
    assert own == ["New"]
