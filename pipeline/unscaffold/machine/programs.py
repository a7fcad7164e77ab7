"""Other programs that commands need."""

from __future__ import annotations

import re
from pathlib import Path

from unscaffold.findings import Failure
from unscaffold.machine.part import Part, Wrong
from unscaffold.revisions import ask

_LEAST = (2, 15)  # the first git that says whether a clone is shallow


def programs() -> Part:
    """Return the version of git, and whether it is too old."""
    try:
        said = ask(Path(), ["--version"]).out.decode("utf-8", "backslashreplace").strip()
    except Failure:
        return Part("programs", {"git": None})
    found = re.search(r"(\d+)\.(\d+)", said)
    if found and tuple(map(int, found.groups())) >= _LEAST:
        return Part("programs", {"git": said.removeprefix("git version ")})
    least = ".".join(map(str, _LEAST))
    sentence = f"git says that it is {said!r}, and diff --base needs {least} or later; install a newer one"
    return Part("programs", {"git": said.removeprefix("git version ")}, (Wrong("git", sentence),))
