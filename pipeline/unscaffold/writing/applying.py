"""The writing: an output folder is made what is wanted, and is never left with a file that is half there.

A file is written beside its target and moved into place. The manifest names every file that was written, with
the digest of its content. Before a run touches a file, the manifest names it, too, with the digests of both
contents: a run that is killed leaves only what the next one knows.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from itertools import chain, islice, takewhile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from unscaffold.files import folders_of, is_regular, is_temporary, permissions_of, replace, status_of
from unscaffold.findings import Failure
from unscaffold.options import SILENT, Progress
from unscaffold.output import MANIFEST, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from unscaffold.output import Changes, Tree, Wanted

# Contents are made once, for their digests and to be written: at most about this many bytes are held at a time.
_HELD = 32 << 20


def apply(tree: Tree, changes: Changes, progress: Progress = SILENT) -> None:
    """Make an output folder what is wanted.

    Args:
        tree: The folder.
        changes: What `compare` returned, under the same lock, without obstacles.
        progress: Told of each file that is written or removed.

    Raises:
        Failure: A file cannot be written; what is written up to then is whole.
    """
    written = in_order([*changes.added, *changes.changed])
    try:
        _clear_temporaries(tree, changes, written)
        if not changes.is_empty or changes.unchanged != tree.files:
            _apply(tree, changes, written, progress)
    except OSError as error:
        where = error.filename or tree.root
        raise Failure(f"{where} cannot be written: {error.strerror}; run again to finish") from None


def _apply(tree: Tree, changes: Changes, written: Sequence[Wanted], progress: Progress) -> None:
    if not changes.is_empty:
        progress.begin("Writing", len(written) + len(changes.removed))
    batches = _batches(written)
    first = [*islice(batches, 1)]  # the only one, mostly: its contents are made before anything is touched
    before, final, folders = tree.files, dict(changes.unchanged), set[str]()
    _remove(tree, changes.removed, before.keys() - final.keys() - {file.path for file in written}, progress)
    for batch in chain(first, batches):
        digests = {file.path: file.digest or sha256(data).hexdigest() for file, data in batch}
        final |= {path: [digest] for path, digest in digests.items()}
        both = {path: list(dict.fromkeys([*before.get(path, []), new])) for path, new in digests.items()}
        tree.record(tree.files | both)
        for file, data in batch:
            _make_folders(tree, file.path, folders)
            replace(tree.place(file.path), data, permissions_of(file.like) if file.like else None)
            progress.advance(1)
        batch.clear()  # or it would be held while the next one is made
    tree.record(final)


def _batches(files: Iterable[Wanted]) -> Iterator[list[tuple[Wanted, bytes]]]:
    """Yield files with their contents, as many as may be held at a time."""
    batch, held = [], 0
    for file in files:
        data = file.content()
        batch.append((file, data))
        held += len(data)
        if held >= _HELD:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _remove(tree: Tree, removed: Iterable[str], gone: Iterable[str], progress: Progress) -> None:
    """Remove files, before any is written: a folder may take the place of a file, and the reverse.

    `gone` are all paths that the manifest will not name any more: folders that are empty then are removed, too.
    """
    for path in removed:
        (tree.root / path).unlink()
        progress.advance(1)
    for path in gone:
        if not tree.obstacle(path):
            _remove_empty_folders(tree.root, path)


def _remove_empty_folders(root: Path, path: str) -> None:
    there = takewhile(status_of, (root / folder for folder in folders_of(path)))
    for folder in reversed(list(there)):
        try:
            folder.rmdir()
        except OSError:  # it is not empty
            return


def _make_folders(tree: Tree, path: str, made: set[str]) -> None:
    """Make the folders of a path; `made` are those that are there."""
    if path.rpartition("/")[0] in made:
        return
    for folder in folders_of(path):  # one by one: a folder may be deeper than Python recurses
        if folder not in made:
            with suppress(FileExistsError):
                os.mkdir(tree.place(folder))  # noqa: PTH102 - it is a string
            made.add(folder)


def _clear_temporaries(tree: Tree, changes: Changes, written: Iterable[Wanted]) -> None:
    """Remove what a killed run may have left beside the files it was about to replace."""
    stays = {*changes.unchanged, *changes.removed, *(file.path for file in written)}
    under_way = [path for path, digests in tree.files.items() if len(digests) > 1 or path not in changes.unchanged]
    for folder in {str(PurePosixPath(path).parent) for path in [MANIFEST, *under_way]}:
        names: list[str] = []
        if not tree.obstacle(f"{folder}/"):
            with suppress(FileNotFoundError, NotADirectoryError):
                names = os.listdir(tree.root / folder)  # noqa: PTH208 - names are all it needs
        for name in filter(is_temporary, names):
            path = PurePosixPath(folder, name)
            if str(path) not in stays and is_regular(status_of(tree.root / path)):
                (tree.root / path).unlink()
