"""Commands in a process that stays warm: they do as in a process of their own, within limits, and leave nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import psutil
import pytest

from unscaffold.running import Ended, Limits, Runner, child, runner
from unscaffold.running.environment import clean_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
CONF = str(SAMPLES / "microsoft-entra-id" / "Conf")
PATIENCE = 60.0
ENOUGH = Limits(PATIENCE, 8 << 30)
TIMES = [(rb'"time": "[^"]*"', b'"time"'), (rb'"seconds": [0-9.]+', b'"seconds"'), (rb"\([0-9.]+ s\)", b"(s)")]
LOG = ["--workers", "1", "--log-format", "json"]
JSON = [*LOG, "--format", "json"]
# What one run leaves in a process would be seen in the one behind it: each other has another log, format or end.
LINES = [
    ["check", str(SAMPLES / "rights" / "Conf"), *JSON],
    ["expand", CONF, "--output", "OUT", *LOG],
    ["check", str(ROOT / "tests" / "errors" / "U101-malformed" / "input"), "--workers", "1"],
    ["rights", str(SAMPLES / "rights" / "Conf"), *JSON],
    ["check", CONF, "--nonsense", *LOG],
    ["diff", str(SAMPLES / "rights" / "Conf"), CONF, *JSON],
    ["expand", CONF, "--workers", "1"],
    ["verify", CONF, "--against", str(SAMPLES / "microsoft-entra-id" / "expected"), *JSON],
    ["rights", "nowhere", "--workers", "1"],
    ["check", str(SAMPLES / "own-scaffolding" / "Conf"), *LOG],
]


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files, in which nothing is to be left; nor is any process."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert [*folder.iterdir()] == []
    assert psutil.Process().children() == []


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def pid_of(one: Runner) -> int:
    assert one._child
    return one._child._process.pid


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def said(code: int, out: bytes, err: bytes, folder: Path) -> tuple[int, bytes, bytes, dict[str, bytes]]:
    for pattern, instead in TIMES:
        out, err = re.sub(pattern, instead, out), re.sub(pattern, instead, err)
    own = json.dumps(str(folder))[1:-1].encode()
    return code, out, err.replace(own, b"OUT"), files_of(folder)


def in_a_process_of_its_own(line: list[str], folder: Path) -> tuple[int, bytes, bytes, dict[str, bytes]]:
    words = [str(folder) if word == "OUT" else word for word in line]
    command = [sys.executable, "-m", "unscaffold", *words]
    (folder.parent / "cwd").mkdir(exist_ok=True)
    environment = clean_environment(str(folder.parent))
    run = subprocess.run(
        command,
        cwd=folder.parent / "cwd",
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    return said(run.returncode, run.stdout, run.stderr, folder)


def test_each_run_in_a_warm_process_is_as_in_one_of_its_own(tmp_path: Path) -> None:
    wanted = [in_a_process_of_its_own(line, tmp_path / f"own-{number}") for number, line in enumerate(LINES)]
    assert [code for code, *_ in wanted] == [0, 0, 1, 0, 2, 0, 2, 0, 2, 2]
    found: list[tuple[int, bytes, bytes, dict[str, bytes]]] = []
    with Runner() as warm:
        for order in (range(len(LINES)), reversed(range(len(LINES)))):
            for number in order:
                folder = tmp_path / f"warm-{len(found)}"
                words = [str(folder) if word == "OUT" else word for word in LINES[number]]
                ran = warm.run(words, ENOUGH)
                assert ran.stopped == ""
                found.append(said(ran.code, ran.out, ran.err, folder))
    assert found == [*wanted, *reversed(wanted)]


def test_a_warm_process_knows_no_file_as_it_was(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "own-scaffolding", tmp_path / "own")
    conf, stylesheet = tmp_path / "own" / "Conf", tmp_path / "own" / "stylesheets" / "CreateConnectorExportJob.xsl"
    line = ["expand", str(conf), "--output", "OUT", "--trust-settings", *LOG]

    def edit(file: Path, old: str, new: str) -> None:
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    found = []
    with Runner() as warm:
        for number, (file, old, new) in enumerate(
            [
                (stylesheet, "' - Export'", "' - Once'"),
                (stylesheet, "' - Once'", "' - Twice'"),
                (conf / "HR" / "HR Connector.xml", "</ConfigurationFile>", "<Connector/></ConfigurationFile>"),
                (tmp_path / "own" / "unscaffold.toml", '"7.0"', '"8.0"'),
            ]
        ):
            edit(file, old, new)
            folder = tmp_path / f"out-{number}"
            ran = warm.run([str(folder) if word == "OUT" else word for word in line], ENOUGH)
            found.append(ran.code)
            if number == 1:
                own = in_a_process_of_its_own(line, tmp_path / "own-process")
                assert said(ran.code, ran.out, ran.err, folder) == own
    assert found == [0, 0, 1, 2]


def test_what_takes_too_much_is_ended_and_the_next_run_is_not() -> None:
    with Runner() as warm:
        slow = warm.run(["check", CONF, *JSON], Limits(0.0, 8 << 30))
        huge = warm.run(["check", CONF, *JSON], Limits(PATIENCE, 1))
        assert [(ran.stopped, ran.out, ran.err) for ran in (slow, huge)] == [("time", b"", b""), ("memory", b"", b"")]
        assert huge.peak > 1
        first = warm.run(["check", CONF, *JSON], ENOUGH)
        assert (first.code, first.stopped, first.peak > 1 << 20) == (0, "", True)


def test_a_run_is_not_ended_for_memory_that_earlier_ones_took(monkeypatch: pytest.MonkeyPatch) -> None:
    with Runner() as warm:
        warm.run(["--version"], ENOUGH)
        old = pid_of(warm)
        monkeypatch.setattr("unscaffold.running.tree.Tree.memory", lambda tree: int(tree._process.pid == old))
        assert warm.run(["check", CONF, *JSON], Limits(PATIENCE, 0)).stopped == ""
        assert pid_of(warm) != old


def test_a_process_that_something_else_ends_is_a_fault_of_the_machine() -> None:
    with Runner() as warm:
        warm.run(["--version"], ENOUGH)
        process = psutil.Process(pid_of(warm))
        process.kill()
        with pytest.raises(Ended, match=r"^the process that ran it was ended by something else"):
            warm.run(["check", CONF], ENOUGH)
        assert warm.run(["--version"], ENOUGH).code == 0


def test_who_closes_a_runner_ends_what_runs_in_it() -> None:
    warm = Runner()
    warm.run(["--version"], ENOUGH)
    raised: list[str] = []

    def run() -> None:
        try:
            while True:
                warm.run(["check", CONF], ENOUGH)
        except Ended as ended:
            raised.append(ended.sentence)

    thread = Thread(target=run)
    thread.start()
    warm.close()
    thread.join(PATIENCE)
    assert len(raised) == 1


def test_a_process_is_replaced_after_many_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "_MOST", 2)
    with Runner() as warm:
        warm.run(["--version"], ENOUGH)
        process = psutil.Process(pid_of(warm))
        warm.run(["--version"], ENOUGH)
        assert (warm._child, process.is_running()) == (None, False)


def test_a_process_that_cannot_be_started_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_START", "raise SystemExit('there is no room')")
    with Runner() as warm, pytest.raises(Ended, match=r"^a process could not be started: there is no room$"):
        warm.run(["--version"], ENOUGH)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with Runner() as warm, pytest.raises(Ended, match=r"^a process could not be started: No such file"):
        warm.run(["--version"], ENOUGH)


BAD = """
import os, sys, threading, time
sys.path[:] = sys.argv[1:]
from unscaffold.running.serving import serve
def main(args, prog_name):
    if args == ["look"]:
        print(os.listdir(), "LEFT" in os.environ, "left" in sys.path, sys.stdin.read())
        return
    os.chdir("/")
    os.environ["LEFT"] = "1"
    sys.path.append("left")
    os.write(2, b"as a library does\\n")
    print('{"code": 0, "is_sound": true}')
    if args == ["thread"]:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    if args == ["exit"]:
        sys.exit("in words")
    if args == ["raise"]:
        raise KeyError("a mistake")
serve(main, print)
"""


def test_what_a_run_leaves_is_put_back_or_the_process_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_START", BAD)
    printed = b'{"code": 0, "is_sound": true}' + os.linesep.encode()
    with Runner() as warm:
        ran = [warm.run([word], ENOUGH) for word in ("exit", "look")]
        assert [(one.code, one.out.strip()) for one in ran] == [(1, printed.strip()), (0, b"[] False False")]
        assert ran[0].err.split() == b"as a library does in words".split()
        is_kept = warm._child is not None
        ran = [warm.run(["thread"], ENOUGH)]
        assert (is_kept, warm._child, ran[0].code) == (True, None, 0)
        failed = warm.run(["raise"], ENOUGH)
        assert (failed.code, failed.err.split()[-3:], warm._child) == (1, b"KeyError: 'a mistake'".split(), None)


PARENT = """
import sys, time
from unscaffold.running import Limits, Runner
warm = Runner()
warm.run(["--version"], Limits(60, 8 << 30))
print(warm._child._process.pid, flush=True)
time.sleep(60)
"""


def test_a_process_ends_with_the_one_that_started_it(temporary: Path) -> None:
    environment = os.environ | {"TMPDIR": str(temporary), "TEMP": str(temporary), "TMP": str(temporary)}
    command = [sys.executable, "-c", PARENT]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, env=environment) as parent:
        assert parent.stdout
        left = psutil.Process(int(parent.stdout.readline()))
        assert [path.name.startswith("unscaffold-running-") for path in temporary.iterdir()] == [True]
        parent.kill()
    wait_until(lambda: not left.is_running() or left.status() == psutil.STATUS_ZOMBIE)
    wait_until(lambda: [*temporary.iterdir()] == [])


def test_a_clean_environment_has_what_a_system_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "COLUMNS", "UNSCAFFOLD_LOG_FORMAT", "PYTHONPATH", "GITHUB_STEP_SUMMARY"):
        monkeypatch.setenv(name, "1")
    found = clean_environment("there")
    assert {name for name in found if name in os.environ} >= {"PATH"}
    assert [found.get(name) for name in ("FORCE_COLOR", "COLUMNS", "PYTHONPATH", "GITHUB_STEP_SUMMARY")] == [None] * 4
    assert [found[name] for name in ("UNSCAFFOLD_CACHE", "TMPDIR", "TEMP")] == ["off", "there", "there"]
    assert "UNSCAFFOLD_LOG_FORMAT" not in found


if sys.platform != "win32":

    def test_signals_of_a_terminal_are_for_the_process_that_people_see() -> None:
        with Runner() as warm:
            warm.run(["--version"], ENOUGH)
            assert os.getpgid(pid_of(warm)) != os.getpgid(0)
            os.killpg(os.getpgid(pid_of(warm)), signal.SIGTERM)
            with pytest.raises(Ended, match=r"\(signal 15\)$"):
                warm.run(["--version"], ENOUGH)
