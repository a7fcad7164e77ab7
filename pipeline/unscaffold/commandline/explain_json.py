"""What is explained as JSON, for other programs; `docs/json.md` describes the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unscaffold.explaining import Lacking
from unscaffold.process import json_text

if TYPE_CHECKING:
    from unscaffold.explaining import Explained, Explanation, Gone, Lack, Source, Use
    from unscaffold.findings import Region
    from unscaffold.origins import Decider, GeneratedElement, History, Missing, Origin

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
    return {
        "scaffolding": one.scaffolding,
        **_place(one.place),
        "within": _names(one.within),
        **_element(one.element),
    }


def _element(element: GeneratedElement) -> dict[str, Any]:
    attributes = [
        {"name": name, "value": value, "history": _history(element.of_attributes.get(name, ()))}
        for name, value in element.attributes.items()
    ]
    return {
        **_name(element),
        "history": _history(element.history),
        "attributes": attributes,
        "children": [_element(child) for child in element.children],
    }


def _source(one: Source) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "identifier": one.identifier or None,
        **_place(one.place),
        "argument_of": one.argument_of or None,
        "decides": [_use(use) for use in one.uses],
    }


def _use(one: Use) -> dict[str, Any]:
    return {"within": _names(one.within), **_name(one.element), **_origin(one.origin)}


def _gone(one: Gone) -> dict[str, Any]:
    name = {"kind": one.kind, "identifier": one.identifier or None}
    return {"scaffolding": one.scaffolding, **_place(one.place), **name, "history": _history(one.history)}


def _lack(one: Lack) -> dict[str, Any]:
    return {
        "scaffolding": one.scaffolding,
        **_place(one.place),
        "generated": _names(one.generated),
        "missing": [_missing(missing) for missing in one.missing],
    }


def _missing(one: Missing) -> dict[str, Any]:
    return {"kind": one.kind, "identifier": one.identifier or None, **_origin(one.origin)}


def _history(history: History) -> list[dict[str, Any]]:
    return [_origin(one) for one in history]


def _origin(one: Origin) -> dict[str, Any]:
    return {
        "attribute": one.of or None,
        "step": one.step,
        "rule": one.rule.name,
        "sentence": one.sentence,
        "grade": one.rule.grade,
        "page": one.rule.page or None,
        "anchor": one.rule.anchor or None,
        "decided_by": [_decider(decider) for decider in one.decided_by],
    }


def _decider(one: Decider) -> dict[str, Any]:
    return {
        "role": one.role,
        "kind": one.kind,
        "identifier": one.identifier or None,
        **_place(one.place),
        "attributes": dict(one.attributes),
    }


def _names(elements: tuple[GeneratedElement, ...]) -> list[dict[str, Any]]:
    return [_name(one) for one in elements]


def _name(element: GeneratedElement) -> dict[str, Any]:
    return {"kind": element.kind, "identifier": element.identifier or None}


def _place(place: Region) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}
