"""What slices generated, remembered from one run to the next: most of a large run is Saxon.

A result is kept under the digest of all that it is made from: the scaffolding with the elements
it needs, and the version of the product.
"""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64
from copy import copy
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.remembering.entries import Entry
from unscaffold.remembering.recalling import recalled

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.findings import Finding
    from unscaffold.reading import Declared
    from unscaffold.slicing import Slice


class Result(NamedTuple):
    """What a slice generated, packed, and the warnings of it, with marks of the slice's document."""

    packed: bytes
    warnings: list[Finding]


class Remembered:
    """The results of the last run on a configuration folder.

    Args:
        folder: The configuration folder; None to remember nothing.
        target: The version of the product for which is generated.
        in_process: Whether to remember within this process, though there is no folder or no cache.
    """

    def __init__(self, folder: Path | None, target: str, *, in_process: bool = False) -> None:
        entry = Entry("generated", folder) if folder else None
        self._entry = entry if entry and entry.is_kept else None
        remembered = self._entry.read() if self._entry else None
        self._results = {
            key: Result(a2b_base64(packed), [*map(recalled, warnings)])
            for key, (packed, warnings) in (remembered or {}).items()
        }
        self._used: dict[str, Result] = {}
        self._is_on = in_process or self._entry is not None
        self._elements: list[Declared] | None = None
        self._target = target.encode()
        self._digest = sha256()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is remembered."""
        return not self._results

    def also_for(self, target: str) -> Remembered:
        """Return the same results for another run, which may be for another version; `keep` keeps those of both."""
        other = copy(self)
        other._elements, other._target = None, target.encode()
        return other

    def key(self, own: Slice) -> str:
        """Return the key of what a slice generates; empty if nothing is to be remembered."""
        if not self._is_on:
            return ""
        if own.elements is not self._elements:  # many scaffoldings need the whole configuration, which is one list
            self._elements = own.elements
            self._digest = sha256(self._target + own._replace(scaffoldings=[]).document().encode())
        digest = self._digest.copy()
        digest.update("".join(scaffolding.xml for scaffolding in own.scaffoldings).encode())
        return digest.hexdigest()

    def get(self, key: str) -> Result | None:
        """Return a result as it was put."""
        if key in self._results:
            self._used[key] = self._results[key]
        return self._used.get(key)

    def put(self, key: str, result: Result) -> None:
        """Take a result."""
        if key:
            self._used[key] = result

    def keep(self) -> None:
        """Remember the results that were got or put, and no others."""
        if self._entry and self._used != self._results:
            self._entry.write(
                {
                    key: (b2a_base64(result.packed, newline=False).decode(), result.warnings)
                    for key, result in self._used.items()
                }
            )
