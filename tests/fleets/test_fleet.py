"""A fleet on this machine: what comes of each repository, what is run again, and what one costs the others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import urlopen

import fsspec
import psutil
import pytest

from repositories import commit, git, needs_git, repository
from systems import posix
from unscaffold.fleets import Command, Manner, Outcome, run_fleet, task
from unscaffold.markup import NAMESPACE
from unscaffold.repositories import Fault, Repository, fetched
from unscaffold.running import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unscaffold.fleets.outcome import Unchanged

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "microsoft-entra-id"
PATIENCE = 90.0
ENOUGH = Manner(Limits(PATIENCE, 8 << 30), workers=2)
SMALL = '<Agent Identifier="A" URI=""/>'
WRONG = '<CreateConnectorSynchroComplete Connector="X"/>'


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files, in which nothing is to be left; nor is any process."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert [*folder.iterdir()] == []
    assert psutil.Process().children() == []


def conf(folder: Path, content: str) -> str:
    folder.mkdir(exist_ok=True)
    text = f'<ConfigurationFile xmlns="{NAMESPACE}">\n{content}\n</ConfigurationFile>\n'
    (folder / "Conf.xml").write_text(text, encoding="utf-8")
    return str(folder)


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def slow(folder: Path) -> str:
    """Return a configuration of which a check takes a minute."""
    job = '<Connector Identifier="C{0}" Agent="A"/><CreateConnectorSynchroComplete Connector="C{0}"/>\n'
    return conf(folder, SMALL + "".join(map(job.format, range(5_000))))


def huge(folder: Path) -> str:
    """Return a configuration that takes a gigabyte."""
    return conf(folder, SMALL + "<X/>" * 2_000_000)


def run(
    repositories: list[Repository], command: Command, manner: Manner = ENOUGH, known: dict[str, str] | None = None
) -> dict[str, Outcome | Unchanged]:
    found = [*run_fleet(repositories, command, manner, lambda name: (known or {}).get(name, ""))]
    assert len({one.name for one in found}) == len(found)
    return {one.name: one for one in sorted(found, key=lambda one: one.name)}


def digests(found: dict[str, Outcome | Unchanged]) -> dict[str, str]:
    return {name: one.digest for name, one in found.items() if isinstance(one, Outcome)}


def told(one: Outcome | Unchanged) -> Any:
    return (one.status, one.sentence) if isinstance(one, Outcome) else "unchanged"


def test_what_comes_of_each_is_told_and_only_what_has_changed_is_run_again(tmp_path: Path) -> None:
    names = {"fine": SMALL, "wrong": SMALL + WRONG, "broken": "<"}
    repositories = [Repository(name, conf(tmp_path / name, text)) for name, text in names.items()]
    repositories.append(Repository("gone", str(tmp_path / "gone")))
    found = run(repositories, Command("check"))
    nowhere = f"{tmp_path / 'gone'} is not a folder; name the folder of the configuration"
    assert {name: told(one) for name, one in found.items()} == {
        "broken": ("findings", ""),
        "fine": ("fine", ""),
        "gone": ("failed", nowhere),
        "wrong": ("findings", ""),
    }
    wrong = found["wrong"]
    assert isinstance(wrong, Outcome)
    assert isinstance(wrong.document, dict)
    assert [one["region"]["file"] for one in wrong.document["findings"]] == ["wrong/Conf.xml"]
    assert [record["event"] for record in wrong.records] == ["finding", "message", "end"]
    assert (wrong.seconds > 0, wrong.peak > 0, wrong.worker, wrong.revision) == (True, True, "", "")
    conf(tmp_path / "wrong", SMALL)
    again = run(repositories, Command("check"), known=digests(found))
    assert [told(one) for one in again.values()] == ["unchanged", "unchanged", ("failed", nowhere), ("fine", "")]
    (tmp_path / "strict.toml").write_text("strict = true\n", encoding="utf-8")
    held_to = [repositories[0]._replace(settings=str(tmp_path / "strict.toml"))]
    assert [told(one) for one in run(held_to, Command("check"), known=digests(found)).values()] == [("fine", "")]
    misused = run(repositories[:1], Command("check", ("--nonsense",)), known=digests(found))
    assert [one.sentence.partition(".")[0] for one in misused.values() if isinstance(one, Outcome)] == [
        "No such option '--nonsense'"
    ]


def test_the_other_commands_are_run_as_their_own_flags_say(tmp_path: Path) -> None:
    sample = Repository("a", str(SAMPLE), folder="Conf", output=str(tmp_path / "out"), target="6.2")
    expanded = run([sample], Command("expand"))
    assert {name: told(one) for name, one in expanded.items()} == {"a": ("fine", "")}
    assert (tmp_path / "out" / "MicrosoftEntraID").is_dir()
    assert [told(one) for one in run([sample], Command("expand"), known=digests(expanded)).values()] == ["unchanged"]
    (next((tmp_path / "out").rglob("*.xml"))).unlink()
    again = run([sample], Command("expand"), known=digests(expanded))
    assert ([told(one) for one in again.values()], digests(again)) == ([("fine", "")], digests(expanded))
    held = sample._replace(against=str(tmp_path / "out"))
    (verified,) = run([held], Command("verify")).values()
    (rights,) = run([sample], Command("rights")).values()
    assert [told(one) for one in (verified, rights)] == [("fine", ""), ("fine", "")]
    documents = [one.document for one in (verified, rights) if isinstance(one, Outcome)]
    assert [[*one][:2] for one in documents if isinstance(one, dict)] == [
        ["version", "failed"],
        ["version", "is_whole"],
    ]


def test_what_takes_too_much_costs_only_itself(tmp_path: Path) -> None:
    small = Repository("small", conf(tmp_path / "small", SMALL))
    much = [Repository("huge", huge(tmp_path / "huge")), small]
    found = run(much, Command("check"), ENOUGH._replace(limits=Limits(PATIENCE, 256 << 20)))
    sentence = "it takes more than 256 MiB of memory; give it more with --memory"
    assert {name: told(one) for name, one in found.items()} == {"huge": ("failed", sentence), "small": ("fine", "")}
    long = [Repository("slow", slow(tmp_path / "slow")), small]
    quick = ENOUGH._replace(limits=Limits(8.0, 8 << 30))
    found = run(long, Command("check"), quick)
    sentence = "it takes more than 8 s; give it more with --timeout"
    assert {name: told(one) for name, one in found.items()} == {"slow": ("failed", sentence), "small": ("fine", "")}
    assert {*map(told, run(long, Command("check"), quick, digests(found)).values())} == {"unchanged"}
    more = ENOUGH._replace(limits=Limits(0.0, 8 << 30))
    again = run(long, Command("check"), more, digests(found))
    assert {name: told(one) for name, one in again.items()} == {
        "slow": ("failed", "it takes more than 0 s; give it more with --timeout"),
        "small": "unchanged",
    }


class Machine:
    """A machine that fails to fetch repositories a number of times each."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, failures: dict[str, int]) -> None:
        self.attempts: list[str] = []
        self._failures = failures
        self._fetched = fetched
        monkeypatch.setattr(task, "fetched", self._attempt)

    @contextmanager
    def _attempt(self, repository: Repository, *arguments: Any, **more: Any) -> Iterator[Any]:
        self.attempts.append(repository.name)
        if self.attempts.count(repository.name) <= self._failures.get(repository.name, 0):
            raise Fault(f"the network is down for {repository.name}")
        with self._fetched(repository, *arguments, **more) as found:
            yield found


def test_faults_of_machines_are_tried_again_and_findings_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = conf(tmp_path / "wrong", WRONG)
    repositories = [Repository(name, wrong) for name in ("once", "always", "never")]
    machine = Machine(monkeypatch, {"once": 1, "always": 9})
    found = run(repositories, Command("check"))
    assert {name: told(one) for name, one in found.items()} == {
        "always": ("failed", "the network is down for always"),
        "never": ("findings", ""),
        "once": ("findings", ""),
    }
    assert digests(found)["always"] == ""
    assert sorted(machine.attempts) == ["always"] * 3 + ["never"] + ["once"] * 2


def test_nobody_else_can_ask_the_threads_of_this_process(tmp_path: Path) -> None:
    repositories = [Repository("a", conf(tmp_path / "a", SMALL))]
    for _ in run_fleet(repositories, Command("check"), ENOUGH):
        listening = [one for one in psutil.Process().net_connections() if one.status == psutil.CONN_LISTEN]
        pages = [
            (one.laddr.ip, status_of(f"http://{one.laddr.ip}:{one.laddr.port}/info/main/workers.html"))
            for one in listening
        ]
        assert pages == [("127.0.0.1", 404)] * len(listening)


def status_of(url: str) -> int:
    try:
        with urlopen(url, timeout=PATIENCE) as answer:
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code


def test_nothing_more_is_begun_after_a_failure_where_that_is_asked_for(tmp_path: Path) -> None:
    repositories = (Repository(f"gone-{number}", str(tmp_path / "gone")) for number in range(1_000))
    found = run([*repositories], Command("check"), ENOUGH._replace(keep_going=False))
    assert {one.status for one in found.values() if isinstance(one, Outcome)} == {"failed"}
    assert len(found) < 100


def test_nothing_waits_that_a_failure_is_to_keep_from_being_begun(tmp_path: Path) -> None:
    repositories = [Repository(f"gone-{number}", str(tmp_path / "gone")) for number in range(40)]
    found = run(repositories, Command("check"), ENOUGH._replace(keep_going=False, workers=1))
    assert list(found) == ["gone-0"]


def test_another_program_than_the_one_that_is_to_do_it_does_nothing() -> None:
    other = task.Task(Repository("a", "/nowhere"), Command("check"), ENOUGH.limits, "another digest")
    with pytest.raises(Fault, match=r" has another unscaffold \(.*\), or other libraries$"):
        task.perform(other)


INTERRUPTED = """
import sys
from unscaffold.fleets import Command, Manner, run_fleet
from unscaffold.process import signals
from unscaffold.repositories import Repository
from unscaffold.running import Limits
with signals.heeded(lambda name, code: print(f"interrupted by {name}", file=sys.stderr)):
    for one in run_fleet([Repository(n, sys.argv[1]) for n in "abcd"], Command("check"), Manner(Limits(90, 8 << 30))):
        print(one.name, flush=True)
"""


@posix("a signal ends a process of Windows at once")
def test_an_interrupted_run_leaves_nothing(tmp_path: Path, temporary: Path) -> None:
    environment = os.environ | {"TMPDIR": str(temporary), "TEMP": str(temporary), "TMP": str(temporary)}
    command = [sys.executable, "-c", INTERRUPTED, slow(tmp_path / "slow")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment, start_new_session=True) as process:
        here = psutil.Process(process.pid)
        wait_until(lambda: [*temporary.glob("unscaffold-running-*/1/out")] != [])
        children = here.children(recursive=True)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (130, b"interrupted by SIGINT\n")
    assert (len(children) > 0, [one for one in children if one.is_running()]) == (True, [])


@needs_git
def test_sources_and_outputs_behind_urls_are_fetched_and_put(tmp_path: Path) -> None:
    def text(job: str) -> str:
        return f'<ConfigurationFile xmlns="{NAMESPACE}"><Job Identifier="{job}"/></ConfigurationFile>'

    work = repository(tmp_path / "work", {"Conf/A.xml": text("A"), "Conf/B.xml": text("B")})
    git(work, "branch", "old")
    revision = commit(work, {"Conf/A.xml": text("New")})
    store = f"memory://{tmp_path.name}/out"
    source = Repository("a", f"git+{work.as_uri()}", ref="main", folder="Conf", output=store)
    expanded = run([source], Command("expand"))
    assert [told(one) for one in expanded.values()] == [("fine", "")]
    assert {one.revision for one in expanded.values() if isinstance(one, Outcome)} == {revision}
    assert [told(one) for one in run([source], Command("expand"), known=digests(expanded)).values()] == ["unchanged"]
    file = f"/{tmp_path.name}/out/A.xml"
    fsspec.filesystem("memory").rm_file(file)
    again = run([source], Command("expand"), known=digests(expanded))
    assert [told(one) for one in again.values()] == [("fine", "")]
    assert fsspec.filesystem("memory").cat_file(file) == text("New").encode()
    (compared,) = run([source], Command("diff", ("--exit-code",), "old")).values()
    assert told(compared) == ("findings", "")
    assert isinstance(compared, Outcome)
    assert isinstance(compared.document, dict)
    assert [(one["what"], one["identifier"]) for one in compared.document["jobs"]] == [("renamed", "New")]


def test_a_source_that_changes_while_it_is_read_is_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Repository("a", conf(tmp_path / "a", SMALL))

    @contextmanager
    def changed(one: Repository, *_: object, **__: object) -> Iterator[Any]:
        conf(tmp_path / "a", SMALL + WRONG)
        with fetched(one) as got:
            yield got

    monkeypatch.setattr(task, "fetched", changed)
    found = run([source], Command("check"))
    assert [told(one) for one in found.values()] == [("findings", "")]
    monkeypatch.undo()
    conf(tmp_path / "a", SMALL)  # back to what it was when its digest was taken
    assert [told(one) for one in run([source], Command("check"), known=digests(found)).values()] == [("fine", "")]


@needs_git
def test_what_could_not_be_fetched_is_tried_again(tmp_path: Path) -> None:
    head = commit(repository(tmp_path / "a"), {"A.xml": f'<ConfigurationFile xmlns="{NAMESPACE}"/>'})
    source = Repository("a", f"git+{(tmp_path / 'b').as_uri()}", ref=head)
    found = run([source], Command("check"))
    assert [one.status for one in found.values() if isinstance(one, Outcome)] == ["failed"]
    (tmp_path / "a").rename(tmp_path / "b")
    assert [told(one) for one in run([source], Command("check"), known=digests(found)).values()] == [("fine", "")]
