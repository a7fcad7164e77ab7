"""The environment of a process that runs commands: what the system and its programs need, and nothing else.

Whatever else is set on one machine would make its results another's: colours, the width of a terminal, variables of
ours, those of a CI system.
"""

from __future__ import annotations

import os

_OF_ALL = ("PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_OF_WINDOWS = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE", "USERNAME", "HOMEDRIVE")
_OF_ITS_PROGRAMS = ("HOMEPATH", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES", "NUMBER_OF_PROCESSORS")
_KEPT = frozenset([*_OF_ALL, *_OF_WINDOWS, *_OF_ITS_PROGRAMS])
# Which configuration of git counts; and how coverage is measured, which decides on nothing that a run does.
_BEGINNINGS = ("LC_", "GIT_CONFIG", "COVERAGE_", "COV_")


def clean_environment(temporary: str) -> dict[str, str]:
    """Return the environment of a process that runs commands.

    Args:
        temporary: The folder for its temporary files.
    """
    kept = {name: value for name, value in os.environ.items() if _is_kept(name.upper())}
    return kept | {"UNSCAFFOLD_CACHE": "off"} | dict.fromkeys(["TMPDIR", "TEMP", "TMP"], temporary)


def _is_kept(name: str) -> bool:
    return name in _KEPT or name.startswith(_BEGINNINGS)
