"""The program git, run so that nothing that a repository configures is run by it.

It only reads objects and refs: no command that is used here has hooks, filters or a pager. What would fetch missing
objects may use no protocol; git before 2.44 does not know GIT_NO_LAZY_FETCH.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

from unscaffold.findings import Failure
from unscaffold.revisions.answers import Bounds, answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unscaffold.revisions.answers import Answer

_NAME = "git.exe" if sys.platform == "win32" else "git"
# Of what begins with GIT_, all else says which repository is meant, where git itself has started us, as a hook.
_KEPT = ("GIT_CONFIG", "GIT_CEILING_DIRECTORIES")
_SAFE = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_SETTINGS = ("core.fsmonitor=false", f"core.hooksPath={os.devnull}", "protocol.allow=never")
_FLAGS = ("--no-pager", "--no-replace-objects", *(word for one in _SETTINGS for word in ("-c", one)))
_PATIENCE = 60.0  # seconds


def ask(folder: Path, arguments: Sequence[str | bytes]) -> Answer:
    """Run git in a folder.

    Args:
        folder: The folder.
        arguments: The command, with its own.

    Raises:
        Failure: There is no git, or it does not answer, or without end.
    """
    try:
        return answer(command(folder, arguments), environment(), Bounds(_PATIENCE))
    except TimeoutError:
        raise Failure(f"git has not answered within {_PATIENCE:.0f} seconds about {folder}") from None


def start(folder: Path, arguments: Sequence[str | bytes], asked: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start git in a folder, to read what it prints.

    Args:
        folder: The folder.
        arguments: The command, with its own.
        asked: A file, which git reads from its standard input.

    Raises:
        Failure: There is no git.
    """
    return subprocess.Popen(
        command(folder, arguments), env=environment(), stdin=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def command(folder: Path, arguments: Sequence[str | bytes]) -> list[str | bytes]:
    """Return the command line."""
    return [program(), *_FLAGS, "-C", str(folder), *arguments]


def environment() -> Mapping[str, str]:
    """Return the environment in which git runs."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}
    return own | _SAFE


def program() -> str:
    """Return the program, from a folder of PATH that is absolute: never one of the working folder.

    Raises:
        Failure: There is none.
    """
    # Not shutil.which: on Windows, that looks in the working folder first, which may be a stranger's checkout.
    for folder in map(Path, os.get_exec_path()):
        found = folder / _NAME
        if folder.is_absolute() and found.is_file() and os.access(found, os.X_OK):
            return str(found)
    raise Failure("git is needed to read a revision, and is in no folder of PATH; install it, or compare two folders")
