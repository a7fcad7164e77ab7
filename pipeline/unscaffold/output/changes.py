"""Files as they should be, and what distinguishes an output folder from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Wanted(NamedTuple):
    """A file of the output as it should be: its path, relative with forward slashes, and what makes its bytes.

    `digest` is the SHA-256 of the bytes, or empty where nobody knows it yet. `like` is the file whose permissions
    it gets, if there is one. `source` is the SHA-256 of all that the bytes are made from.
    """

    path: str
    content: Callable[[], bytes]
    digest: str = ""
    like: str = ""
    source: bytes = b""


@dataclass(frozen=True)
class Changes:
    """What distinguishes the output folder from what is wanted, by path, in order.

    `unchanged` has the digests that the manifest is to have of each file. `foreign` are the files that stand where
    something is to be written or removed and are not as a run wrote them; `obstacles` says, a sentence each, what
    else is in the way, which not even --force removes.
    """

    added: list[Wanted] = field(default_factory=list)
    changed: list[Wanted] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: dict[str, list[str]] = field(default_factory=dict)
    foreign: list[str] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether the folder is just as it is wanted."""
        return not (self.added or self.changed or self.removed)


def in_order(files: Iterable[Wanted]) -> list[Wanted]:
    """Return files in the order of their paths, folder by folder."""
    return sorted(files, key=lambda file: file.path.split("/"))
