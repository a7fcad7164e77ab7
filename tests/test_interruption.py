"""Runs that are killed, and runs that meet: every file stays whole, and the next run repairs the rest."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest

from pipeline import expand

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE = Path(__file__).parents[1] / "samples" / "contoso" / "Conf"
KILLS = 20

# Runs unscaffold and stops it just before its Nth operation on the output folder. A file that is about to be
# written is left half written, as if the run had been stopped in the middle of it.
DRIVER = """
import os, signal, sys
from pathlib import Path
from pipeline.cli import main

action, last, output, *arguments = sys.argv[1:]
operations = {"open": 0, "os.mkdir": 0, "os.remove": 0, "os.rename": 1, "os.rmdir": 0}
writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT
count = 0

def stop(event, about):
    global count
    if event not in operations or (event == "open" and not about[2] & writing):
        return
    path = about[operations[event]]
    if isinstance(path, int) or not os.path.abspath(os.fsdecode(path)).startswith(os.path.abspath(output)):
        return
    count += 1
    if count == int(last):
        if action == "wait":
            print("waiting", flush=True)
            sys.stdin.readline()
        else:
            if event == "open":
                Path(path).write_bytes(b"half")
            os.kill(os.getpid(), getattr(signal, action))

sys.addaudithook(stop)
try:
    main(["expand", *arguments, "--output", output, "--quiet"], prog_name="unscaffold")
finally:
    if action == "count":
        print(count)
"""


class State(NamedTuple):
    """A configuration folder, and the files of its expansion, manifest included."""

    conf: Path
    files: dict[str, bytes]


@pytest.fixture(autouse=True, scope="module")
def memory() -> Iterator[None]:
    """Let runs remember nothing of each other."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("UNSCAFFOLD_CACHE", "")
        yield


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> State:
    """Return an older state of the sample: files that are gone since, files that are new, files that changed."""
    folder = tmp_path_factory.mktemp("old")
    conf = folder / "Conf"
    shutil.copytree(SAMPLE, conf)
    (conf / "Gone" / "deep").mkdir(parents=True)
    shutil.copy(conf / "HR" / "HR UI.xml", conf / "Gone" / "deep" / "Old UI.xml")
    shutil.rmtree(conf / "Documentation")
    (conf / "HR" / "HR UI.xml").unlink()
    for file in [*(conf / "AD").glob("*.xml"), *(conf / "Runtime").glob("*.json")]:
        file.write_bytes(file.read_bytes() + b"\n")
    (conf / "Runtime" / "Languages.xml").unlink()
    return state(conf, folder / "Fresh")


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> State:
    folder = tmp_path_factory.mktemp("new")
    shutil.copytree(SAMPLE, folder / "Conf")
    return state(folder / "Conf", folder / "Fresh")


@pytest.fixture(scope="module")
def operations(old: State, new: State, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Return how many operations lead from the old output to the new one."""
    output = output_of(old, tmp_path_factory.mktemp("count") / "Out")
    run = start("count", 0, output, new.conf)
    return int(run.communicate()[0])


def state(conf: Path, output: Path) -> State:
    assert expand(conf, output).errors == []
    return State(conf, files(output))


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def folders(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


def output_of(state: State, output: Path) -> Path:
    shutil.copytree(state.conf.parent / "Fresh", output)
    return output


def start(action: str, last: int, output: Path, conf: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", DRIVER, action, str(last), str(output), str(conf)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def finish(run: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = run.communicate()
    return run.returncode, out, err


def check_whole(output: Path, *states: State) -> None:
    """Check that every file is as in one of the states, and that what is in all of them is there."""
    present = {path: data for path, data in files(output).items() if not is_ours(path)}
    assert [path for path, data in present.items() if data not in [s.files.get(path) for s in states]] == []
    shared = set.intersection(*(set(s.files) for s in states))
    assert [path for path in sorted(shared) if not is_ours(path) and path not in present] == []


def is_ours(path: str) -> bool:
    """Return whether a file is the manifest, a lock or a temporary file."""
    name = path.rpartition("/")[2]
    return name.startswith(".unscaffold") or name.endswith(".unscaffold-new")


def check_repaired(output: Path, wanted: State) -> None:
    assert expand(wanted.conf, output).errors == []
    assert files(output) == wanted.files
    assert folders(output) == folders(wanted.conf.parent / "Fresh")


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_run_leaves_every_file_whole_and_the_next_repairs(
    number: int, old: State, new: State, operations: int, tmp_path: Path
) -> None:
    random = Random(number)
    output = output_of(old, tmp_path / "Out")
    moment = random.randrange(operations * number // KILLS, operations * (number + 1) // KILLS) + 1
    code, out, _ = finish(start(random.choice(["SIGINT", "SIGKILL", "SIGTERM"]), moment, output, new.conf))
    assert code != 0
    assert out == ""
    check_whole(output, old, new)
    check_repaired(output, random.choice([old, new]))


@pytest.mark.parametrize("moment", range(1, 7))
def test_a_killed_first_run_is_repaired_by_the_next(moment: int, old: State, new: State, tmp_path: Path) -> None:
    output = tmp_path / "Out"
    code, out, _ = finish(start("SIGKILL", moment, output, old.conf))
    assert (code, out) == (-signal.SIGKILL, "")
    check_repaired(output, new)


@pytest.mark.parametrize("number", range(3))
def test_a_run_killed_from_outside_leaves_every_file_whole_and_the_next_repairs(
    number: int, old: State, new: State, tmp_path: Path
) -> None:
    output = output_of(old, tmp_path / "Out")
    run = start("run", 0, output, new.conf)
    try:
        run.wait(timeout=Random(number).uniform(0.3, 0.9))
    except subprocess.TimeoutExpired:
        run.kill()
    finish(run)
    check_whole(output, old, new)
    check_repaired(output, new)


def test_a_run_that_meets_another_refuses(old: State, new: State, operations: int, tmp_path: Path) -> None:
    output = output_of(old, tmp_path / "Out")
    first = start("wait", operations // 2, output, new.conf)
    assert first.stdout is not None
    assert first.stdout.readline() == "waiting\n"
    refusal = f"error: another run is writing to {output}; try again when it has finished\n"
    assert finish(start("run", 0, output, old.conf)) == (2, "", refusal)
    check_whole(output, old, new)
    assert first.communicate("\n") == ("", "")
    assert first.returncode == 0
    assert files(output) == new.files


@pytest.mark.parametrize("output_exists", [True, False])
def test_two_runs_at_once_never_mix(output_exists: bool, old: State, new: State, tmp_path: Path) -> None:
    output = tmp_path / "Out"
    if output_exists:
        output_of(old, output)
    runs = [start("run", 0, output, conf) for conf in (old.conf, new.conf)]
    codes = {finish(run)[0] for run in runs}
    assert codes in ({0}, {0, 2})
    assert files(output) in (old.files, new.files)
