"""Runs that are killed, and runs that meet: every file stays whole, and the next run repairs the rest.

As a program, this file runs `unscaffold expand` and does something to it at its Nth operation on the output.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from unscaffold import Failure, expand
from unscaffold.__main__ import run as command_line
from unscaffold.options import Progress
from unscaffold.output import locked

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = Path(__file__).parents[2] / "samples" / "contoso" / "Conf"
KILLS = 20
# Python tells of each of these before it is done; the number is that of the path that is to be changed.
OPERATIONS = {"open": 0, "os.mkdir": 0, "os.remove": 0, "os.rename": 1, "os.rmdir": 0}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Watch:
    """Counts the operations on a folder, and acts just before one of them.

    A file that is about to be written by it is left half written, as if the run ended in the middle of it.
    """

    def __init__(self) -> None:
        self.folder, self.count, self.last = "", 0, 0
        self.act: Callable[[], object] = lambda: None
        sys.addaudithook(self)  # for good: there is no way to take it off

    def start(self, folder: Path, last: int, act: Callable[[], object]) -> None:
        self.folder, self.count, self.last, self.act = str(folder.resolve()), 0, last, act

    def __call__(self, event: str, about: tuple[Any, ...]) -> None:
        if not self.folder or event not in OPERATIONS or (event == "open" and not about[2] & WRITING):
            return
        path = about[OPERATIONS[event]]
        if isinstance(path, int) or not os.path.abspath(os.fsdecode(path)).startswith(self.folder):  # noqa: PTH100
            return
        self.count += 1
        if self.count == self.last:
            self.folder = ""
            if event == "open":
                Path(path).write_bytes(b"half")
            self.act()
            if event == "open":  # the run goes on, with a file that is new
                Path(path).unlink()


class State(NamedTuple):
    """A configuration folder, and its output."""

    conf: Path
    output: Path
    files: dict[str, bytes]
    folders: set[str]


def state(folder: Path, change: Callable[[Path], None] = lambda _: None) -> State:
    """Make a state of the sample."""
    shutil.copytree(SAMPLE, folder / "Conf")
    change(folder / "Conf")
    assert expand(folder / "Conf", folder / "Out").errors == []
    return State(folder / "Conf", folder / "Out", files(folder / "Out"), folders(folder / "Out"))


def before(conf: Path) -> None:
    """Make the sample an older one: with files that are gone since, without some that are new, with other bytes."""
    (conf / "Gone" / "deep").mkdir(parents=True)
    shutil.copy(conf / "HR" / "HR UI.xml", conf / "Gone" / "deep" / "Old UI.xml")
    shutil.rmtree(conf / "Documentation")
    (conf / "HR" / "HR UI.xml").unlink()
    for file in [*(conf / "AD").glob("*.xml"), *(conf / "Runtime").glob("*.json")]:
        file.write_bytes(file.read_bytes() + b"\n")
    (conf / "Runtime" / "Languages.xml").unlink()


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def folders(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> State:
    return state(tmp_path_factory.mktemp("old"), before)


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> State:
    return state(tmp_path_factory.mktemp("new"))


@pytest.fixture(scope="module")
def operations(old: State, new: State, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Return how many operations lead from the old output to the new one."""
    output = tmp_path_factory.mktemp("count") / "Out"
    shutil.copytree(old.output, output)
    return int(finish(start("count", 0, output, new.conf))[1])


def start(action: str, last: int, output: Path, conf: Path) -> subprocess.Popen[str]:
    command = [sys.executable, __file__, action, str(last), str(output), str(conf)]
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
    assert folders(output) == wanted.folders


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these signals")
@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_run_leaves_every_file_whole_and_the_next_repairs(
    number: int, old: State, new: State, operations: int, tmp_path: Path
) -> None:
    random = Random(number)
    shutil.copytree(old.output, tmp_path / "Out")
    moment = random.randrange(operations * number // KILLS, operations * (number + 1) // KILLS) + 1
    name, code = random.choice([("SIGINT", 130), ("SIGKILL", -9), ("SIGTERM", 143)])
    said = "" if name == "SIGKILL" else f"interrupted by {name}\n"
    assert finish(start(name, moment, tmp_path / "Out", new.conf)) == (code, "", said)
    check_whole(tmp_path / "Out", old, new)
    check_repaired(tmp_path / "Out", random.choice([old, new]))


@pytest.mark.parametrize("number", range(3))
def test_a_run_killed_from_outside_leaves_every_file_whole_and_the_next_repairs(
    number: int, old: State, new: State, tmp_path: Path
) -> None:
    shutil.copytree(old.output, tmp_path / "Out")
    run = start("run", 0, tmp_path / "Out", new.conf)
    try:
        run.wait(timeout=Random(number).uniform(0.4, 1.0))
    except subprocess.TimeoutExpired:
        run.kill()
    finish(run)
    check_whole(tmp_path / "Out", old, new)
    check_repaired(tmp_path / "Out", new)


def test_a_run_that_meets_another_refuses(old: State, new: State, operations: int, tmp_path: Path) -> None:
    output = tmp_path / "Out"
    shutil.copytree(old.output, output)
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
        shutil.copytree(old.output, output)
    runs = [start("run", 0, output, conf) for conf in (old.conf, new.conf)]
    assert {finish(run)[0] for run in runs} in ({0}, {0, 2})
    assert files(output) in (old.files, new.files)


def test_a_lock_on_a_file_that_its_last_owner_removed_keeps_nobody_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl", reason="Windows does not remove an open file")
    flock = fcntl.flock
    with ExitStack() as first, ExitStack() as last:

        def flock_late(descriptor: int, operation: int) -> None:
            """The file is open: now its owner goes, and another run comes."""
            monkeypatch.setattr(fcntl, "flock", flock)
            first.close()
            last.enter_context(locked(tmp_path))
            flock(descriptor, operation)

        first.enter_context(locked(tmp_path))
        monkeypatch.setattr(fcntl, "flock", flock_late)
        with pytest.raises(Failure, match="another run is writing to"), locked(tmp_path):
            pass
        assert fcntl.flock is flock


# Every moment of a small run, in this process


class Stopped(BaseException):
    """The run ends here."""


@pytest.fixture(scope="module")
def watch() -> Watch:
    return Watch()


CONF = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration"/>'
SAME = {"Conf.xml": CONF, "same.txt": "same", "x/same.txt": "same"}
CHANGES = {
    "files": (
        SAME | {"x/edited.txt": "old", "gone/f.txt": "f", "gone/deep/g.txt": "g"},
        SAME | {"x/edited.txt": "new", "new/deep/h.txt": "h", "i.txt": "i"},
    ),
    "a folder for a file, and a file for a folder": (
        SAME | {"a/b/c.txt": "c", "d": "d"},
        SAME | {"a": "a", "d/e/f.txt": "f"},
    ),
}


def small(folder: Path, texts: dict[str, str]) -> State:
    for name, text in texts.items():
        (folder / "Conf" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "Conf" / name).write_text(text, encoding="utf-8")
    expand(folder / "Conf", folder / "Out")
    return State(folder / "Conf", folder / "Out", files(folder / "Out"), folders(folder / "Out"))


@pytest.mark.parametrize("held", [1, 1 << 20], ids=["a file at a time", "all at once"])
@pytest.mark.parametrize("goes_back", [False, True], ids=["goes on", "goes back"])
@pytest.mark.parametrize("is_first", [False, True], ids=["a later run", "the first run"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_run_may_end_at_any_moment(
    change: str,
    is_first: bool,
    goes_back: bool,
    held: int,
    watch: Watch,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("unscaffold.writing.applying._HELD", held)
    old, new = (small(tmp_path / str(number), texts) for number, texts in enumerate(CHANGES[change]))
    moment, ended = 0, False
    while not ended:
        moment += 1
        output = tmp_path / f"Out {moment}"
        if not is_first:
            shutil.copytree(old.output, output)
        watch.start(output, moment, stop)
        try:
            expand(new.conf, output)
            ended = True
        except Stopped:
            check_repaired(output, old if goes_back else new)
        finally:
            watch.folder = ""
    assert moment > 10


def test_a_run_that_another_one_overtakes_knows_what_that_wrote(tmp_path: Path) -> None:
    old, new = (small(tmp_path / str(number), texts) for number, texts in enumerate(CHANGES["files"]))
    progress = Progress(lambda phase, _: overtake(phase, old, tmp_path / "Out"))
    expand(new.conf, tmp_path / "Out", progress=progress)
    assert files(tmp_path / "Out") == new.files
    assert folders(tmp_path / "Out") == new.folders


def overtake(phase: str, other: State, output: Path) -> None:
    """Expand another configuration into an output, before the run that is in this phase has locked it."""
    if phase == "Reading":
        expand(other.conf, output)
        assert files(output) == other.files


def test_what_is_edited_after_a_killed_run_is_not_overwritten(watch: Watch, tmp_path: Path) -> None:
    old, new = (small(tmp_path / str(number), texts) for number, texts in enumerate(CHANGES["files"]))
    for moment in range(1, 10):
        output = tmp_path / f"Out {moment}"
        shutil.copytree(old.output, output)
        watch.start(output, moment, stop)
        with pytest.raises(Stopped):
            expand(new.conf, output)
        (output / "x/edited.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(Failure):
            expand(new.conf, output)
        assert (output / "x/edited.txt").read_text(encoding="utf-8") == "mine"


def stop() -> None:
    raise Stopped


def run(action: str, last: str, output: str, conf: str) -> None:
    """Expand a configuration folder, with a watch."""

    def wait() -> None:
        print("waiting", flush=True)
        sys.stdin.readline()

    def kill() -> None:
        os.kill(os.getpid(), getattr(signal, action))

    watch = Watch()
    watch.start(Path(output), int(last), wait if action == "wait" else kill)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests may ignore it, and so would the run
    os._exit = sys.exit  # type: ignore[assignment] # it ends at once, and what it did would not be told
    sys.argv[1:] = ["expand", conf, "--output", output, "--quiet"]
    try:
        command_line()
    finally:
        if action == "count":
            print(watch.count)


if __name__ == "__main__":
    run(*sys.argv[1:])
