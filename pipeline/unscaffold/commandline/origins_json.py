"""The origins of what scaffoldings generate as JSON, for other programs: see docs/origins.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.findings import Region
    from unscaffold.origins import Decider, GeneratedElement, History, Missing, Origin, OriginRule, Origins


def origins_json(told: Iterable[Origins]) -> dict[str, Any]:
    """Return origins for JSON."""
    document = Telling()
    return {"scaffoldings": [_scaffolding(one, document) for one in told], **document.tables()}


class Telling:
    """Tells elements and origins in one document, in which what decided and the rules are told once."""

    def __init__(self) -> None:
        self._deciders: dict[Decider, int] = {}
        self._rules: dict[str, OriginRule] = {}

    def tables(self) -> dict[str, Any]:
        """Return what is named in all that was told."""
        return {
            "deciders": [_decider(one) for one in self._deciders],
            "rules": {name: _rule(self._rules[name]) for name in sorted(self._rules)},
        }

    def element(self, element: GeneratedElement) -> dict[str, Any]:
        """Return a generated element, with those in it."""
        return {
            "element": element.kind,
            "identifier": element.identifier or None,
            "origins": self.history(element.history),
            "attributes": {
                name: {"value": element.attributes[name], "origins": self.history(history)}
                for name, history in element.of_attributes.items()
            },
            "children": [self.element(child) for child in element.children],
        }

    def missing(self, missing: Missing) -> dict[str, Any]:
        """Return what is missing."""
        return self.removed(missing.kind, missing.identifier, (missing.origin,))

    def removed(self, kind: str, identifier: str, history: History) -> dict[str, Any]:
        """Return what is not there, by its kind and identifier, and why."""
        return {"element": kind, "identifier": identifier or None, "origins": self.history(history)}

    def history(self, history: History) -> list[dict[str, Any]]:
        """Return origins, in their order."""
        return [self.origin(one) for one in history]

    def origin(self, origin: Origin) -> dict[str, Any]:
        """Return an origin."""
        self._rules.setdefault(origin.rule.name, origin.rule)
        return {
            "rule": origin.rule.name,
            "step": origin.step,
            "grade": origin.rule.grade,
            "sentence": origin.sentence,
            "decided_by": [self._deciders.setdefault(one, len(self._deciders)) for one in origin.decided_by],
        }


def _scaffolding(told: Origins, document: Telling) -> dict[str, Any]:
    return {
        "element": told.scaffolding.name,
        **place_json(told.place),
        "elements": [document.element(one) for one in told.elements],
        "missing": [document.missing(one) for one in told.missing],
        "removed": [document.removed(*one) for one in told.removed],
    }


def _decider(decider: Decider) -> dict[str, Any]:
    return {
        "role": decider.role,
        "element": decider.kind,
        "identifier": decider.identifier or None,
        **place_json(decider.place),
        "attributes": dict(decider.attributes),
    }


def place_json(place: Region) -> dict[str, Any]:
    """Return a place for JSON."""
    return {"file": place.file, "line": place.line, "column": place.column}


def _rule(rule: OriginRule) -> dict[str, Any]:
    return {"page": rule.page or None, "anchor": rule.anchor or None}
