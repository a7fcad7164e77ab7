"""Elements that may be meant: those that scaffoldings generate, and those that are written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from unscaffold.expanding import Expanded
    from unscaffold.findings import Way


class Made(NamedTuple):
    """A generated element: the scaffolding that generates it, and the way to it among what that became."""

    one: Expanded
    way: Way


class Written(NamedTuple):
    """An element as it is written: its file, and the way to it from the root."""

    file: str
    way: Way


class Meant(NamedTuple):
    """The elements that are meant."""

    made: tuple[Made, ...] = ()
    written: tuple[Written, ...] = ()
