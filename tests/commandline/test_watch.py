"""`unscaffold watch`: what it tells of real edits, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from commandline.samples import CLEAN, SETTINGS, Run, write
from repositories import needs_git, repository
from systems import posix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Command = Callable[..., Run]

_ENDS = "watching Conf; Ctrl-C ends\n"
_ADDED = """jobs:

  + CleanDatabase
      + level 0: CleanDataBase …_CleanDataBase
        because of B.xml:2 (CleanDatabaseJob)

1 job added
"""


class Watching(NamedTuple):
    """A process that watches."""

    process: subprocess.Popen[str]

    def told(self) -> str:
        """Return what it tells until it waits for the next edit."""
        assert self.process.stdout
        lines: list[str] = []
        for line in self.process.stdout:
            if line == _ENDS:
                break
            lines.append(line)
        return re.sub(r"\(\d+\.\d\d s\)", "(time)", "".join(lines))

    def ended(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """Return how it ends when a signal comes, and what it tells then."""
        self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=60)
        return self.process.returncode, said


@contextmanager
def watching(*arguments: str, cache: str = "") -> Iterator[Watching]:
    environment = {**os.environ, "UNSCAFFOLD_CACHE": cache, "PYTHONUNBUFFERED": "1"}
    # These tests may themselves run where Ctrl-C is ignored.
    program = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    program += "from unscaffold.__main__ import run; run()"
    with subprocess.Popen(
        [sys.executable, "-c", program, "watch", "Conf", *arguments], env=environment, encoding="utf-8",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        try:
            yield Watching(process)
        finally:
            process.kill()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands run in a folder of their own, which has a configuration."""
    monkeypatch.chdir(tmp_path)
    write({"Conf/A.xml": SETTINGS})


def save(name: str, text: str) -> None:
    """Write a file as editors do: all of it is there at once."""
    Path("new").write_bytes(text.encode())
    Path("new").replace(name)


def contents() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path("Conf").rglob("*") if path.is_file()}


@posix("signals are sent")
def test_what_is_saved_is_checked_and_compared_with_the_start(tmp_path: Path) -> None:
    with watching(cache=str(tmp_path / "cache")) as one:
        assert one.told() == "nothing found (time)\n"
        save("Conf/B.xml", CLEAN)
        assert one.told() == f"nothing found (time)\n{_ADDED}"
        save("Conf/B.xml", CLEAN[:70])
        assert one.told() == (
            "Conf/B.xml:2:3: error U101 the file is not well-formed XML: unclosed token; mend it, then try again\n"
            "1 error (time)\n"
            "no differences in what is compared; what has errors is not compared\n"
        )
        save("Conf/B.xml", CLEAN)
        assert one.told() == f"nothing found (time)\n{_ADDED}"
        before = contents()
        Path("Conf").rename("Away")
        assert one.told() == "error: Conf is not a folder; name the folder of the configuration\n"
        Path("Away").rename("Conf")
        assert one.told() == f"nothing found (time)\n{_ADDED}"
        assert one.ended() == (0, "")
    assert contents() == before


@posix("signals are sent")
def test_settings_count_from_when_they_are_saved() -> None:
    with watching() as one:
        one.told()
        save("unscaffold.toml", "target = 1\n")
        assert one.told().startswith("error: unscaffold.toml:1:1: target is one of")
        save("unscaffold.toml", 'target = "saas"\n')
        assert one.told() == (
            "nothing found (time)\nno differences\n"
            "the setting target is 7.0 on the old side, and saas on the new one\n"
        )
        assert one.ended(signal.SIGTERM) == (143, "interrupted by SIGTERM\n")


@posix("signals are sent")
@needs_git
def test_a_revision_may_be_what_is_compared_with() -> None:
    repository(Path(), {"Conf/A.xml": SETTINGS})
    save("Conf/B.xml", CLEAN)
    with watching("--base", "HEAD", "--poll") as one:
        assert one.told() == f"nothing found (time)\n{_ADDED}"
        Path("Conf/B.xml").unlink()
        assert one.told() == "nothing found (time)\nno differences\n"
        assert one.ended() == (0, "")


@posix("signals are sent")
def test_on_a_terminal_the_screen_is_cleared() -> None:
    if sys.platform == "win32":
        return
    import pty  # noqa: PLC0415 - only POSIX has it

    ours, theirs = pty.openpty()
    environment = {**os.environ, "UNSCAFFOLD_CACHE": "", "TERM": "xterm", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "unscaffold", "watch", "Conf"]
    with subprocess.Popen(command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        assert b"\x1b[2J" not in _read(ours)
        save("Conf/B.xml", CLEAN)
        assert b"\x1b[2J" in _read(ours)
        process.kill()
    os.close(ours)


def _read(terminal: int) -> bytes:
    shown = b""
    while b"Ctrl-C ends" not in shown:
        shown += os.read(terminal, 65536)
    return shown


def test_a_folder_that_is_none_and_a_missing_extra_are_refused(
    unscaffold: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert unscaffold("watch", "None") == Run(
        2, "", "error: None is not a folder; name the folder of the configuration\n"
    )
    monkeypatch.setattr("unscaffold.watching.edits.find_spec", lambda _name: None)
    assert unscaffold("watch", "Conf") == Run(
        2,
        "",
        "error: folders are watched by watchfiles, which is not installed; say: pip install 'unscaffold[watch]'\n",
    )


def test_the_page_shows_what_is_printed() -> None:
    page = (Path(__file__).parents[2] / "docs" / "watch.md").read_text("utf-8")
    assert f"```text\nnothing found (0.09 s)\n{_ADDED}{_ENDS}```\n" in page
