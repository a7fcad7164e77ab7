"""Rights as JSON, for other programs; `docs/rights.md` describes the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unscaffold.process import json_text

if TYPE_CHECKING:
    from unscaffold.findings import Region
    from unscaffold.granting import Rights, Row, Source
    from unscaffold.grants import Filter, Matrix

_VERSION = 1  # of the document: raised where what stands in it changes its meaning, and not where something is added


def document(found: Rights, *, is_matrix: bool) -> str:
    """Return the document, and the end of its last line."""
    shown = {"matrix": _matrix(found.matrix)} if is_matrix else {"grants": [_grant(row) for row in found.rows]}
    unknown = [
        {
            "scaffolding": one.element.name,
            "profile": one.profile or None,
            "entity_type": one.entity_type or None,
            **_place(place),
        }
        for one, place in found.unknown_places
    ]
    plain = {"version": _VERSION, "is_whole": found.is_whole, **shown, "unknown": unknown}
    return f"{json_text(plain)}\n"


def _grant(row: Row) -> dict[str, Any]:
    return {
        "profile": row.profile,
        "entity_type": row.entity_type,
        "permission": row.permission,
        "can_execute": row.can_execute,
        "full_access_properties": row.full_access_properties,
        "property_group": row.property_group or None,
        "conditions": dict(row.conditions),
        "filters": [_filter(one) for one in row.filters],
        "scaffolding": row.scaffolding or None,
        "grade": row.grade or None,
        "rule": row.source.rule,
        **_place(row.source.place),
        "repeats": _source(row.repeats),
        "included_in": _source(row.included_in),
    }


def _filter(one: Filter) -> dict[str, Any]:
    compared = {kind.replace(" ", "_"): value or True for kind, value in one.compared}
    return {"binding": one.binding, "operator": one.operator, "compared_to": compared, "group": one.group or None}


def _source(source: Source | None) -> dict[str, Any] | None:
    return {"rule": source.rule, "permission": source.permission, **_place(source.place)} if source else None


def _place(place: Region) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}


def _matrix(matrix: Matrix) -> list[dict[str, Any]]:
    order = {area: number for number, area in enumerate(matrix.areas)}
    areas: dict[str, dict[str, str]] = {profile: {} for profile in matrix.profiles}
    for (area, profile), cell in sorted(matrix.cells.items(), key=lambda item: order[item[0][0]]):
        areas[profile][area] = cell
    return [
        {"profile": profile, "areas": own, "has_unknown_rights": profile in matrix.unknown}
        for profile, own in areas.items()
    ]
