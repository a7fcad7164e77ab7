"""The settings of a run as a statement has them: by the keys of a settings file, with no path of this machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from unscaffold.files import resolved

if TYPE_CHECKING:
    from unscaffold.options import Options

PATHS = ("context", "stylesheets", "baseline")  # what they hold is attested; where it lies decides on nothing


def settings_of(options: Options, conf: Path) -> dict[str, Any]:
    """Return the settings that are in force, by their keys.

    Args:
        options: The options of the run.
        conf: The configuration folder, to which paths are relative, as references of a URI.
    """
    return {name.replace("_", "-"): _plain(value, resolved(conf)) for name, value in sorted(options.deciding.items())}


def _plain(value: object, conf: Path) -> Any:
    """Return a value as JSON can have it, and as it is read again."""
    if isinstance(value, Path):
        return _relative(resolved(value), conf)
    if isinstance(value, tuple):
        return [_plain(one, conf) for one in value]
    return value


def _relative(path: Path, conf: Path) -> str:
    try:
        way = Path(os.path.relpath(path, conf))
    except ValueError:  # on another drive of Windows, to which no way leads
        way = Path(path.name)
    return quote(os.fsencode(way.as_posix()))
