"""Differences as JSON, for other programs; `docs/json.md` describes the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unscaffold.commandline.diff_counts import counts
from unscaffold.commandline.diff_values import shown
from unscaffold.process import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.comparing import Difference, Said
    from unscaffold.diffing import Cause, Diffed
    from unscaffold.effective import Element
    from unscaffold.grants import Grant

_VERSION = 1  # of the document: raised where what stands in it changes its meaning, and not where something is added


def document(diffed: Diffed, old: str, new: str) -> str:
    """Return the document, and the end of its last line.

    Args:
        diffed: What was compared.
        old: What the old side is called.
        new: What the new side is called.
    """
    found = diffed.comparison
    plain = {
        "version": _VERSION,
        "old": old,
        "new": new,
        "changed_files": diffed.changed_files,
        "counts": {
            "jobs": counts(found.jobs),
            "access_rules": counts(found.access_rules),
            "others": counts(found.others),
        },
        "affected_jobs": [*found.affected_jobs],
        "jobs": _elements(found.jobs, diffed),
        "access_rules": _elements(found.access_rules, diffed),
        "rights": [
            {"profile": one.profile, "gained": [*map(_right, one.gained)], "lost": [*map(_right, one.lost)]}
            for one in found.rights
        ],
        "others": _elements(found.others, diffed),
    }
    return f"{json_text(plain)}\n"


def _elements(found: Iterable[Difference], diffed: Diffed) -> list[dict[str, Any]]:
    return [_difference(one) | {"caused_by": [*map(_cause, diffed.causes(one))]} for one in found]


def _difference(one: Difference) -> dict[str, Any]:
    if one.old and one.new:
        attributes = [*map(_said, one.attributes)]
        children = [*map(_difference, one.children)]
    else:
        attributes = _of_one_side(one.element, is_new=one.new is not None)
        children = [_child(child, what=one.what) for child in one.element.children]
    return {
        "what": one.what,
        "element": one.name,
        "identifier": one.identifier or None,
        "old_identifier": one.old_identifier or None,
        "reordered": one.is_reordered,
        "attributes": attributes,
        "children": children,
    }


def _child(element: Element, what: str) -> dict[str, Any]:
    """Return a child of an element that is on one side only."""
    return {
        "what": what,
        "element": element.name,
        "identifier": element.identifier or None,
        "old_identifier": None,
        "reordered": False,
        "attributes": _of_one_side(element, is_new=what == "added"),
        "children": [_child(child, what) for child in element.children],
    }


def _of_one_side(element: Element, *, is_new: bool) -> list[dict[str, Any]]:
    said = [(name, shown(name, value)) for name, value in sorted(element.attributes.items())]
    return [{"name": name, "old": None if is_new else one, "new": one if is_new else None} for name, one in said]


def _said(said: Said) -> dict[str, Any]:
    words = {"old_words": said.old_words or None, "new_words": said.new_words or None}
    has_words = said.old_words or said.new_words
    sides = {
        side: None if value is None else shown(said.name, value)
        for side, value in (("old", said.old), ("new", said.new))
    }
    return {"name": said.name, **sides, **(words if has_words else {})}


def _right(grant: Grant) -> dict[str, Any]:
    return {
        "permission": grant.permission,
        "entity_type": grant.entity_type,
        "can_execute": grant.reach.can_execute,
        "full_access_properties": grant.has_full_access,
        "property_group": grant.property_group or None,
        "conditions": dict(grant.reach.conditions),
        "restriction": grant.restriction or None,
        "rule": grant.rule.identifier,
    }


def _cause(cause: Cause) -> dict[str, Any]:
    return {
        "side": cause.side,
        "file": cause.file,
        "line": cause.line,
        "end_line": cause.end_line,
        "element": cause.element,
        "identifier": cause.identifier or None,
    }
