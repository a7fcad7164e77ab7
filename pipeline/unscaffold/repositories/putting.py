"""An output behind a URL: brought here before a run, and put there after it.

Its manifest is written last, so that none is taken for whole that is not. While files are written there is none, and
what was and what is to be there stands in a file of its own, by which the next run knows what a broken one has left.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files import content
from unscaffold.findings import Failure
from unscaffold.output import MANIFEST, Manifest, manifest_of, text_of
from unscaffold.repositories.fault import Fault
from unscaffold.repositories.loading import load
from unscaffold.repositories.stores import Store

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

WRITING = ".unscaffold.writing.json"
_IN_MEMORY = 64 << 20  # bytes of files that are written at once
_AT_ONCE = 100  # files


class Standing(NamedTuple):
    """What stands at a URL of ours: `manifest`, None if there is none, and the digests of the files that are there.

    `is_whole` is whether the run that wrote it has come to its end.
    """

    manifest: Manifest | None
    digests: dict[str, str]
    is_whole: bool


class Put(NamedTuple):
    """How many files were written to a URL, and removed there."""

    written: int
    removed: int


def loaded(url: str, folder: Path, *, force: bool = False) -> Standing:
    """Bring what unscaffold wrote to a URL into a folder, in which `expand` then finds it as its own.

    Args:
        url: The URL.
        folder: The folder, which is empty or not there.
        force: Whether files of others may stand there.

    Raises:
        Failure: It is not ours, or cannot be had here.
        Fault: The network, or the store, does not do its work.
    """
    store = Store(url)
    manifest, is_whole = _manifest(store)
    files = store.listed(lambda path: path not in (MANIFEST, WRITING))
    if manifest is None:
        if files and not force:
            raise Failure(
                f"{store.name} is not empty and was not written by unscaffold; name another place, or say --force"
            )
        return Standing(None, {}, is_whole)
    ours = [file for file in files if file.path in manifest.files]
    digests = {file.path: sha256(data).hexdigest() for file, data in load(store, ours, folder, _fault)}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).write_bytes(text_of(manifest).encode())
    return Standing(manifest, digests, is_whole)


def _fault(_: str) -> str:
    """Return that a path is none that cannot be: those of a manifest were looked at when it was read."""
    return ""


def _manifest(store: Store) -> tuple[Manifest | None, bool]:
    """Return what is ours at a URL, and whether it is whole."""
    writing, written = (store.content(name) for name in (WRITING, MANIFEST))
    found = [manifest_of(data, store.name) for data in (written, writing) if data is not None]
    return (_united(found) if found else None), writing is None


def _united(manifests: Collection[Manifest]) -> Manifest:
    """Return a manifest of all that any of these names: any of the digests that a file has is ours."""
    files: dict[str, list[str]] = {}
    for one in manifests:
        for path, digests in one.files.items():
            files[path] = list(dict.fromkeys([*files.get(path, []), *digests]))
    return Manifest([one.layout for one in manifests][-1], files)


def put(folder: Path, url: str, standing: Standing, *, force: bool = False) -> Put:
    """Put an output to a URL: what has changed is written, what is no more is removed, and the manifest comes last.

    Args:
        folder: The folder of the output, as a run has left it that came to its end.
        url: The URL.
        standing: What stood there, as `loaded` told before the run.
        force: Whether files that are not ours are overwritten.

    Returns:
        How much was done; nothing, if all stands there already.

    Raises:
        Failure: A file that is not ours is in the way, or it may not be written there.
        Fault: The network, or the store, does not do its work, or another run writes there, too. What was put stays,
            and the next attempt knows it.
    """
    store = Store(url)
    new = manifest_of(_content(folder / MANIFEST), str(folder / MANIFEST))
    ours = standing.manifest.files if standing.manifest else {}
    changed = [path for path in new.files if _digest(folder / path) != standing.digests.get(path)]
    gone = [path for path in ours if path not in new.files and path in standing.digests]
    if standing.is_whole and not changed and not gone and new == standing.manifest:
        return Put(0, 0)
    if not force:
        _keep_off(store, {path for path in changed if path not in ours})
    both = [standing.manifest, new] if standing.manifest else [new]
    writing = text_of(_united(both)).encode()
    store.put({WRITING: writing})
    if standing.manifest:
        store.remove([MANIFEST], missing=True)
    _write(store, folder, changed)
    store.remove(gone)
    if store.content(WRITING) != writing:  # there are no locks; what stands there may be of both
        raise Fault(f"another run is writing to {store.name}; let only one do so at a time")
    store.put({MANIFEST: text_of(new).encode()})
    store.remove([WRITING])
    return Put(len(changed), len(gone))


def _keep_off(store: Store, paths: Collection[str]) -> None:
    """Refuse to write what somebody else has written, or what only the writing itself may."""
    foreign = [file.path for file in store.listed(paths.__contains__)] if paths else []
    if WRITING in paths or foreign:
        name = foreign[0] if foreign else WRITING
        raise Failure(f"{store.named(name)} was not written by unscaffold; move it elsewhere, or say --force")


def _write(store: Store, folder: Path, paths: Collection[str]) -> None:
    batch: dict[str, bytes] = {}
    size = 0
    for path in paths:
        batch[path] = _content(folder / path)
        size += len(batch[path])
        if len(batch) >= _AT_ONCE or size > _IN_MEMORY:
            store.put(batch)
            batch, size = {}, 0
    store.put(batch)


def _digest(file: Path) -> str:
    return sha256(_content(file)).hexdigest()


def _content(file: Path) -> bytes:
    try:
        data = content(file)
    except OSError as error:
        raise Fault(f"{file} cannot be read: {error.strerror}") from None
    if data is None:
        raise Failure(f"{file} is not there, or no regular file; expand into an empty folder")
    return data
