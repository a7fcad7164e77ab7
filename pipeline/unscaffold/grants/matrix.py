"""The matrix: what profiles may do, by areas of permissions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.grants.paths import area_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.grants.grant import Grant
    from unscaffold.grants.scaffoldings import Unknown

_LETTERS = {"create": "C", "query": "R", "view": "R", "update": "U", "delete": "D"}
_ANY_OTHER = "X"
_ORDER = "CcRrUuDdXx"
NO_EXECUTION = "."


class Matrix(NamedTuple):
    """Areas of permissions, profiles, and what each profile may do in each area.

    An area is the first two parts of a permission. A cell has the letters of what may be executed: Create, Read,
    Update, Delete, X for anything else; small ones if only where filters are met; or a dot, if there are only entries
    that let nothing be executed. What is empty is not granted. `unknown` are the profiles to which a scaffolding
    grants more that nobody knows.
    """

    areas: list[str]
    profiles: list[str]
    cells: dict[tuple[str, str], str]
    unknown: frozenset[str]

    def cell(self, area: str, profile: str) -> str:
        """Return the letters of a cell, which are none where nothing is granted."""
        return self.cells.get((area, profile), "")


def matrix_of(grants: Iterable[Grant], unknown: Iterable[Unknown] = ()) -> Matrix:
    """Return the matrix of grants, and of scaffoldings that grant unknown rights to a profile."""
    profiles: dict[str, str] = {}
    areas: dict[str, str] = {}
    letters: dict[tuple[str, str], set[str]] = {}
    for one in grants:
        profile = profiles.setdefault(one.profile.lower(), one.profile)
        area = area_of(one.permission)
        area = areas.setdefault(area.lower(), area)
        letters.setdefault((area, profile), set()).add(_letter(one))
    of_unknown = {profiles.setdefault(one.profile.lower(), one.profile) for one in unknown if one.profile}
    return Matrix(
        [areas[key] for key in sorted(areas)],
        [profiles[key] for key in sorted(profiles)],
        {key: _cell(found) for key, found in letters.items()},
        frozenset(of_unknown),
    )


def _letter(grant: Grant) -> str:
    if not grant.reach.can_execute:
        return NO_EXECUTION
    letter = _LETTERS.get(grant.permission.rpartition("/")[2].lower(), _ANY_OTHER)
    return letter.lower() if grant.filters else letter


def _cell(found: set[str]) -> str:
    executing = {one for one in found - {NO_EXECUTION} if one.isupper() or one.upper() not in found}
    return "".join(sorted(executing, key=_ORDER.index)) or NO_EXECUTION
