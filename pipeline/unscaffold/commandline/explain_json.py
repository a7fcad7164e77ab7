"""What is explained as JSON, for other programs; `docs/json.md` describes the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unscaffold.commandline.origins_json import Telling, place_json
from unscaffold.explaining import Lacking
from unscaffold.process import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.explaining import Explained, Explanation, Gone, Lack, Source, Use
    from unscaffold.findings import Region
    from unscaffold.origins import GeneratedElement

_VERSION = 1  # of the document: raised where what stands in it changes its meaning, and not where something is added


def document(found: Explained | Lacking) -> str:
    """Return the document of what is explained, or of what is missing."""
    telling = Telling()
    plain = _lacking(found, telling) if isinstance(found, Lacking) else _explained(found, telling)
    return f"{json_text({'version': _VERSION, **plain, **telling.tables()})}\n"


def _explained(found: Explained, telling: Telling) -> dict[str, Any]:
    return {
        "generated": [_explanation(one, telling) for one in found.generated],
        "written": [_source(one, telling) for one in found.written],
        "removed": [_gone(one, telling) for one in found.gone],
    }


def _lacking(found: Lacking, telling: Telling) -> dict[str, Any]:
    return {"lacking": [_lack(one, telling) for one in found.lacks]}


def _explanation(one: Explanation, telling: Telling) -> dict[str, Any]:
    scaffolding = _scaffolding(one.scaffolding, one.place)
    return {"scaffolding": scaffolding, "within": _names(one.within), **telling.element(one.element)}


def _source(one: Source, telling: Telling) -> dict[str, Any]:
    return {
        **_name(one.kind, one.identifier),
        **place_json(one.place),
        "argument_of": one.argument_of or None,
        "generates": one.generates or None,
        "decides": [_use(use, telling) for use in one.uses],
    }


def _use(one: Use, telling: Telling) -> dict[str, Any]:
    name = _name(one.element.kind, one.element.identifier)
    of = {"within": _names(one.within), **name, "attribute": one.origin.of or None}
    return {**of, **telling.origin(one.origin)}


def _gone(one: Gone, telling: Telling) -> dict[str, Any]:
    scaffolding = _scaffolding(one.scaffolding, one.place)
    return {"scaffolding": scaffolding, **telling.removed(one.kind, one.identifier, one.history)}


def _lack(one: Lack, telling: Telling) -> dict[str, Any]:
    return {
        "scaffolding": _scaffolding(one.scaffolding, one.place),
        "asked_for": _names(one.generated),
        "missing": [telling.missing(missing) for missing in one.missing],
    }


def _scaffolding(name: str, place: Region) -> dict[str, Any]:
    return {"element": name, **place_json(place)}


def _names(elements: Iterable[GeneratedElement]) -> list[dict[str, Any]]:
    return [_name(one.kind, one.identifier) for one in elements]


def _name(kind: str, identifier: str) -> dict[str, Any]:
    return {"element": kind, "identifier": identifier or None}
