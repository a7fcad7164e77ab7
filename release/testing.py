"""All checks, as CONTRIBUTING.md says that a person runs them in a fresh clone."""

from __future__ import annotations

import shutil
import sys
import venv
from typing import TYPE_CHECKING

from release.programs import Refusal, run

if TYPE_CHECKING:
    from pathlib import Path


def test(tree: Path) -> None:
    """Run all checks and measure what they reach; no program that they need may be missing.

    Args:
        tree: The work tree.

    Raises:
        Refusal: One fails.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise Refusal("npm is not installed; the checks need it, or say --no-tests")
    run([npm, "ci", "--silent", "--no-audit", "--no-fund"], tree)
    venv.create(tree / ".venv", with_pip=True)
    python = tree / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pins = ["--constraint", "constraints.txt"]
    run([python, "-m", "pip", "install", "--quiet", *pins, "pip"], tree)
    of_builds = ["--build-constraint", "constraints.txt"]
    run([python, "-m", "pip", "install", "--quiet", *pins, *of_builds, "--group", "dev", "--editable", "."], tree)
    run([python, "-m", "checks", "--coverage"], tree, CI="true")
