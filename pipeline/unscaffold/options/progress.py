"""What a run tells as it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Progress:
    """Called as a run goes on: with the name of a step and how many items it has, then with items done."""

    begin: Callable[[str, int], None] = lambda _name, _count: None
    advance: Callable[[int], None] = lambda _count: None


SILENT = Progress()
