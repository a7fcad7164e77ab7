"""How a process ends: at once, unless Python has something to say."""

from __future__ import annotations

import subprocess
import sys

import pytest

_CODE = """
from unscaffold.process import leaving
class Made:
    def __del__(self):
        print("taken apart")
made = Made()
with leaving.at_once():
    raise {}
"""


@pytest.mark.parametrize(
    ("raised", "ended"),
    [
        ("SystemExit(0)", (0, "", "")),
        ("SystemExit(3)", (3, "", "")),
        ("SystemExit", (0, "taken apart\n", "")),
        ("SystemExit('why')", (1, "taken apart\n", "why\n")),
    ],
)
def test_nothing_is_taken_apart_where_only_a_code_is_told(raised: str, ended: tuple[int, str, str]) -> None:
    command = [sys.executable, "-c", _CODE.format(raised)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == ended


def test_an_error_of_ours_is_told_as_python_does() -> None:
    command = [sys.executable, "-c", _CODE.format("ValueError('why')")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr.splitlines()[-1]) == (1, "ValueError: why")
