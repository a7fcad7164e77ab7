"""What is explained as JSON, for other programs; `docs/json.md` describes the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unscaffold.commandline.origins_json import decider_json
from unscaffold.explaining import Lacking
from unscaffold.process import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.explaining import Explained, Explanation, Gone, Lack, Source, Use
    from unscaffold.findings import Region
    from unscaffold.origins import GeneratedElement, Missing, Origin

_VERSION = 1  # of the document: raised where what stands in it changes its meaning, and not where something is added


def document(found: Explained | Lacking) -> str:
    """Return the document of what is explained, or of what is missing."""
    plain = _lacking(found) if isinstance(found, Lacking) else _explained(found)
    return f"{json_text({'version': _VERSION, **plain})}\n"


def _explained(found: Explained) -> dict[str, Any]:
    return {
        "generated": [_explanation(one) for one in found.generated],
        "written": [_source(one) for one in found.written],
        "removed": [_gone(one) for one in found.gone],
    }


def _lacking(found: Lacking) -> dict[str, Any]:
    return {"lacking": [_lack(one) for one in found.lacks]}


def _explanation(one: Explanation) -> dict[str, Any]:
    scaffolding = _scaffolding(one.scaffolding, one.place)
    return {"scaffolding": scaffolding, "within": _names(one.within), **_element(one.element)}


def _element(element: GeneratedElement) -> dict[str, Any]:
    return {
        **_name(element.kind, element.identifier),
        "origins": _origins(element.history),
        "attributes": {
            name: {"value": value, "origins": _origins(element.of_attributes.get(name, ()))}
            for name, value in element.attributes.items()
        },
        "children": [_element(child) for child in element.children],
    }


def _source(one: Source) -> dict[str, Any]:
    return {
        **_name(one.kind, one.identifier),
        **_place(one.place),
        "argument_of": one.argument_of or None,
        "generates": one.generates or None,
        "decides": [_use(use) for use in one.uses],
    }


def _use(one: Use) -> dict[str, Any]:
    name = _name(one.element.kind, one.element.identifier)
    return {"within": _names(one.within), **name, "attribute": one.origin.of or None, **_origin(one.origin)}


def _gone(one: Gone) -> dict[str, Any]:
    scaffolding = _scaffolding(one.scaffolding, one.place)
    return {"scaffolding": scaffolding, **_name(one.kind, one.identifier), "origins": _origins(one.history)}


def _lack(one: Lack) -> dict[str, Any]:
    return {
        "scaffolding": _scaffolding(one.scaffolding, one.place),
        "asked_for": _names(one.generated),
        "missing": [_missing(missing) for missing in one.missing],
    }


def _missing(one: Missing) -> dict[str, Any]:
    return {**_name(one.kind, one.identifier), "origins": _origins([one.origin])}


def _origins(history: Iterable[Origin]) -> list[dict[str, Any]]:
    return [_origin(one) for one in history]


def _origin(one: Origin) -> dict[str, Any]:
    return {
        "rule": one.rule.name,
        "step": one.step,
        "grade": one.rule.grade,
        "sentence": one.sentence,
        "page": one.rule.page or None,
        "anchor": one.rule.anchor or None,
        "decided_by": [decider_json(decider) for decider in one.decided_by],
    }


def _scaffolding(name: str, place: Region) -> dict[str, Any]:
    return {"element": name, **_place(place)}


def _names(elements: Iterable[GeneratedElement]) -> list[dict[str, Any]]:
    return [_name(one.kind, one.identifier) for one in elements]


def _name(kind: str, identifier: str) -> dict[str, Any]:
    return {"element": kind, "identifier": identifier or None}


def _place(place: Region) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}
