"""What a run tells as it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Progress(NamedTuple):
    """Whom a run tells how far it is.

    `begin` is called with the name of a phase ("Reading", "Expanding", "Writing") and how many items it has;
    `advance` with how many more of them are done.
    """

    begin: Callable[[str, int], None] = lambda _name, _count: None
    advance: Callable[[int], None] = lambda _count: None


SILENT = Progress()
