"""A manifest that two branches changed, between the markers of git or without."""

from __future__ import annotations

import json
import re
from typing import Any

from unscaffold.output.manifest import united

# What git writes where two branches changed the same lines.
_MARKER = re.compile(r"(?:<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>)(?: .*)?")
_HEADER = re.compile(r' "(?:unscaffold|layout)": (?:1|"[a-z]+"),')
_ENTRY = re.compile(r'  ("(?:[^"\\]|\\.)*": (?:"[^"]*"|\[[^\]]*\])),?')
_FRAME = {"{", ' "files": {', " }", "}"}


def merged(text: str) -> dict[str, Any]:
    """Return what a manifest says that two branches changed: what either of them says.

    Raises:
        ValueError: A line of it is none that a run or git writes.
    """
    found: dict[str, Any] = {"files": {}}
    entries = []
    lines = text.splitlines()
    for line in lines:
        if entry := _ENTRY.fullmatch(line):
            entries += json.loads(f"{{{entry[1]}}}").items()
        elif header := _HEADER.fullmatch(line):
            (name, value), *_ = json.loads(f"{{{header[0][:-1]}}}").items()
            if found.setdefault(name, value) != value:
                raise ValueError
        elif line not in _FRAME and not _MARKER.fullmatch(line):
            raise ValueError
    if "unscaffold" not in found or lines[-1] != "}":
        raise ValueError
    found["files"] = united(entries)
    return found
