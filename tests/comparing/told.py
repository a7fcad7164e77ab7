"""A comparison as lines, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from granted import effective_of
from unscaffold.comparing import compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.comparing import Comparison, Difference, Said
    from unscaffold.grants import Grant


def compared(old: str, new: str) -> Comparison:
    """Compare two configurations of one file."""
    return compare(effective_of(old), effective_of(new))


def told(found: Comparison) -> list[str]:
    """Return what is different as lines, indented as the elements are."""
    rights = [line for one in found.rights for line in (*_rights("+", one.gained), *_rights("-", one.lost))]
    return [*_elements(found.elements), *rights, *(f"called: {job}" for job in found.called)]


def _elements(found: Iterable[Difference], indent: str = "") -> Iterator[str]:
    for one in found:
        name = one.identifier or " ".join(f"{key}={value}" for key, value in sorted(one.element.attributes.items()))
        yield f"{indent}{one.what} {one.name} {f'{one.old_identifier} -> ' if one.is_renamed else ''}{name}"
        yield from (f"{indent}  {_said(said)}" for said in one.attributes)
        yield from _elements(one.children, f"{indent}  ")


def _said(said: Said) -> str:
    sides = [(said.old, said.old_words), (said.new, said.new_words)]
    return f"{said.name}: {' -> '.join(f'{words or value}' for value, words in sides)}"


def _rights(symbol: str, grants: Iterable[Grant]) -> Iterator[str]:
    yield from (f"{symbol} {one.profile}: {one.permission} on {one.entity_type}" for one in grants)
