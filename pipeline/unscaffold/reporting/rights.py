"""The rights of each profile: a matrix by areas of permissions, and each right with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unscaffold.granting import Rights, Row
    from unscaffold.reporting.places import Links, Place

_BESIDE = 8  # profiles in one table


@dataclass(frozen=True, slots=True)
class Right:
    """A permission that a profile has on the data of an entity type, as `unscaffold rights` tells it."""

    entity_type: str
    permission: str
    rights: str
    filters: str
    origin: str
    grade: str
    mark: str
    place: Place


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile: its name, its rights, and whether it has further ones that nobody knows."""

    name: str
    rights: tuple[Right, ...]
    has_unknown: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Some profiles by areas of permissions: their names, and rows of an area with the letters of each."""

    profiles: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def matrices_of(rights: Rights) -> tuple[Matrix, ...]:
    """Return the matrix, in parts that are not too wide, of areas in which a profile of the part has anything."""
    profiles = rights.matrix.profiles
    parts = (tuple(profiles[first : first + _BESIDE]) for first in range(0, len(profiles), _BESIDE))
    return tuple(_matrix(rights, part) for part in parts)


def _matrix(rights: Rights, profiles: tuple[str, ...]) -> Matrix:
    found = rights.matrix
    rows = ((area, tuple(found.cell(area, profile) for profile in profiles)) for area in found.areas)
    return Matrix(profiles, tuple((area, cells) for area, cells in rows if any(cells)))


def profiles_of(rights: Rights, links: Links) -> tuple[Profile, ...]:
    """Return the profiles, each with its rights."""
    by_name = {key: [*rows] for key, rows in groupby(rights.rows, lambda row: row.profile.lower())}
    unknown = {name.lower() for name in rights.matrix.unknown}
    return tuple(
        Profile(name, tuple(_right(row, links) for row in by_name.get(name.lower(), ())), name.lower() in unknown)
        for name in rights.matrix.profiles
    )


def _right(row: Row, links: Links) -> Right:
    origin, grade = (row.scaffolding, row.grade) if row.scaffolding else (row.grade, "")
    return Right(
        row.entity_type,
        row.permission,
        row.rights,
        row.restriction,
        origin,
        grade,
        row.mark,
        links.place(row.source.place),
    )
