"""Lines of the configuration, and where they are on a forge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from unscaffold.findings import Region

_BRACES = re.compile(r"\{([^{}]*)\}")
_PLACEHOLDERS = {"commit", "path", "line"}
# What an address may be made of; all else is to be percent-encoded, by whoever writes a template.
_OF_AN_ADDRESS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*")


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file of the configuration, and its address on a forge, or empty."""

    file: str
    line: int
    link: str = ""


class Links:
    """Tells lines as places.

    Args:
        template: The address of a line, with {commit}, {path} and {line}; empty for none.
        commit: The digest that fills it.
        folder: The way to the configuration from the upmost folder of the repository, or empty.
    """

    def __init__(self, template: str = "", commit: str = "", folder: str = "") -> None:
        self._template, self._commit, self._folder = template, commit, folder

    def place(self, region: Region) -> Place:
        """Return the place where a region begins; what lies in a context folder has no address."""
        return Place(region.file, region.line, self._link(region.file, region.line))

    def _link(self, file: str, line: int) -> str:
        if not self._template or PurePosixPath(file).is_absolute() or _has_drive(file):
            return ""
        path = f"{self._folder}/{file}".lstrip("/").encode("utf-8", "surrogateescape")
        said = {"commit": self._commit, "path": quote(path), "line": str(line)}
        return _BRACES.sub(lambda found: said[found[1]], self._template)


def _has_drive(file: str) -> bool:
    return file[1:2] == ":"


def fault_of_template(template: str) -> str:
    """Return what is wrong with the template of an address, to follow it in a sentence; empty if nothing is."""
    unknown = sorted({*_BRACES.findall(template)} - _PLACEHOLDERS)
    bare = _BRACES.sub("", template)
    if not template.startswith(("https://", "http://")):
        return "does not begin with https:// or http://, and no other addresses are written"
    if unknown:
        return f"has {{{unknown[0]}}}; there are {{commit}}, {{path}} and {{line}}"
    if "{path}" not in template:
        return "has no {path}, which stands for the file"
    if not _OF_AN_ADDRESS.fullmatch(bare):
        return "has characters that no address has; write them percent-encoded"
    return _fault_of_host(template)


def _fault_of_host(template: str) -> str:
    try:
        host = urlsplit(_BRACES.sub("{}", template)).netloc
    except ValueError:
        host = ""
    if not host or "{}" in host or "@" in host:
        return "names no host by itself, as https://forge.example/ does"
    return ""
