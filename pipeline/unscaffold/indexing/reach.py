"""How far a change of a configuration reaches."""

from __future__ import annotations

from typing import Any, NamedTuple


class Reach(NamedTuple):
    """How far a change of a file reaches.

    If a later run `can_follow`, it need not look at more than what depends on the change; if `names_matter`, only as
    long as the same identifiers are generated. Of the files that are `involved`, everything is generated again in any
    case: something was found that does not lie in them.
    """

    can_follow: bool = False
    names_matter: bool = True
    involved: tuple[str, ...] = ()


def reach_of(kept: list[Any]) -> Reach:
    """Return the reach that JSON kept."""
    can_follow, names_matter, involved = kept
    return Reach(can_follow, names_matter, tuple(involved))
