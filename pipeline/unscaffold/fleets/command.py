"""The command that is run over a fleet."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files import content_behind

if TYPE_CHECKING:
    from collections.abc import Iterator

_WITH_DOCUMENT = ("check", "diff", "rights", "verify")


class Command(NamedTuple):
    """A command: its `name`, and the `words` of its flags, as they stand on its command line, paths absolute.

    `base` is the revision with which `diff` compares, which is not in the words. `files` are the files and folders
    that the words name: what is in them decides on the result, too.
    """

    name: str
    words: tuple[str, ...] = ()
    base: str = ""
    files: tuple[str, ...] = ()

    def line(self, conf: str, *more: str) -> list[str]:
        """Return the command line for a configuration folder: what is said last wins."""
        form = ("--format", "json") if self.name in _WITH_DOCUMENT else ()
        base = ("--base", self.base) if self.base else ()
        own = (*form, *base, *more, "--workers", "1", "--log-format", "json")
        return [self.name, *self.words, *own, "--", conf]

    def digest(self) -> str:
        """Return a digest of all of it, with what is in the files.

        Raises:
            OSError: A file cannot be read.
        """
        digest = sha256(repr((self.name, self.words, self.base)).encode("utf-8", "surrogatepass"))
        for name in self.files:
            for path in _files_in(Path(name)):
                digest.update(f"{path}\0".encode("utf-8", "surrogatepass") + sha256(content_behind(path)).digest())
        return digest.hexdigest()


def _files_in(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(one for one in path.rglob("*") if one.is_file())
    else:
        yield path
