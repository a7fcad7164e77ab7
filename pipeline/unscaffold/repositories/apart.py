"""Outputs of a list: no two are one, and none lies in what is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.files import folded, resolved
from unscaffold.repositories.urls import is_git, is_url, redacted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.repositories.repository import Repository


def fault_of_places(repositories: Iterable[Repository]) -> tuple[int, str] | None:
    """Return the first repository whose output is in the way of another place, and why; None if there is none.

    Args:
        repositories: All of them.

    Returns:
        The number of the repository, from 0, and the sentence.
    """
    ones = list(repositories)
    outputs: dict[str, int] = {}
    for number, one in enumerate(ones):
        if one.output and (other := outputs.setdefault(_key(one.output), number)) != number:
            return (
                number,
                f"output is {_shown(one.output)}, which is that of {ones[other].name}, too; name another one",
            )
    sources = {_key(place): one.name for one in ones for place in (one.source, one.against) if place}
    for key, number in outputs.items():
        output = _shown(ones[number].output)
        for above in _ways(key):
            if above != key and above in outputs:
                name = ones[outputs[above]].name
                return number, f"output is {output}, which lies in the output of {name}; name one beside it"
            if above in sources:
                return (
                    number,
                    f"output is {output}, which lies in what is read of {sources[above]}; name one beside it",
                )
    for number, one in enumerate(ones):
        for place in filter(None, (one.source, one.against)):
            holder = next((outputs[above] for above in _ways(_key(place)) if above in outputs), None)
            if holder is not None:
                return number, f"{_shown(place)} lies in the output of {ones[holder].name}; name an output beside it"
    return None


def _shown(place: str) -> str:
    return redacted(place) if is_url(place) else place


def _key(place: str) -> str:
    """Return what two spellings of a place have in common."""
    if is_git(place):
        return place  # no output is written there
    return place.rstrip("/") if is_url(place) else folded(resolved(Path(place)).as_posix())


def _ways(key: str) -> Iterator[str]:
    """Yield a place, and all in which it lies, the innermost first."""
    while key:
        yield key
        key = key.rpartition("/")[0]
