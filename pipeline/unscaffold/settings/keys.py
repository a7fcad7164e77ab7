"""What a settings file may say: its keys, and the values that each of them takes."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files import resolved
from unscaffold.findings import did_you_mean, nearest
from unscaffold.options import LAYOUTS, TARGETS

if TYPE_CHECKING:
    from collections.abc import Callable

_SHOWN = 60  # characters of a value that cannot be

Value = str | bool | Path | tuple[Path, ...] | tuple[str, ...] | None


class Key(NamedTuple):
    """A key of the file.

    `value` makes the value of what stands in the file, given the file's folder; it raises a ValueError that says what
    the value must be. `default` holds where neither the file nor a flag says anything.
    """

    value: Callable[[object, Path], Value]
    default: Value


def _one_of(known: tuple[str, ...]) -> Callable[[object, Path], str]:
    def value(written: object, _: Path) -> str:
        if not isinstance(written, str) or written not in known:
            meant = nearest(written, known) if isinstance(written, str) else ""
            raise ValueError(
                f"is one of {', '.join(map(_quoted, known))}, and not {_shown(written)}{did_you_mean(meant)}"
            )
        return written

    return value


def _flag(written: object, _: Path) -> bool:
    if not isinstance(written, bool):
        raise ValueError(f"is true or false, and not {_shown(written)}")  # noqa: TRY004 - the reader is told
    return written


def _texts(written: object, _: Path) -> tuple[str, ...]:
    if not isinstance(written, list) or not all(isinstance(one, str) and one for one in written):
        raise ValueError(f"is a list of texts, and not {_shown(written)}")
    return tuple(written)


def _folders(written: object, folder: Path) -> tuple[Path, ...]:
    return tuple(_folder(one, folder) for one in _texts(written, folder))


def _folder(written: object, folder: Path) -> Path:
    """Return a folder that the file names; the file may be a stranger's, so it must lie beside it or below."""
    if not isinstance(written, str) or not written:
        raise ValueError(f"is the name of a folder, and not {_shown(written)}")
    fault = _fault(written) or _fault_of_links(folder / written, folder)
    if fault:
        raise ValueError(f"names the folder {_quoted(written)}, {fault}")
    return short(folder / written)


def _output(written: object, folder: Path) -> Path:
    """Return the output folder, which is no hidden one: what git runs lies in `.git/hooks`, for example."""
    path = _folder(written, folder)
    way = resolved(path).relative_to(resolved(folder))
    if any(part.startswith(".") for part in way.parts):
        raise ValueError(f"names the folder {_quoted(str(written))}, which is hidden, or lies in a hidden one")
    return path


def _fault(written: str) -> str:
    if "\\" in written:
        return "which is not written with forward slashes"
    if "\0" in written:
        return "which no folder can be called"
    windows = PureWindowsPath(written)
    if PurePosixPath(written).is_absolute() or windows.drive or windows.root:
        return "which is not relative to the folder of this file"
    return "which leads out of the folder of this file" if ".." in written.split("/") else ""


def _fault_of_links(path: Path, folder: Path) -> str:
    inside = resolved(path).is_relative_to(resolved(folder))
    return "" if inside else "where a link leads out of the folder of this file"


def short(path: Path) -> Path:
    """Return a path as a user would write it, who is in the working folder."""
    here = Path(os.curdir).resolve()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _quoted(text: str) -> str:
    return f'"{text}"'


def _shown(written: object) -> str:
    import json  # noqa: PLC0415 - few values cannot be

    try:
        shown = json.dumps(written, ensure_ascii=False, default=str)
    except (RecursionError, ValueError):  # tables in tables, numbers of thousands of digits
        return "what stands there"
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."


KEYS = {
    "target": Key(_one_of(TARGETS), "7.0"),
    "context": Key(_folders, ()),
    "stylesheets": Key(_folders, ()),
    "output": Key(_output, None),
    "layout": Key(_one_of(LAYOUTS), "folder"),
    "strict": Key(_flag, default=False),
    "keep": Key(_texts, ()),
}
