"""What is left for the product: scaffoldings and pieces of them that are not expanded, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unscaffold.checking import Checked
    from unscaffold.granting import Rights
    from unscaffold.inspecting import Entry
    from unscaffold.reporting.places import Links, Place

_PARTLY = {"left", "left-nested"}  # findings that say what is left of a scaffolding that is expanded


@dataclass(frozen=True, slots=True)
class Left:
    """What is left for the product: an element, what it is for, why it is left, and where it stands."""

    element: str
    subject: str
    why: str
    place: Place


def left_of(checked: Checked, entries: Sequence[Entry], rights: Rights, links: Links) -> tuple[Left, ...]:
    """Return what is left, in configuration order of each reason."""
    return (
        *_failed(checked, links),
        *_of_other_families(checked, entries, rights, links),
        *_said(checked, links),
    )


def _failed(checked: Checked, links: Links) -> Iterator[Left]:
    read = checked.expansion.configuration
    for one in checked.expansion.expanded:
        if one.failed:
            place = links.place(read.place(one.scaffolding))
            yield Left(one.scaffolding.name, one.scaffolding.attributes.get("Connector", ""), "has errors", place)


def _of_other_families(checked: Checked, entries: Sequence[Entry], rights: Rights, links: Links) -> Iterator[Left]:
    granting = {(place.file, place.line, place.column) for _, place in rights.unknown_places}
    names = {*checked.expansion.configuration.others}
    for entry in entries:
        if entry.kind in names:
            is_granting = (entry.place.file, entry.place.line, entry.place.column) in granting
            why = "is not expanded, and grants unknown rights" if is_granting else "is not expanded"
            yield Left(entry.kind, entry.subject, why, links.place(entry.place))


def _said(checked: Checked, links: Links) -> Iterator[Left]:
    for found in checked.expansion.findings:
        if found.rule.name in _PARTLY:
            said = dict(found.values)
            why = f"leaves {said['nested']}" if "nested" in said else f"is not expanded, for {said.get('reason', '')}"
            yield Left(said.get("element", ""), "", why, links.place(found.region))
