"""When something was saved: told by the system, or looked for where that cannot tell."""

from __future__ import annotations

import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files import identity_of, resolved, status_of
from unscaffold.findings import Failure
from unscaffold.watching.noticed import Noticed
from unscaffold.watching.polling import polled

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

# Milliseconds.
_QUIET = 100  # so long nothing may be saved before a save counts: an editor or `git checkout` writes several files
_LONGEST = 2_000  # and so long it is waited for that at most
_LOOK = 250  # so often folders and single files are looked at, and all files where the system cannot tell

_Looks = tuple[tuple[tuple[int, int] | None, ...], tuple[tuple[int, ...] | None, ...]]


class Watched(NamedTuple):
    """What is watched: folders with all that lies in them, which may be missing, and single files that may be made.

    `polls` is whether to look at all files again and again, and not to ask the system.
    """

    folders: tuple[Path, ...]
    files: tuple[Path, ...] = ()
    polls: bool = False


def require() -> None:
    """Look whether folders can be watched.

    Raises:
        Failure: The package watchfiles is not installed.
    """
    if find_spec("watchfiles") is None:
        raise Failure(
            "folders are watched by watchfiles, which is not installed; say: pip install 'unscaffold[watch]'"
        )


def saves(watched: Watched, tell: Callable[[str], None]) -> Iterator[None]:
    """Yield once everything is watched, and then whenever something was saved, for ever.

    What is saved while the caller does its work is not missed. After a folder is gone or has come back, it is yielded
    once more.

    Args:
        watched: What is watched, by absolute paths. A link that leads elsewhere is another folder.
        tell: Told in a sentence that the system cannot watch, so that it is looked for changes.
    """
    while True:
        try:
            yield from _until_replaced(watched)
        except FileNotFoundError:  # a folder is gone before it could be watched
            continue
        except OSError as error:
            if watched.polls:
                raise
            tell(f"the system cannot watch ({error}); all files are looked at every {_LOOK / 1000} s instead")
            watched = watched._replace(polls=True)


def _until_replaced(watched: Watched) -> Iterator[None]:
    """Yield as `saves` does, until a folder is gone or another one."""
    first = before = None
    for changed in _ticks(watched):
        now = _looks(watched)
        if first and now[0] != first[0]:
            return
        if changed or now != before:
            yield
        first, before = first or now, now


def _ticks(watched: Watched) -> Generator[bool, None, None]:
    """Yield several times a second whether something in the folders has changed since the last time.

    It ends when a folder is gone: one that is made anew is not watched, even if it looks the same to the system.
    """
    from watchfiles import Change, watch  # noqa: PLC0415 - it is an extra

    there = [resolved(folder) for folder in watched.folders if folder.is_dir()]
    while not there:  # whoever looks at them notices when one comes back
        yield False
        time.sleep(_LOOK / 1000)
    if watched.polls:
        yield from polled(there, _LOOK / 1000)
    for changes in watch(
        *there,
        watch_filter=Noticed(there),
        debounce=_LONGEST,
        step=_QUIET,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        force_polling=False,
    ):
        if any(what == Change.deleted and Path(path) in there for what, path in changes):
            return
        yield bool(changes)


def _looks(watched: Watched) -> _Looks:
    """Return what the folders and the single files look like: any change of them changes it."""
    return tuple(map(_identity, watched.folders)), tuple(map(_status, watched.files))


def _identity(folder: Path) -> tuple[int, int] | None:
    with suppress(OSError, Failure):
        return identity_of(resolved(folder))
    return None


def _status(file: Path) -> tuple[int, ...] | None:
    with suppress(OSError):
        status = status_of(file)
        return (status.st_ino, status.st_size, status.st_mtime_ns) if status else None
    return None
