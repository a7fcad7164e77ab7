"""Outputs of a list: no two are one, and none lies in what is read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files import folded, resolved
from unscaffold.repositories.urls import is_git, is_url, redacted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from unscaffold.repositories.repository import Repository


class _Place(NamedTuple):
    """A place of a repository: its number in the list, what is written, and what two spellings have in common."""

    number: int
    written: str
    key: str


def fault_of_places(ones: Sequence[Repository]) -> tuple[int, str] | None:
    """Return the first repository whose output is in the way of another place, and why; None if there is none.

    Args:
        ones: All of them.

    Returns:
        The number of the repository, from 0, and the sentence.
    """
    key = _keys()
    written = [_Place(number, one.output, key(one.output)) for number, one in enumerate(ones) if one.output]
    if not written:
        return None
    outputs = {place.key: place for place in reversed(written)}
    read = [
        _Place(number, place, key(place))
        for number, one in enumerate(ones)
        for place in (one.source, one.against)
        if place
    ]
    sources = {place.key: place for place in read}
    for place in written:
        if fault := _of_output(place, outputs, sources, ones):
            return place.number, f"output is {_shown(place.written)}, {fault}"
    for place in read:
        if holder := next((outputs[above] for above in _ways(place.key) if above in outputs), None):
            name = ones[holder.number].name
            return place.number, f"{_shown(place.written)} lies in the output of {name}; name an output beside it"
    return None


def _of_output(
    place: _Place, outputs: dict[str, _Place], sources: dict[str, _Place], ones: Sequence[Repository]
) -> str:
    """Return why something cannot be written to a place, to follow its name; empty if it can."""
    if (first := outputs[place.key]) is not place:
        return f"which is that of {ones[first.number].name}, too; name another one"
    for above in _ways(place.key):
        if above != place.key and above in outputs:
            return f"which lies in the output of {ones[outputs[above].number].name}; name one beside it"
        if above in sources:
            return f"which lies in what is read of {ones[sources[above].number].name}; name one beside it"
    return ""


def _shown(place: str) -> str:
    return redacted(place) if is_url(place) else place


def _keys() -> Callable[[str], str]:
    """Return what makes of places what two spellings of one have in common."""
    above = cache(resolved)  # most of the folders of a list lie in one

    def key(place: str) -> str:
        if is_url(place):
            return place if is_git(place) else place.rstrip("/")  # no output lies in a git repository
        path = Path(place)
        real = resolved(path) if path.is_symlink() or ".." in place else above(path.parent) / path.name
        return folded(real.as_posix())

    return key


def _ways(key: str) -> Iterator[str]:
    """Yield a place, and all in which it lies, the innermost first."""
    while key:
        yield key
        key = key.rpartition("/")[0]
