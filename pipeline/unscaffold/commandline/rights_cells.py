"""Rights as rows of cells, the titles first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.granting import Row
    from unscaffold.grants import Matrix

Cells = list[list[str]]
_TITLES = ["PROFILE", "ENTITY TYPE", "PERMISSION", "RIGHTS", "FILTERS", "FROM", "GRADE", "RULE", "PLACE", "MARK"]
_NAMES = [
    "profile",
    "entity_type",
    "permission",
    "can_execute",
    "full_access_properties",
    "property_group",
    "conditions",
    "filters",
    "scaffolding",
    "grade",
    "rule",
    "file",
    "line",
    "column",
    "repeats",
    "included_in",
]


def for_people(rows: Iterable[Row]) -> Cells:
    """Return rows as people read them."""
    return [_TITLES, *([*map(str, row[:3]), *_told(row)] for row in rows)]


def _told(row: Row) -> list[str]:
    origin = [row.scaffolding, row.grade] if row.scaffolding else [row.grade, ""]
    return [row.rights, row.restriction, *origin, row.source.rule, row.source.where, row.mark]


def for_spreadsheets(rows: Iterable[Row]) -> Cells:
    """Return rows with a cell for each fact."""
    return [_NAMES, *map(_facts, rows)]


def _facts(row: Row) -> list[str]:
    place = row.source.place
    return [
        row.profile,
        row.entity_type,
        row.permission,
        str(row.can_execute).lower(),
        str(row.full_access_properties).lower(),
        row.property_group,
        ", ".join(row.restricted),
        row.restriction,
        row.scaffolding,
        row.grade,
        row.source.rule,
        place.file,
        str(place.line),
        str(place.column),
        *(f"{one.rule}, {one.permission}, {one.where}" if one else "" for one in (row.repeats, row.included_in)),
    ]


def matrix_cells(matrix: Matrix) -> Cells:
    """Return the matrix: a row an area, a column a profile, and a last row for what nobody knows."""
    rows = [[area, *(matrix.cell(area, profile) for profile in matrix.profiles)] for area in matrix.areas]
    unknown = ["(unknown)", *("?" if profile in matrix.unknown else "" for profile in matrix.profiles)]
    return [["AREA", *matrix.profiles], *rows, *([unknown] if matrix.unknown else [])]
