"""Runs that are told to end: they say so, and leave no process behind, whatever Saxon does."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform != "linux":
    pytest.skip("it is /proc that knows what a process started", allow_module_level=True)

SAMPLE = Path(__file__).parents[2] / "samples" / "own-scaffolding"
PATIENCE = 20
# What a stylesheet does until it is told something, and from then on: it works for ever, unless it is told to end.
WAITING = """
  <xsl:function name="f:for-ever"><xsl:param name="n"/><xsl:sequence select="f:for-ever($n + 1)"/></xsl:function>
  <xsl:template match="CreateConnectorExportJob[unparsed-text('{told}') != 'end']" mode="m:scaffolding" priority="1">
    <xsl:sequence select="f:for-ever(1)"/>
  </xsl:template>
</xsl:stylesheet>"""
# These tests may themselves have been started with signals that are ignored.
HEED = """
import signal
for name in ("SIGINT", "SIGTERM", "SIGHUP"):
    signal.signal(getattr(signal, name), signal.{})
"""
RUN = "from unscaffold.__main__ import run; run()"
IN_ONE_PROCESS = f"""
from unscaffold.generating import worker_process
def refused():
    raise OSError
worker_process._started = refused
{RUN}"""
IN_AN_IMPORT = """
import os, sys
class Finder:
    def find_spec(self, name, *_):
        if name == "{}":
            try:
                os.kill(os.getpid(), signal.SIGINT)
            except BaseException:
                raise ImportError("as compiled modules do") from None
sys.meta_path.insert(0, Finder())
from unscaffold.__main__ import run; run()"""


class Run(NamedTuple):
    process: subprocess.Popen[str]
    told: Path

    def is_at_work(self) -> None:
        """Wait until the stylesheet is; then it works for ever."""
        self.told.write_text("go on", encoding="utf-8")  # which waits until somebody reads

    def ended(self) -> tuple[int, str, str]:
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err

    def started(self) -> list[int]:
        """Return the processes that it started."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(number) for task in tasks for number in task.read_text(encoding="utf-8").split()]


@pytest.fixture
def runs() -> Iterator[list[Run]]:
    found: list[Run] = []
    yield found
    for run in found:
        run.process.kill()
        run.process.communicate()


def start(folder: Path, runs: list[Run], program: str = RUN, signals: str = "SIG_DFL") -> Run:
    shutil.copytree(SAMPLE, folder / "sample")
    told = folder / "told"
    os.mkfifo(told)
    (stylesheet,) = (folder / "sample" / "stylesheets").glob("*.xsl")
    text = stylesheet.read_text(encoding="utf-8")
    stylesheet.write_text(text.replace("</xsl:stylesheet>", WAITING.format(told=told.as_uri())), encoding="utf-8")
    command = [sys.executable, "-c", HEED.format(signals) + program, "expand", "sample/Conf", "-o", "Out", "--quiet"]
    command += ["--stylesheets", "sample/stylesheets", "--workers", "3"]
    pipe = subprocess.PIPE
    runs.append(Run(subprocess.Popen(command, cwd=folder, stdout=pipe, stderr=pipe, text=True), told))
    return runs[-1]


def check_gone(processes: list[int]) -> None:
    assert processes
    for _ in range(10 * PATIENCE):
        if not any(map(is_alive, processes)):
            return
        time.sleep(0.1)
    pytest.fail(f"still there: {[number for number in processes if is_alive(number)]}")


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_a_run_and_all_its_processes(name: str, tmp_path: Path, runs: list[Run]) -> None:
    run = start(tmp_path, runs)
    run.is_at_work()
    processes = run.started()
    run.process.send_signal(getattr(signal, name))
    assert run.ended() == (128 + getattr(signal, name), "", f"interrupted by {name}\n")
    check_gone(processes)
    assert not (tmp_path / "Out").exists()


def test_a_signal_is_the_last_word_of_a_log(tmp_path: Path, runs: list[Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSCAFFOLD_LOG_FORMAT", "json")
    run = start(tmp_path, runs)
    run.is_at_work()
    run.process.send_signal(signal.SIGTERM)
    code, out, err = run.ended()
    said, last = map(json.loads, err.splitlines())
    assert (code, out, said["level"], said["message"]) == (143, "", "error", "interrupted by SIGTERM")
    assert (last["event"], last["exit_code"]) == ("end", 143)


def test_a_run_that_is_killed_takes_its_processes_along(tmp_path: Path, runs: list[Run]) -> None:
    run = start(tmp_path, runs)
    run.is_at_work()
    processes = run.started()
    run.process.kill()
    check_gone(processes)
    assert run.ended() == (-signal.SIGKILL, "", "")


def test_a_signal_that_is_ignored_stays_so(tmp_path: Path, runs: list[Run]) -> None:
    run = start(tmp_path, runs, signals="SIG_IGN")
    with run.told.open("w", encoding="utf-8") as told:  # waits until the stylesheet is at work
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            run.process.send_signal(number)
        told.write("end")
    assert run.ended() == (0, "", "")
    assert (tmp_path / "Out").exists()


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "sysv_signal"), reason="only glibc has it")
def test_the_second_ctrl_c_ends_a_saxon_that_does_not_hear_of_the_first(tmp_path: Path, runs: list[Run]) -> None:
    run = start(tmp_path, runs, IN_ONE_PROCESS)
    run.is_at_work()
    while run.process.poll() is None:
        run.process.send_signal(signal.SIGINT)
        time.sleep(0.1)
    assert run.ended() == (-signal.SIGINT, "", "")


# One by which it is known how to tell of it, and one that is imported when that is known.
IMPORTED = ("unscaffold.commandline.commands", "unscaffold.folder_to_folder")


@pytest.mark.parametrize("imported", IMPORTED)
def test_a_signal_in_an_import_is_one_sentence_too(imported: str, tmp_path: Path, runs: list[Run]) -> None:
    run = start(tmp_path, runs, IN_AN_IMPORT.replace("{}", imported))
    assert run.ended() == (130, "", "interrupted by SIGINT\n")


@pytest.mark.parametrize("imported", IMPORTED)
def test_a_signal_in_an_import_is_logged_too(
    imported: str, tmp_path: Path, runs: list[Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSCAFFOLD_LOG_FORMAT", "json")
    code, out, err = start(tmp_path, runs, IN_AN_IMPORT.replace("{}", imported)).ended()
    said, last = map(json.loads, err.splitlines())
    assert (code, out, said["message"]) == (130, "", "interrupted by SIGINT")
    assert (last["event"], last["command"], last["exit_code"]) == ("end", "expand", 130)
