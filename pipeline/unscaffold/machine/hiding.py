"""Text without what tells who somebody is: reports of mistakes are read by everybody."""

from __future__ import annotations

import os
import re
import socket
from functools import cache
from getpass import getuser
from pathlib import Path

_HOME, _USER, _HOST = "~", "USER", "HOST"


def hidden(text: str) -> str:
    """Return text with `~` for the home folder, and without the names of the user and the machine in paths."""
    for pattern, shown in _patterns():
        text = pattern.sub(shown, text)
    return text


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return what is replaced, and by what: a name only where it is a whole part of a path."""
    host = socket.gethostname()
    names = [
        (name, shown) for name, shown in ((_user(), _USER), (host, _HOST), (host.partition(".")[0], _HOST)) if name
    ]
    homes = [(rf"(?<![\w.-]){re.escape(home)}", _HOME)] if (home := _home()) else []
    patterns = [*homes, *((rf"(?<=[/\\]){re.escape(name)}", shown) for name, shown in names)]
    return [(re.compile(rf"{pattern}(?![\w-]|\.\w)", re.IGNORECASE), shown) for pattern, shown in patterns]


def _home() -> str:
    try:
        return str(Path.home()).rstrip(os.sep)
    except RuntimeError:
        return ""


def _user() -> str:
    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # which of these depends on the system, and on the version of Python
        return ""
