"""What is installed: this program, its extras, and others of its name on PATH."""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from importlib import metadata
from pathlib import Path

from unscaffold import __version__
from unscaffold.machine.part import Fact, Part, Wrong

_NAME = "unscaffold.exe" if sys.platform == "win32" else "unscaffold"
_EXTRA = re.compile(r"""^([\w.-]+)[^;]*;.*\bextra == ['"]([\w-]+)['"]""")
# The variables that unscaffold reads; no other is told of.
_VARIABLES = (
    *("UNSCAFFOLD_CACHE", "UNSCAFFOLD_LOG_FORMAT", "UNSCAFFOLD_TRUST_SETTINGS"),
    *("SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR"),
)


def installation() -> Part:
    """Return what is known of this program."""
    place = Path(__file__).resolve().parents[1]
    first, wrong = _first_on_path()
    facts: dict[str, Fact] = {"version": __version__, "place": str(place), "first_on_path": first}
    facts |= {f"extra_{name}": fact for name, fact in _extras().items()}
    facts |= {name: value for name in _VARIABLES if (value := os.environ.get(name)) is not None}
    return Part("unscaffold", facts, wrong)


def _first_on_path() -> tuple[str | None, tuple[Wrong, ...]]:
    """Return the program that a shell starts by our name, and whether that is another one than this."""
    found = [Path(folder) / _NAME for folder in os.get_exec_path() if folder]
    first = next((file for file in found if file.is_file() and os.access(file, os.X_OK)), None)
    if first is None:
        return None, ()
    if _is_ours(first):
        return str(first), ()
    ways = f"remove one of the two, or start this one as {sys.executable} -m unscaffold"
    sentence = f"{first} comes first on PATH and is another installation than this one; {ways}"
    return str(first), (Wrong("path", sentence),)


def _is_ours(file: Path) -> bool:
    schemes = (sysconfig.get_path("scripts", scheme) for scheme in sysconfig.get_scheme_names())
    folders = {sysconfig.get_path("scripts"), str(Path(sys.argv[0]).parent), *filter(None, schemes)}
    return any(file.resolve() == (Path(folder) / _NAME).resolve() for folder in folders)


def _extras() -> dict[str, str]:
    """Return for each extra what of it is missing, or that nothing is."""
    missing: dict[str, list[str]] = {}
    for one in requirements():
        if found := _EXTRA.match(one):
            name, extra = found.groups()
            missing.setdefault(extra, []).extend([] if version_of(name) else [name])
    return {extra: f"lacks {', '.join(names)}" if names else "installed" for extra, names in missing.items()}


def requirements() -> list[str]:
    """Return what this program asks for, as its distribution says; nothing, if it was not installed as one."""
    try:
        return metadata.requires("unscaffold") or []
    except metadata.PackageNotFoundError:
        return []


def version_of(name: str) -> str | None:
    """Return the version of a distribution that is installed, None if it is not."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
