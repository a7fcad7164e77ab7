"""Which elements decided on what is different, as the stylesheets tell it themselves.

That costs a second generation, so it is asked only where several changed elements may have decided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.origins import origins_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from unscaffold.comparing import Difference
    from unscaffold.expanding import Expansion
    from unscaffold.options import Options
    from unscaffold.origins import Decider, GeneratedElement, History, Origins
    from unscaffold.reading import Declared

_OF_THE_SCAFFOLDING = ("scaffolding", "argument")


class Decided(NamedTuple):
    """An element that decided on something: what it is called, where it stands, and what of it decided.

    That may be a scaffolding, for all its arguments.
    """

    name: str
    identifier: str
    file: str
    line: int
    said: object

    @property
    def key(self) -> tuple[object, ...]:
        """What is the same on both sides, if it decided the same."""
        return self.name, self.identifier, self.said


def told(expansion: Expansion, options: Options, scaffoldings: Iterable[Declared]) -> dict[int, Origins]:
    """Return what is told of scaffoldings of an expansion, by their ids.

    Args:
        expansion: The expansion.
        options: Those with which it was made.
        scaffoldings: The scaffoldings.
    """
    wanted = {id(one) for one in scaffoldings}
    chosen = [one for one in expansion.expanded if id(one.scaffolding) in wanted]
    return {id(one.scaffolding): one for one in origins_of(expansion, options, chosen)} if chosen else {}


def decided(one: Difference, origins: Origins, *, is_old: bool) -> list[Decided]:
    """Return what decided on a difference on one side.

    Args:
        one: The difference.
        origins: What is told of the scaffolding of that side.
        is_old: Which side that is.
    """
    here = one.old if is_old else one.new
    found = origins.find(here.name, here.identifier) if here else None
    gone: set[tuple[str, str]] = set()
    histories = [*_of(one, found, gone, is_old=is_old)]
    histories += _of_missing(gone, origins) if gone else ()
    return [_decided(by, origins) for history in histories for origin in history for by in origin.decided_by]


def _of(
    one: Difference, found: GeneratedElement | None, gone: set[tuple[str, str]], *, is_old: bool
) -> Iterator[History]:
    """Yield why it is so what is there; take what is not there."""
    here, there = (one.old, one.new) if is_old else (one.new, one.old)
    if here is None:
        gone.add(one.element.key)
    elif found:
        yield from [found.history] if there is None else ()
        names = [*(said.name for said in one.attributes), *(["Identifier"] if one.is_renamed else [])]
        yield from (found.of_attributes[name] for name in names if name in found.of_attributes)
        children = {_likeness(child.kind, child.attributes): child for child in found.children if one.children}
        for child in one.children:
            own = child.old if is_old else child.new
            known = children.get(_likeness(own.name, own.attributes)) if own else None
            yield from _of(child, known, gone, is_old=is_old)


def _likeness(name: str, said: Mapping[str, str]) -> object:
    return name, said.get("Identifier") or frozenset(said.items())


def _of_missing(gone: Collection[tuple[str, str]], origins: Origins) -> Iterator[History]:
    """Yield why elements are not there, as far as that is told."""
    yield from (history for kind, name, history in origins.removed if (kind, name.lower()) in gone)
    yield from ((missing.origin,) for missing in origins.missing)


def _decided(by: Decider, origins: Origins) -> Decided:
    is_own = by.role in _OF_THE_SCAFFOLDING
    name, identifier = (origins.scaffolding.name, "") if is_own else (by.kind, by.identifier.lower())
    return Decided(name, identifier, by.place.file, by.place.line, (by.kind, by.attributes))
