"""A run that remembers does as one that does not, whatever happens to input, output and options between runs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from histories.__main__ import main
from histories.calm import drawn_calmly
from histories.drawing import drawn
from histories.history import CONF, Command, Edit, Step, history_of, text_of
from histories.killing import killed_at
from histories.playing import play
from unscaffold.commandline import terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from histories.history import History
    from unscaffold.folder_to_folder import Report


@pytest.mark.parametrize("number", range(12))
@pytest.mark.parametrize("draw", [drawn, drawn_calmly])
def test_runs_that_remember_do_as_those_that_do_not(draw: Callable[[str], History], number: int) -> None:
    assert play(draw(f"suite/{number}")).fault is None


def test_a_seed_says_all_and_a_history_is_text() -> None:
    assert drawn("1/1") == drawn("1/1") != drawn("1/2")
    assert history_of(text_of(drawn("1/1"))) == drawn("1/1")


def test_what_is_killed_changes_nothing_any_more_and_does_not_clean_up(tmp_path: Path) -> None:
    with killed_at(3, tmp_path):
        try:
            (tmp_path / "one").mkdir()
            (tmp_path / "two").write_bytes(b"")
            (tmp_path / "three").mkdir()
        finally:
            (tmp_path / "two").unlink()
    assert {path.name for path in tmp_path.iterdir()} == {"one", "two"}
    (tmp_path / "one").rmdir()


FIRST = Step("all", (Edit("write", f"{CONF}/A.xml", ("<CleanDatabaseJob/>",)),), (Command(("expand",)),))
TOLD = """\
--seed 1 --first 1 --count 1
[
 [
  "all",
  [
   [
    "write",
    "Conf/A.xml",
    [],
    "utf-8"
   ]
  ],
  [
   [
    [
     "expand"
    ],
    0
   ]
  ]
 ]
]
step 0: expand
exit codes: 0 without memory, 0 with it
--- stderr without memory
+++ stderr with it
@@ -1 +1 @@
-closing without memory
+closing with it
"""


def test_a_difference_is_found_and_made_short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def closing(_report: Report, _seconds: float) -> str:
        return f"closing {'with it' if os.environ['UNSCAFFOLD_CACHE'] else 'without memory'}"

    monkeypatch.setattr(terminal, "closing", closing)
    # This difference needs neither what the file holds nor a second step.
    monkeypatch.setattr("histories.__main__.drawn", lambda _seed: (FIRST, FIRST))
    done = CliRunner().invoke(main, ["--first", "1", "--count", "5"])
    assert (done.exit_code, done.output) == (1, TOLD)
    (tmp_path / "history.json").write_text(text_of((FIRST,)), encoding="utf-8")
    assert CliRunner().invoke(main, ["--replay", str(tmp_path / "history.json")]).exit_code == 1


def test_where_nothing_differs_it_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("histories.__main__.drawn", lambda _seed: (FIRST,))
    done = CliRunner().invoke(main, ["--count", "2"])
    assert (done.exit_code, done.output.startswith("2 histories, 2 commands, {0: 2}")) == (0, True)
