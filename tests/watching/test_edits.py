"""When something was saved: real edits, of which the system or watchfiles' polling tells."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING

import pytest

from systems import LINKS
from unscaffold.findings import Failure
from unscaffold.watching import Watched, copied, require, saves
from unscaffold.watching.noticed import Noticed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 60  # seconds until a test gives up: nothing waits so long that goes well


@contextmanager
def watching(watched: Watched) -> Iterator[Callable[[], None]]:
    """Watch in another thread, and let the test wait for the next time that something was saved."""
    told: Queue[str] = Queue()
    wanted, over = threading.Semaphore(0), threading.Event()

    def run() -> None:
        for _ in saves(watched, told.put):
            if over.is_set():
                return
            told.put("saved")
            wanted.acquire()

    def wait() -> None:
        assert told.get(timeout=PATIENCE) == "saved"
        wanted.release()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        wait()
        yield wait
    finally:
        # A thread that is left in compiled code may keep Python from ending as it should; an edit ends its waiting.
        over.set()
        wanted.release()
        folder_with(watched.folders[0], "Last.xml")
        thread.join(PATIENCE)


def folder_with(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("<a/>", "utf-8")
    return folder.resolve()


@pytest.mark.parametrize("polls", [False, True])
def test_what_is_saved_made_moved_and_removed_is_noticed(polls: bool, tmp_path: Path) -> None:
    conf = folder_with(tmp_path / "Conf", "A.xml", "Sub/B.xml")
    with watching(Watched((conf,), polls=polls)) as wait:
        (conf / "A.xml").write_text("<another/>", "utf-8")
        wait()
        folder_with(conf, "C.xml")
        wait()
        (conf / "C.new").write_text("<c/><!-- replaced as editors do -->", "utf-8")
        (conf / "C.new").replace(conf / "C.xml")
        wait()
        shutil.move(conf / "Sub", tmp_path / "Sub")
        wait()
        (conf / "A.xml").unlink()
        wait()


def test_single_files_may_be_made_and_removed(tmp_path: Path) -> None:
    conf, settings = folder_with(tmp_path / "Conf", "A.xml"), tmp_path / "unscaffold.toml"
    with watching(Watched((conf,), (settings,))) as wait:
        settings.write_text("# made", "utf-8")
        wait()
        settings.unlink()
        wait()


def test_a_folder_that_is_gone_is_waited_for(tmp_path: Path) -> None:
    conf, other = folder_with(tmp_path / "Conf", "A.xml"), folder_with(tmp_path / "Other", "A.xml")
    with watching(Watched((conf, other))) as wait:
        conf.rename(tmp_path / "Away")
        wait()
        (tmp_path / "Away").rename(conf)
        wait()
        (conf / "A.xml").write_text("<another/>", "utf-8")
        wait()
        shutil.rmtree(conf)
        shutil.rmtree(other)
        wait()
        folder_with(other, "A.xml")
        wait()


def test_a_folder_that_is_made_anew_is_watched(tmp_path: Path) -> None:
    conf = folder_with(tmp_path / "Conf", "A.xml")
    with watching(Watched((conf,))) as wait:
        shutil.rmtree(conf)
        folder_with(conf, "A.xml")  # which may get the number of the one before
        wait()
        (conf / "A.xml").write_text("<another/>", "utf-8")
        wait()


def test_only_what_may_matter_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path / "Conf" / "cache"))
    names = ["A.xml", "B.XML", "unscaffold.toml", "Sub/.hidden.xml", "Sub.d/C.xml"]
    others = [
        "A.xml~", ".A.xml.swp", ".#A.xml", "#A.xml#", "A.tmp", "note.txt", ".git/a.xml", "Sub/.idea/a.xml",
        "cache/a.xml",
    ]  # fmt: skip
    conf = folder_with(tmp_path / "Conf", *names, *others)
    noticed = Noticed([conf])
    assert [name for name in [*names, *others] if noticed(None, str(conf / name))] == names
    assert [name for name in ("Sub", "gone", "gone.txt") if noticed(None, str(conf / name))] == [
        "Sub",
        "gone",
        "gone.txt",
    ]
    assert [name for name in (".git", "cache", "cache/gone", "4913") if noticed(None, str(conf / name))] == []
    assert not noticed(None, str(tmp_path / "elsewhere.xml"))


def test_a_folder_whose_name_others_ignore_is_watched(tmp_path: Path) -> None:
    conf = folder_with(tmp_path / ".git" / "node_modules" / "Conf", "A.xml")
    assert Noticed([conf])(None, str(conf / "A.xml"))


# In a namespace of its own, in which the system lets nobody watch anything.
_WITHOUT_WATCHES = """
from pathlib import Path
from unscaffold.watching import Watched, saves
conf, told = Path("Conf").resolve(), []
seen = saves(Watched((conf,)), told.append)
next(seen)
(conf / "A.xml").write_text("<saved/>")
next(seen)
print(*told)
"""


def test_without_watches_of_the_system_it_is_looked_for(tmp_path: Path) -> None:
    folder_with(tmp_path / "Conf", "A.xml")
    none = "echo 0 > /proc/sys/user/max_inotify_watches || exit 77"
    script = f'{none}; exec "$0" -c "$1"'
    command = ["unshare", "-Ur", "sh", "-c", script, sys.executable, _WITHOUT_WATCHES]
    if sys.platform != "linux" or subprocess.run(["unshare", "-Ur", "true"], check=False).returncode:
        pytest.skip("only Linux has such namespaces, and not all may make one")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "pipeline")}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=PATIENCE
    )
    if done.returncode == 77:
        pytest.skip("this system does not let a namespace have fewer watches")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("the system cannot watch (")
    assert done.stdout.endswith("); all files are looked at every 0.25 s instead\n")


def test_an_error_of_polling_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_paths: Path, **_more: object) -> Iterator[set[object]]:
        raise PermissionError("no")

    monkeypatch.setattr("watchfiles.watch", refused)
    monkeypatch.setattr("unscaffold.watching.edits.polled", refused)
    told: list[str] = []
    with pytest.raises(PermissionError):
        next(saves(Watched((tmp_path,)), told.append))
    assert told == ["the system cannot watch (no); all files are looked at every 0.25 s instead"]


def test_a_folder_that_goes_before_it_is_watched_is_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*paths: Path, **_more: object) -> Iterator[set[object]]:
        (path,) = paths
        path.rmdir()
        raise FileNotFoundError

    monkeypatch.setattr("watchfiles.watch", gone)
    (tmp_path / "Conf").mkdir()
    assert next(saves(Watched((tmp_path / "Conf",)), pytest.fail)) is None


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    require()
    monkeypatch.setattr("unscaffold.watching.edits.find_spec", lambda _name: None)
    with pytest.raises(Failure, match=r"^folders are watched by watchfiles, which is not installed; say: pip inst"):
        require()


def test_a_copy_has_what_a_run_reads(tmp_path: Path) -> None:
    conf = folder_with(tmp_path / "Conf", "A.xml", "Sub/B.XML", "c.txt", ".git/d.xml")
    with copied(conf) as copy:
        assert sorted(str(path.relative_to(copy)) for path in copy.rglob("*.*")) == ["A.xml", str(Path("Sub/B.XML"))]
    assert not copy.exists()


@LINKS
def test_a_link_that_leads_elsewhere_is_another_folder(tmp_path: Path) -> None:
    folder_with(tmp_path / "One", "A.xml")
    other = folder_with(tmp_path / "Other", "A.xml")
    (tmp_path / "Conf").symlink_to("One")
    with watching(Watched((tmp_path / "Conf",))) as wait:
        (tmp_path / "New").symlink_to("Other")
        (tmp_path / "New").replace(tmp_path / "Conf")
        wait()
        folder_with(other, "B.xml")
        wait()
