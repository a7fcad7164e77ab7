"""Rights as rows of cells, the titles first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.granting import Row, Source
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
_NOTHING = "-"


def for_people(rows: Iterable[Row]) -> Cells:
    """Return rows as people read them."""
    return [_TITLES, *([*map(str, row[:3]), *_told(row)] for row in rows)]


def _told(row: Row) -> list[str]:
    place = row.source.place
    origin = [row.scaffolding, row.grade] if row.scaffolding else [row.grade, ""]
    where = f"{place.file}:{place.line}"
    return [_rights(row), row.restriction, *origin, row.source.rule, where, _mark(row)]


def _rights(row: Row) -> str:
    execute = ["execute"] if row.can_execute else []
    if row.full_access_properties:
        properties = ["all properties"]
    else:
        properties = [f"properties of {row.property_group}"] if row.property_group else []
    return ", ".join([*execute, *properties, *_conditions(row)]) or _NOTHING


def _conditions(row: Row) -> list[str]:
    return [f"{name}={value}" for name, value in row.conditions]


def _mark(row: Row) -> str:
    if row.repeats:
        return f"repeats {_where(row.repeats)}"
    return f"included in {row.included_in.permission} at {_where(row.included_in)}" if row.included_in else ""


def _where(source: Source) -> str:
    return f"{source.place.file}:{source.place.line}"


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
        ", ".join(_conditions(row)),
        row.restriction,
        row.scaffolding,
        row.grade,
        row.source.rule,
        place.file,
        str(place.line),
        str(place.column),
        *(f"{one.rule}, {one.permission}, {_where(one)}" if one else "" for one in (row.repeats, row.included_in)),
    ]


def matrix_cells(matrix: Matrix) -> Cells:
    """Return the matrix: a row an area, a column a profile, and a last row for what nobody knows."""
    rows = [[area, *(matrix.cell(area, profile) for profile in matrix.profiles)] for area in matrix.areas]
    unknown = ["(unknown)", *("?" if profile in matrix.unknown else "" for profile in matrix.profiles)]
    return [["AREA", *matrix.profiles], *rows, *([unknown] if matrix.unknown else [])]
