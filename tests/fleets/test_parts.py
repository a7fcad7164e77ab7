"""Parts of a fleet: the command line of a repository, the program that is compared, and why a task failed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from unscaffold.findings import Failure
from unscaffold.fleets import Command, Manner, cluster, fleet, program, run_fleet
from unscaffold.fleets.outcome import Unchanged
from unscaffold.process import signals
from unscaffold.repositories import Fault, Repository
from unscaffold.running import Limits

if TYPE_CHECKING:
    from pathlib import Path

OURS = {"host": {"python": "3.11.7.final.0"}, "packages": {"dask": "1", "distributed": "1"}}
NEWER = {"host": {"python": "3.11.7.final.0"}, "packages": {"dask": "2", "distributed": "1"}}
OTHER = {"host": {"python": "3.12.0.final.0"}, "packages": {"dask": "1", "distributed": "1"}}


def test_the_line_has_what_the_fleet_needs_behind_what_was_said() -> None:
    own = ["--workers", "1", "--log-format", "json", "--", "-conf"]
    assert Command("expand", ("--force",)).line("-conf", "-o", "out") == ["expand", "--force", "-o", "out", *own]
    diff = Command("diff", ("--exit-code",), "main")
    assert diff.line("-conf") == ["diff", "--exit-code", "--format", "json", "--base", "main", *own]


def test_what_is_in_the_files_that_flags_name_decides_on_the_result(tmp_path: Path) -> None:
    file, folder = tmp_path / "baseline.json", tmp_path / "stylesheets"
    folder.mkdir()
    file.write_bytes(b"1")
    command = Command("check", files=(str(file), str(folder)))
    digests = [command.digest(), command.digest()]
    file.write_bytes(b"2")
    digests.append(command.digest())
    (folder / "a.xsl").write_bytes(b"1")
    digests += [command.digest(), command._replace(base="main").digest()]
    assert [digests.index(one) for one in digests] == [0, 0, 2, 3, 4]


def test_the_program_is_the_same_wherever_its_files_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digests = []
    for name, data in (("one", b"1"), ("two", b"1"), ("three", b"2")):
        folder = tmp_path / name
        (folder / "part").mkdir(parents=True)
        (folder / "part" / "a.py").write_bytes(data)
        (folder / "part" / "a.pyc").write_bytes(name.encode())
        monkeypatch.setattr(program, "_OWN", folder)
        monkeypatch.setattr(program, "xslt_folder", lambda folder=folder: folder)
        digests.append(program.program.__wrapped__().digest)
    assert [digests.index(one) for one in digests] == [0, 0, 2]
    assert program.program() == program.program.__wrapped__()._replace(digest=program.program().digest)


class Client:
    """A client of a cluster whose machines are said."""

    def __init__(self, scheduler: Any, worker: Any, program_there: Any) -> None:
        self._versions = {"client": OURS, "scheduler": scheduler, "workers": {"tcp://w\x1b:1": worker}}
        self._program = program_there

    def get_versions(self) -> Any:
        return self._versions

    def run(self, _: Any) -> Any:
        if isinstance(self._program, Exception):
            raise self._program
        return {"tcp://w\x1b:1": self._program}


HERE = program.program()


@pytest.mark.parametrize(
    ("client", "sentence"),
    [
        (Client(NEWER, OURS, HERE), "the scheduler has dask 2, and this machine 1; install the same version"),
        (
            Client(OURS, OTHER, HERE),
            "tcp://w\x1b:1 has Python 3.12.0, and this machine 3.11.7; install the same version",
        ),
        (
            Client(OURS, OURS, ModuleNotFoundError("No module named 'unscaffold'")),
            f"the workers have no unscaffold {HERE.version}, or another one: No module named 'unscaffold'",
        ),
        (
            Client(OURS, OURS, HERE._replace(digest="other")),
            f"tcp://w\x1b:1 has another unscaffold {HERE.version}, or other libraries, than this machine",
        ),
    ],
)
def test_a_cluster_with_another_program_is_refused(client: Any, sentence: str) -> None:
    with pytest.raises(Failure) as raised:
        cluster._compare(client)
    assert raised.value.sentence == sentence


def test_a_task_that_ends_its_workers_is_told_in_a_sentence() -> None:
    distributed = pytest.importorskip("distributed")
    killed = distributed.KilledWorker("task", None, 4)
    sentences = [fleet._why(error) for error in (killed, KeyError("a"))]
    assert sentences == [
        "each worker that was given it ended; it may take more memory than a worker has",
        "KeyError: 'a'",
    ]


class Future:
    """A task that is done, with the states that are seen of it one after the other."""

    def __init__(self, *states: str, result: Any = None) -> None:
        self._states = [*states]
        self._result = result

    @property
    def status(self) -> str:
        return self._states.pop(0)

    def result(self) -> Any:
        if isinstance(self._result, Exception):
            raise self._result
        return self._result


def window_of(*futures: Future) -> Any:
    client: Any = SimpleNamespace(nthreads=dict, status="running", scheduler_info=lambda: {"workers": [1]})
    window = fleet._Window(client, iter(()), Manner(Limits(1.0, 1), "tcp://a:1"))
    for future in futures:
        window._done.put(future)  # type: ignore[arg-type]
    return window


def test_a_result_that_cannot_be_had_is_that_of_a_lost_scheduler() -> None:
    with pytest.raises(Failure, match=r"^the scheduler tcp://a:1 is lost; what is done is kept"):
        window_of()._of(Future(result=OSError("it is gone")), "a")


def test_a_task_whose_worker_ended_with_the_result_is_waited_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fleet, "_LOOK", 0.0)
    lost, done = Future("lost", "pending", "finished"), Future("finished")
    window = window_of(lost, done)
    assert [window._next(), window._next()] == [done, lost]


def test_what_is_done_meanwhile_is_taken_at_once() -> None:
    done = [Future("finished", result=Unchanged(str(number))) for number in range(10)]
    window = window_of(*done[:4], Future(*["lost"] * 3), *done[4:])
    window._under_way = {one: one.result().name for one in done}
    asked: list[list[Future]] = []

    def gathered(futures: list[Future]) -> list[Any]:
        asked.append(futures)
        return [one.result() for one in futures]

    window._client.gather = gathered
    found = [*window.outcomes()]
    assert (found, asked) == ([one.result() for one in done], [done[:7], done[7:]])


def test_what_is_wrong_with_one_is_told_of_that_alone() -> None:
    wrong, right = Future("finished", result=Fault("no space")), Future("finished", result=Unchanged("right"))
    window = window_of(wrong, right)
    window._under_way = {wrong: "wrong", right: "right"}
    window._client.gather = lambda futures: [one.result() for one in futures]
    failure, unchanged = window.outcomes()
    assert (failure[:3], unchanged) == (("wrong", "failed", "no space"), Unchanged("right"))


def test_a_scheduler_that_is_not_there_is_told_in_a_sentence() -> None:
    for address in ("tcp://127.0.0.1:1", "nonsense://a"):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(cluster, "_PATIENCE", 0.2)
            with pytest.raises(Failure, match=rf"^the scheduler {address} does not answer: "):
                next(fleet.run_fleet([], Command("check"), Manner(Limits(1.0, 1), address)))


def test_a_signal_that_python_has_lost_ends_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signals, "has_come", lambda: True)
    with pytest.raises(SystemExit):
        list(run_fleet([Repository("a", "nowhere")], Command("check"), Manner(Limits(60, 1 << 30))))
