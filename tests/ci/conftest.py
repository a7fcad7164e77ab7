"""What holds for the tests of CI systems."""

from __future__ import annotations

import subprocess
import sys
import venv
from typing import TYPE_CHECKING, NamedTuple

import pytest

from ci.steps import ROOT

if TYPE_CHECKING:
    from pathlib import Path


class Ready(NamedTuple):
    """A Python as an image of a CI system has it, and a wheel to be installed with it."""

    python: Path
    wheel: Path


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    """Make an environment that has pip, and build a wheel; what first installs it there does so for all."""
    folder = tmp_path_factory.mktemp("ready")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "wheel")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (folder / "wheel").iterdir()
    venv.create(folder / "image", with_pip=True)
    return Ready(folder / "image" / "bin" / "python", wheel)
