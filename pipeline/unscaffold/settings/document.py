"""A settings file as a document: its bytes, its keys as TOML has them, and where each of these stands."""

from __future__ import annotations

import os
import re
import sys
from itertools import islice
from typing import TYPE_CHECKING, Any

from unscaffold.files import content, is_regular, status_of
from unscaffold.findings import Failure

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from pathlib import Path

_MOST = 65_536  # bytes of a file
_DOTS = 100  # of a line: for a key of n parts, tomllib takes n * n steps
_TRIED = 20  # lines that begin as the one of a key does, and may stand in a text of several lines
_PLACE = re.compile(r"(?s)(.*) \(at (?:line (\d+), column (\d+)|end of document)\)")


def text_of(file: Path, conf: Path) -> str:
    """Return the text of a settings file.

    Args:
        file: The file.
        conf: The configuration folder for which it was found.

    Raises:
        Failure: It is no regular file, somebody else's, too large, or not UTF-8.
    """
    status = status_of(file)
    if status is None or not is_regular(status):
        raise Failure(f"{file} is not a regular file; put a copy of the settings in its place, or say --no-settings")
    if sys.platform != "win32" and status.st_uid not in {os.geteuid(), 0, conf.stat().st_uid}:
        raise Failure(
            f"{file} belongs to somebody else than {conf}, and is not believed; remove it, or say --no-settings"
        )
    if status.st_size > _MOST:
        raise Failure(f"{file} has more than {_MOST:,} bytes, and is not read; make it smaller")
    try:
        return (content(file) or b"").decode("utf-8-sig")  # editors on Windows write the mark
    except UnicodeDecodeError:
        raise Failure(f"{file} is not UTF-8; save it so") from None


def keys_of(file: Path, text: str) -> dict[str, Any]:
    """Return the keys of a settings file with their values.

    Raises:
        Failure: It is not TOML, or is made to be slow.
    """
    too_much = Failure(f"{file} holds more than a settings file needs; make it simpler")
    if any(line.count(".") > _DOTS and not line.lstrip().startswith("#") for line in text.splitlines()):
        raise too_much
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Failure(_fault(file, text, str(error))) from None
    except (RecursionError, ValueError):  # arrays in arrays, numbers of thousands of digits
        raise too_much from None


def _fault(file: Path, text: str, said: str) -> str:
    match = _PLACE.fullmatch(said)
    if match is None:
        return f"{file} is not TOML: {said}"
    lines = text.replace("\r\n", "\n").split("\n")
    line, column = (int(match[2]), int(match[3])) if match[2] else (len(lines), len(lines[-1]) + 1)
    return f"{file}:{line}:{column}: this is not TOML: {match[1]}"


def place_of(text: str, key: str) -> tuple[int, int] | None:
    """Return the line and the column at which a key stands, both from 1; None where that cannot be told."""
    name = re.escape(key)
    beginning = re.compile(rf"""(?m)^[ \t]*(?:\[+[ \t]*)?({name}|"{name}"|'{name}')(?=[ \t]*[=.\]])""")
    for match in islice(beginning.finditer(text), _TRIED):
        if _is_whole(text[: match.start()]):
            before = text[: match.start(1)]
            return before.count("\n") + 1, len(before) - before.rfind("\n")
    return None


def _is_whole(text: str) -> bool:
    """Return whether a text is TOML by itself: what begins behind it then stands in no text of several lines."""
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
