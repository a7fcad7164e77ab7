"""What a settings file may say: its keys, and the values that each of them takes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files import resolved
from unscaffold.findings import did_you_mean, nearest
from unscaffold.options import DIFFERENCES, FAMILIES, LAYOUTS, TARGETS
from unscaffold.settings import choosing
from unscaffold.settings.values import quoted, shown, texts

if TYPE_CHECKING:
    from collections.abc import Callable

Value = str | bool | Path | tuple[Path, ...] | tuple[str, ...] | Mapping[str, str | tuple[str, ...]] | None


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
                f"is one of {', '.join(map(quoted, known))}, and not {shown(written)}{did_you_mean(meant)}"
            )
        return written

    return value


def _families(written: object, folder: Path) -> tuple[str, ...]:
    wrong = next((one for one in texts(written, folder) if one not in FAMILIES), None)
    if wrong is not None:
        known = ", ".join(map(quoted, FAMILIES))
        raise ValueError(
            f"names the families {known}, and not {quoted(wrong)}{did_you_mean(nearest(wrong, FAMILIES))}"
        )
    return texts(written, folder)


def _classes(written: object, folder: Path) -> tuple[str, ...]:
    for one in texts(written, folder):
        _one_of(DIFFERENCES)(one, folder)
    return texts(written, folder)


def _flag(written: object, _: Path) -> bool:
    if not isinstance(written, bool):
        raise ValueError(f"is true or false, and not {shown(written)}")  # noqa: TRY004 - the reader is told
    return written


def _folders(written: object, folder: Path) -> tuple[Path, ...]:
    return tuple(_folder(one, folder) for one in texts(written, folder))


def _folder(written: object, folder: Path) -> Path:
    if not isinstance(written, str) or not written:
        raise ValueError(f"is the name of a folder, and not {shown(written)}")
    return _inside(written, folder, "folder")


def _inside(written: str, folder: Path, what: str) -> Path:
    """Return what the file names; the file may be a stranger's, so it must lie beside it or below."""
    fault = _fault(written, what) or _fault_of_links(folder / written, folder)
    if fault:
        raise ValueError(f"names the {what} {quoted(written)}, {fault}")
    return short(folder / written)


def _visible(written: str, folder: Path, what: str) -> Path:
    """Return what the file names, and a run may write; it is not hidden: what git runs lies in `.git/hooks`."""
    path = _inside(written, folder, what)
    way = resolved(path).relative_to(resolved(folder))
    if any(part.startswith(".") for part in way.parts):
        raise ValueError(f"names the {what} {quoted(written)}, which is hidden, or lies in a hidden folder")
    return path


def _output(written: object, folder: Path) -> Path:
    _folder(written, folder)
    return _visible(str(written), folder, "folder")


def _baseline(written: object, folder: Path) -> Path:
    """Return the file of the baseline, which a run may write: its name says what it is, and it is not hidden."""
    if not isinstance(written, str) or not written.endswith(".json"):
        raise ValueError(f"is the name of a file that ends with .json, and not {shown(written)}")
    return _visible(written, folder, "file")


def _fault(written: str, what: str) -> str:
    if "\\" in written:
        return "which is not written with forward slashes"
    if "\0" in written:
        return f"which no {what} can be called"
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


KEYS: dict[str, Key] = {
    "target": Key(_one_of(TARGETS), "7.0"),
    "context": Key(_folders, ()),
    "stylesheets": Key(_folders, ()),
    "output": Key(_output, None),
    "layout": Key(_one_of(LAYOUTS), "folder"),
    "strict": Key(_flag, default=False),
    "only": Key(_families, ()),
    "keep": Key(texts, ()),
    "select": Key(choosing.select, ()),
    "ignore": Key(choosing.ignore, ()),
    "ignore-in": Key(choosing.ignore_in, MappingProxyType({})),
    "severity": Key(choosing.severity, MappingProxyType({})),
    "baseline": Key(_baseline, None),
    "accept": Key(_classes, ()),
}
