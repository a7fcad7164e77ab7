"""What decides on the content of a source, or of an output: told cheaply, by digests."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files import check_folder, content, walk
from unscaffold.findings import Failure
from unscaffold.output import MANIFEST
from unscaffold.repositories.git_sources import base_of, ref_of, remote_of
from unscaffold.repositories.names import BYTES, FILES, is_read
from unscaffold.repositories.stores import Store
from unscaffold.repositories.urls import archived, is_git, is_url, local_path
from unscaffold.revisions import digest_of
from unscaffold.settings import read_settings, settings_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from unscaffold.repositories.repository import Repository
    from unscaffold.settings import Settings

_PIECE = 1 << 20  # bytes of a file that are in memory


class State(NamedTuple):
    """What decides on the content of a source: its digest, and the commit, of a git repository, else empty."""

    digest: str
    revision: str = ""


def state_of(repository: Repository, base: str = "") -> State:
    """Return the state of what is read of a repository: its source, with its settings, and what it is held against.

    Args:
        repository: The repository.
        base: The revision that `diff --base` compares with, or `MERGE_BASE`; empty for none.

    Raises:
        Failure: A source is none.
        Fault: The network, or a server, does not do its work.
    """
    facts, revision = _source(repository, base)
    digest = sha256()
    for fact in (*facts, *_against(repository), *_settings(repository)):
        digest.update(b"%d " % len(fact) + fact)
    return State(digest.hexdigest(), revision)


def _against(repository: Repository) -> Iterator[bytes]:
    if repository.against:
        yield b"against"
        yield from _source(against(repository), "")[0]


def against(repository: Repository) -> Repository:
    """Return what a repository is held against, as one of its own, to be fetched as that is."""
    return repository._replace(
        source=repository.against, ref="", folder="", submodules=False, against="", settings=""
    )


def _settings(repository: Repository) -> Iterator[bytes]:
    if repository.settings:
        try:
            yield content(repository.settings) or b""
        except OSError as error:
            raise Failure(f"{repository.settings} cannot be read: {error.strerror}") from None
        with suppress(Failure):  # of settings that are wrong, which the run tells of
            file = Path(repository.settings)
            yield from _named(settings_in(file, file.parent))


def _source(repository: Repository, base: str) -> tuple[list[bytes], str]:
    """Return what decides on the content of a source, and its commit."""
    if is_git(repository.source):
        return _of_git(repository, base)
    if is_url(repository.source):
        return list(_of_store(repository.source, lambda path: is_read(path, repository.folder))), ""
    conf = Path(repository.source, repository.folder)
    return [*_of_folder(conf), digest_of(conf, base).encode() if base else b""], ""


def _of_git(repository: Repository, base: str) -> tuple[list[bytes], str]:
    remote = remote_of(repository.source)
    with TemporaryDirectory(prefix="unscaffold-") as temporary:
        folder = Path(temporary)
        commit = ref_of(remote, repository.ref, folder).commit
        compared = base_of(remote, base, repository.ref, folder).commit if base else ""
    said = (commit, compared, base, repository.folder, str(repository.submodules))
    return [one.encode("utf-8", "surrogatepass") for one in said], commit


def _of_store(url: str, wanted: Callable[[str], bool]) -> Iterator[bytes]:
    """Yield what is told of the files behind a URL; of one of which nothing is told, its bytes."""
    if inner := archived(url):  # what an archive tells of its files, whoever made it can forge
        yield from _of_archive(inner)
        return
    store = Store(url)
    files = store.listed(wanted)
    for file in files:
        yield f"{file.path}\n{file.size}\n{file.mark}".encode("utf-8", "surrogatepass")
    for _, data in store.contents(file for file in files if not file.mark):
        yield sha256(data).digest()


def _of_archive(url: str) -> Iterator[bytes]:
    if path := local_path(url):
        if not Path(path).is_file():
            raise Failure(f"there is no archive {path}; name one, or a folder")
        yield _bytes(Path(path))
        return
    store = Store(url)
    archive = store.itself()
    yield f"{archive.size}\n{archive.mark}".encode()
    if not archive.mark:
        yield from (sha256(data).digest() for _, data in store.contents([archive]))


def _of_folder(conf: Path) -> Iterator[bytes]:
    """Yield what a run reads of a configuration folder: its files, its settings, and what these name."""
    check_folder(conf)
    yield from _files(conf)
    with suppress(Failure):  # of settings that are wrong, which the run tells of
        settings = read_settings(conf)
        if settings.file:
            yield _bytes(settings.file)
        yield from _named(settings)


def _named(settings: Settings) -> Iterator[bytes]:
    """Yield what settings name: folders, and files that may not be there."""
    for place in settings.read:
        yield from _files(place) if place.is_dir() else [_bytes(place)]


def _files(folder: Path) -> Iterator[bytes]:
    files, findings = walk(folder)
    if len(files) > FILES or sum(_size_of(folder / file) for file in files) > BYTES:
        raise Failure(f"{folder} has more than {FILES:,} files, or than {BYTES >> 20} MB; name a folder in it")
    yield repr(findings).encode("utf-8", "surrogatepass")  # of links that are passed over
    yield from _contents(folder, files)


def _contents(folder: Path, files: Iterable[str]) -> Iterator[bytes]:
    for file in files:
        yield file.encode()
        yield _bytes(folder / file)


def _bytes(file: Path) -> bytes:
    """Return the digest of a file; of one that cannot be read, which the run tells of, the reason."""
    if not file.is_file():  # to open a FIFO might never end
        return b"no file"
    digest = sha256()
    try:
        with file.open("rb") as opened:
            while piece := opened.read(_PIECE):
                digest.update(piece)
    except OSError as error:
        return str(error.strerror).encode()
    return digest.digest()


def _size_of(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # the run tells of it
        return 0


def output_state_of(output: str) -> str:
    """Return the digest of an output as it stands.

    Args:
        output: Its folder or URL; empty if there is none.

    Raises:
        Failure: It cannot be listed.
        Fault: The network, or the store, does not do its work.
    """
    digest = sha256()
    for fact in _output(output):
        digest.update(b"%d " % len(fact) + fact)
    return digest.hexdigest()


def _output(output: str) -> Iterator[bytes]:
    if is_url(output):
        yield from _of_store(output, lambda _: True)
    elif output and Path(output).is_dir():
        yield from _contents(Path(output), [MANIFEST, *walk(Path(output))[0]])
