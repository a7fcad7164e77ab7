"""The programs that make a release."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Refusal(Exception):  # noqa: N818 - it is none: something must be done first
    """Why there is no release: a sentence."""


def run(command: Sequence[str | Path], folder: Path, **variables: str) -> str:
    """Return what a program prints.

    Args:
        command: The program and its arguments.
        folder: Where it runs.
        variables: Those of its environment that are set for it.

    Raises:
        Refusal: It fails.
    """
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=folder,
        env=os.environ | variables,
        capture_output=True,
        encoding="utf-8",
        errors="backslashreplace",
        check=False,
    )
    if done.returncode:
        said = "\n".join([done.stdout.strip(), done.stderr.strip()]).strip()
        raise Refusal(f"{' '.join(words)} ends with {done.returncode}:\n{said}")
    return done.stdout


def git(folder: Path, *arguments: str) -> str:
    """Return what git prints in a folder, without the end of its last line."""
    return run(["git", *arguments], folder).rstrip("\n")
