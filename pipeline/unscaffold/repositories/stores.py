"""Files behind a URL of fsspec: listed, read, written and removed. Whoever wrote them there may be anybody."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from unscaffold.findings import Failure
from unscaffold.repositories.fault import Fault
from unscaffold.repositories.names import BYTES, FILES, File
from unscaffold.repositories.urls import archived, package_of, protocols_of, redacted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

# What a store may say of a file that changes with its content; the first that it has is taken.
_MARKS = ("ETag", "etag", "checksum", "md5", "content_md5", "md5Hash", "CRC", "generation")
_TIMES = ("LastModified", "last_modified", "mtime", "modified", "updated", "created", "date_time")
_NO_CREDENTIALS = ("NoCredentialsError", "PartialCredentialsError", "ProfileNotFound")
_DAMAGED = ("BadZipFile", "EOFError", "LZMAError", "ReadError", "TarError")
# Stores of files whose folders must be there first; a store of objects has none.
_WITH_FOLDERS = ("ftp", "sftp", "ssh", "smb", "hdfs", "arrow_hdfs", "webhdfs", "memory")
_AT_ONCE = 100  # files
_IN_MEMORY = 64 << 20  # bytes of files that are read at once


class Store:
    """A folder behind a URL.

    Args:
        url: The URL.

    Raises:
        Failure: It is none that can be used.
        Fault: The store does not answer.
    """

    def __init__(self, url: str) -> None:
        self.name = redacted(url)
        self._protocol = protocols_of(url)[0]
        self._is_archive = bool(archived(url))
        with self._told():
            from fsspec.core import url_to_fs  # noqa: PLC0415 - most runs need it not

            self._files, root = url_to_fs(url)
        self._root = str(root)
        self._before = self._root if self._root in ("", "/") else f"{self._root.rstrip('/')}/"

    def named(self, path: str) -> str:
        """Return what a file is called in a sentence."""
        return f"{self.name}/{redacted(path)}"

    def listed(self, wanted: Callable[[str], bool] = lambda _: True) -> list[File]:
        """Return the files below the folder, in the order of their paths.

        Args:
            wanted: Says of a path whether the file is.

        Raises:
            Failure: There are too many.
            Fault: The store does not answer.
        """
        with self._told():
            self._files.invalidate_cache()  # what it knows is what was there at the last run
            found = self._files.find(self._root, detail=True)
        files = [
            File(path, _size(facts), _mark(facts))
            for path, facts in ((self._relative(str(place)), facts) for place, facts in found.items())
            if path and not path.endswith("/") and facts.get("type", "file") == "file" and wanted(path)
        ]
        if len(files) > FILES or sum(file.size for file in files) > BYTES:
            raise Failure(f"{self.name} has more than {FILES:,} files, or than {BYTES >> 20} MB; name a folder in it")
        return sorted(files)

    def itself(self) -> File:
        """Return what stands at the URL, which is a file; its path is empty.

        Raises:
            Failure: Nothing does.
            Fault: The store does not answer.
        """
        with self._told():
            self._files.invalidate_cache()
            facts = self._files.info(self._root)
        return File("", _size(facts), _mark(facts))

    def _relative(self, place: str) -> str:
        """Return the path of a file in the folder; empty for one that does not lie there."""
        # Some stores begin paths with a slash, some do not; in an archive, it is of the name.
        before, bare = self._before.lstrip("/"), place if self._is_archive else place.lstrip("/")
        return bare[len(before) :] if bare.startswith(before) else ""

    def _place(self, path: str) -> str:
        return f"{self._before}{path}" if path else self._root

    def contents(self, files: Iterable[File]) -> Iterator[tuple[File, bytes]]:
        """Yield files with their bytes.

        Raises:
            Failure: One cannot be read.
            Fault: The store does not answer, or one is no more as it was listed.
        """
        for batch in _batches(files):
            for file, data in zip(batch, self._read(batch), strict=True):
                if len(data) != file.size >= 0:
                    raise Fault(f"{self.named(file.path)} has changed while it was read; try again")
                yield file, data

    def _read(self, batch: list[File]) -> list[bytes]:
        with self._told():
            # Not cat, which takes what is in brackets for a pattern.
            read: list[bytes | Exception] = self._files.cat_ranges(
                [self._place(one.path) for one in batch], None, None
            )
            for one in read:
                if isinstance(one, Exception):
                    raise one
        return [one for one in read if isinstance(one, bytes)]

    def content(self, path: str) -> bytes | None:
        """Return the bytes of one file; None if there is none.

        Raises:
            Fault: The store does not answer.
        """
        with self._told():
            try:
                data: bytes = self._files.cat_file(self._place(path))
            except FileNotFoundError:
                return None
        return data

    def put(self, files: Mapping[str, bytes]) -> None:
        """Write files, by their paths.

        Raises:
            Failure: They may not be written.
            Fault: The store does not answer.
        """
        with self._told():
            if self._protocol in _WITH_FOLDERS:
                for folder in sorted({self._place(path).rpartition("/")[0] for path in files} - {""}):
                    self._files.makedirs(folder, exist_ok=True)
            self._files.pipe({self._place(path): data for path, data in files.items()})

    def remove(self, paths: Collection[str], *, missing: bool = False) -> None:
        """Remove files.

        Args:
            paths: Their paths.
            missing: Whether they may be gone already.

        Raises:
            Failure: They may not be removed.
            Fault: The store does not answer.
        """
        with self._told():
            for path in paths:
                try:
                    self._files.rm_file(self._place(path))
                except FileNotFoundError:
                    if not missing:
                        raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell of what a store raises: what another attempt may mend, and what it cannot."""
        try:
            yield
        except (Failure, Fault):
            raise
        except ImportError:
            package = package_of(self._protocol)
            raise Failure(f"{self.name}: {package} is needed for it; pip install {package}") from None
        except FileNotFoundError:
            raise Failure(f"there is nothing at {self.name}; name a folder that has files") from None
        except PermissionError as error:
            raise Failure(f"{self.name} may not be used: {_reason(error)}; look at who you are there") from None
        except (ValueError, TypeError, NotImplementedError, RuntimeError) as error:
            raise Failure(f"{self.name} cannot be used: {_reason(error)}") from None
        except Exception as error:
            if type(error).__name__ in _DAMAGED or type(error).__module__ == "zlib":
                raise Failure(f"{self.name} is no archive, or a damaged one: {_reason(error)}") from None
            if type(error).__name__ in _NO_CREDENTIALS:
                raise Failure(f"{self.name}: there are no credentials for it; set those of the store up") from None
            raise Fault(f"{self.name} does not answer: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    return redacted((str(error).splitlines() or [""])[0]) or type(error).__name__


def _size(facts: Mapping[str, Any]) -> int:
    size = facts.get("size")
    return int(size) if size is not None else -1


def _mark(facts: Mapping[str, Any]) -> str:
    return next((f"{key} {facts[key]}" for key in (*_MARKS, *_TIMES) if facts.get(key) is not None), "")


def _batches(files: Iterable[File]) -> Iterator[list[File]]:
    batch: list[File] = []
    size = 0
    for file in files:
        if batch and (len(batch) >= _AT_ONCE or size + file.size > _IN_MEMORY):
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += file.size
    if batch:
        yield batch
