"""The origins of what scaffoldings generate as JSON, for other programs: see docs/origins.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.findings import Region
    from unscaffold.origins import Decider, GeneratedElement, History, Missing, Origin, OriginRule, Origins


def origins_json(told: Iterable[Origins]) -> dict[str, Any]:
    """Return origins for JSON."""
    return _Document(told).document()


class _Document:
    """Makes one document: what decided, and the rules, are told once, and named by numbers and names."""

    def __init__(self, told: Iterable[Origins]) -> None:
        self._deciders: dict[Decider, int] = {}
        self._rules: dict[str, OriginRule] = {}
        self._scaffoldings = [self._scaffolding(one) for one in told]

    def document(self) -> dict[str, Any]:
        return {
            "scaffoldings": self._scaffoldings,
            "deciders": [decider_json(one) for one in self._deciders],
            "rules": {name: _rule(self._rules[name]) for name in sorted(self._rules)},
        }

    def _scaffolding(self, told: Origins) -> dict[str, Any]:
        return {
            "element": told.scaffolding.name,
            **_place(told.place),
            "elements": [self._element(one) for one in told.elements],
            "missing": [self._missing(one) for one in told.missing],
            "removed": [
                {"element": kind, "identifier": identifier or None, "origins": self._history(history)}
                for kind, identifier, history in told.removed
            ],
        }

    def _element(self, element: GeneratedElement) -> dict[str, Any]:
        return {
            "element": element.kind,
            "identifier": element.identifier or None,
            "origins": self._history(element.history),
            "attributes": {
                name: {"value": element.attributes[name], "origins": self._history(history)}
                for name, history in element.of_attributes.items()
            },
            "children": [self._element(child) for child in element.children],
        }

    def _missing(self, missing: Missing) -> dict[str, Any]:
        return {
            "element": missing.kind,
            "identifier": missing.identifier or None,
            "origins": self._history((missing.origin,)),
        }

    def _history(self, history: History) -> list[dict[str, Any]]:
        return [self._origin(one) for one in history]

    def _origin(self, origin: Origin) -> dict[str, Any]:
        self._rules.setdefault(origin.rule.name, origin.rule)
        return {
            "rule": origin.rule.name,
            "step": origin.step,
            "grade": origin.rule.grade,
            "sentence": origin.sentence,
            "decided_by": [self._deciders.setdefault(one, len(self._deciders)) for one in origin.decided_by],
        }


def decider_json(decider: Decider) -> dict[str, Any]:
    """Return an element that decided for JSON."""
    return {
        "role": decider.role,
        "element": decider.kind,
        "identifier": decider.identifier or None,
        **_place(decider.place),
        "attributes": dict(decider.attributes),
    }


def _place(place: Region) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}


def _rule(rule: OriginRule) -> dict[str, Any]:
    return {"page": rule.page or None, "anchor": rule.anchor or None}
