"""What a list may say of a repository: its keys, and the values that each of them takes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unscaffold.findings import did_you_mean, nearest
from unscaffold.options import TARGETS
from unscaffold.process import printable
from unscaffold.repositories.names import fault_of_path
from unscaffold.repositories.urls import (
    archive_url,
    check_output,
    check_source,
    git_url,
    is_git,
    is_url,
    local_path,
    of_ssh,
    redacted,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 200  # characters of a name, or of one that is shown
# What no name of a branch or tag has, by git's own rules; `HEAD~1` is no name, and cannot be fetched.
_NO_REF = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|/\Z|\A/|\.\Z|\.lock\Z|(?:\A|/)\.")
_YES, _NO = ("true", "yes", "1"), ("false", "no", "0")


def _shown(value: object) -> str:
    text = redacted(str(value))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def _text(value: object, _: Path) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"is a text, and not {_shown(value) or 'empty'}")
    return value


def _name(value: object, folder: Path) -> str:
    name = _text(value, folder)
    if len(name) > _LONGEST or printable(name) != name or name != name.strip():
        raise ValueError(f"is {_shown(name)}; a name has {_LONGEST} characters at most, and all of them are seen")
    return name


def _source(value: object, folder: Path) -> str:
    source = _text(value, folder)
    if is_git(source):
        git_url(source)
        return source
    if is_url(source) and (path := local_path(source)) is None:
        check_source(source)
        return source
    if way := of_ssh(source):
        raise ValueError(f"is {redacted(source)}, which is no folder; say {way}")
    where = _path(path if is_url(source) and path else source, folder)
    return archive_url(where) if where.suffix.lower() == ".zip" and not where.is_dir() else str(where)


def _output(value: object, folder: Path) -> str:
    output = _text(value, folder)
    if not is_url(output):
        return str(_path(output, folder))
    path = local_path(output)
    if path is None:
        check_output(output)
        return output.rstrip("/")
    return str(_path(path, folder))


def _path(written: str, folder: Path) -> Path:
    if "\0" in written:
        raise ValueError(f"is {_shown(written)}, which no folder can be called")
    return Path.absolute(folder / Path(written).expanduser())


def _ref(value: object, folder: Path) -> str:
    ref = _text(value, folder)
    if ref.startswith("-") or _NO_REF.search(ref):
        raise ValueError(f"is {_shown(ref)}, which is no branch, tag or commit; name one, such as main")
    return ref


def _folder(value: object, folder: Path) -> str:
    path = _text(value, folder).rstrip("/").removeprefix("./")
    if path in ("", "."):
        return ""
    fault = fault_of_path(path)
    if fault:
        raise ValueError(f"is {_shown(value)}, {fault}; name a folder in the source, with forward slashes")
    return path


def _target(value: object, _: Path) -> str:
    target = str(value)
    if target not in TARGETS:
        raise ValueError(
            f"is one of {', '.join(TARGETS)}, and not {_shown(value)}{did_you_mean(nearest(target, TARGETS))}"
        )
    return target


def _settings(value: object, folder: Path) -> str:
    path = _path(_text(value, folder), folder)
    if not path.is_file():
        raise ValueError(f"is {_shown(value)}, and there is no such file; name one such as unscaffold.toml")
    return str(path)


def _flag(value: object, _: Path) -> bool:
    said = str(value).lower()
    if said not in (*_YES, *_NO):
        raise ValueError(f"is true or false, and not {_shown(value)}")
    return said in _YES


KEYS: dict[str, Callable[[object, Path], Any]] = {
    "name": _name,
    "source": _source,
    "ref": _ref,
    "folder": _folder,
    "output": _output,
    "target": _target,
    "settings": _settings,
    "against": _source,
    "submodules": _flag,
}


def fault_of_key(key: str) -> str:
    """Return why a list cannot have a key, in a sentence; empty if it can."""
    if key in KEYS:
        return ""
    return f"there is no key {printable(key)}; there are {', '.join(KEYS)}{did_you_mean(nearest(key, KEYS))}"
