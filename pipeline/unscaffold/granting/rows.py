"""Grants as rows: where each comes from, and which other one makes it idle."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.grants import origin_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unscaffold.findings import Region
    from unscaffold.grants import Filter, Grant, Marks, Origin
    from unscaffold.reading import Configuration


_NOTHING = "-"


class Source(NamedTuple):
    """What grants something: the identifier of a rule, the permission as it says it, and the place."""

    rule: str
    permission: str
    place: Region

    @property
    def where(self) -> str:
        """The file and the line."""
        return f"{self.place.file}:{self.place.line}"


class Row(NamedTuple):
    """A permission that a profile has on the data of an entity type.

    `conditions` are further attributes of the entry that are not as they are by default; `filters` restrict the data,
    as `restriction` says in words. It comes from `source`, which `scaffolding` generates, unless that is empty;
    `grade` says how certain that is. `repeats` is the source that says just the same, and `included_in` one that says
    more.
    """

    profile: str
    entity_type: str
    permission: str
    can_execute: bool
    full_access_properties: bool
    property_group: str
    conditions: tuple[tuple[str, str], ...]
    filters: tuple[Filter, ...]
    restriction: str
    scaffolding: str
    grade: str
    source: Source
    repeats: Source | None
    included_in: Source | None

    @property
    def rights(self) -> str:
        """What is granted of the permission, in words; a dash where nothing is known of it."""
        execute = ["execute"] if self.can_execute else []
        if self.full_access_properties:
            properties = ["all properties"]
        else:
            properties = [f"properties of {self.property_group}"] if self.property_group else []
        return ", ".join([*execute, *properties, *self.restricted]) or _NOTHING

    @property
    def restricted(self) -> list[str]:
        """The conditions, as they are written."""
        return [f"{name}={value}" for name, value in self.conditions]

    @property
    def mark(self) -> str:
        """What makes it idle, in words; empty if nothing does."""
        if self.repeats:
            return f"repeats {self.repeats.where}"
        wider = self.included_in
        return f"included in {wider.permission} at {wider.where}" if wider else ""


def rows_of(grants: Sequence[Grant], marks: Marks, read: Configuration) -> list[Row]:
    """Return grants as rows, located."""
    marked = [(one, marks.repeated_by(one), marks.included_in(one)) for one in grants]
    origins = {one: origin_of(one) for each in marked for one in each if one}
    places = read.places({origin.region for origin in origins.values()})
    sources = {one: _source(one, origin.region, places) for one, origin in origins.items()}
    return [_row(one, origins[one], sources, repeated, wider) for one, repeated, wider in marked]


def _source(grant: Grant, region: Region, places: Mapping[Region, Region]) -> Source:
    return Source(grant.rule.identifier, grant.permission, places[region])


def _row(
    grant: Grant, origin: Origin, sources: Mapping[Grant, Source], repeated: Grant | None, wider: Grant | None
) -> Row:
    return Row(
        grant.profile,
        grant.entity_type,
        grant.permission,
        grant.reach.can_execute,
        grant.has_full_access,
        grant.property_group,
        grant.reach.conditions,
        grant.filters,
        grant.restriction,
        origin.scaffolding,
        origin.grade,
        sources[grant],
        sources[repeated] if repeated else None,
        sources[wider] if wider else None,
    )
