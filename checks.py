"""Every check, one after the other and on every system: `python -m checks`, which `make test` runs, too.

`--coverage` also measures which lines and branches the tests reach, and fails below the share that `pyproject.toml`
asks for.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path
from shutil import which

ROOT = Path(__file__).parent
STATIC = [
    ["ruff", "format", "--check", "."],
    ["ruff", "check", "."],
    ["mypy"],
    ["mypy", "--platform", "win32"],  # or what only Windows runs is never looked at
    ["lint-imports", "--no-logo", "--no-cache"],
]
TESTS = ["pytest", "-n", "auto"]
MEASURED = [
    ["coverage", "erase"],
    ["coverage", "run", "-m", *TESTS],
    ["coverage", "combine", "-q"],
    ["coverage", "report"],
]


def main(arguments: list[str]) -> int:
    """Run the checks until one fails.

    Args:
        arguments: `--coverage`, or nothing.

    Returns:
        The exit code: that of the check that failed, 0 if none does, 2 for an argument that is not known.
    """
    if arguments not in ([], ["--coverage"]):
        print(__doc__, file=sys.stderr)
        return 2
    for command in [*STATIC, *(MEASURED if arguments else [TESTS])]:
        print("$", *command, flush=True)
        if code := run(command):
            return code
    return 0


def run(command: list[str]) -> int:
    """Run a tool that is installed beside this Python; return its exit code."""
    tool, *rest = command
    path = which(tool, path=sysconfig.get_path("scripts"))
    if path is None:
        print(f"{tool} is not installed; CONTRIBUTING.md says how to set up", file=sys.stderr)
        return 2
    return subprocess.run([path, *rest], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
