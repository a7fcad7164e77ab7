"""What holds for the tests of the command line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from commandline.samples import Run
from unscaffold.commandline import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def unscaffold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Run]:
    """Run a command in a folder of its own, with what it prints, but for the time it took."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str) -> Run:
        capfd.readouterr()
        with pytest.raises(SystemExit) as exit_:
            main(arguments, prog_name="unscaffold")
        printed = capfd.readouterr()
        return Run(int(exit_.value.code or 0), printed.out, re.sub(r"\(\d+\.\d\d s\)", "(time)", printed.err))

    return run
