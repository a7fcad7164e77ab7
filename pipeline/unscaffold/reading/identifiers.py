"""What is wrong with the identifiers of a configuration: missing, declared twice, or named in another spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.findings import Finding, Related, diagnose
from unscaffold.reading.modes import check_modes
from unscaffold.reading.part import check_part
from unscaffold.vocabulary import kind_of, vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from unscaffold.reading.configuration import Configuration
    from unscaffold.reading.declared import Declared
    from unscaffold.vocabulary import Declaration


# What an element names and nobody declares is a mistake; an entity type may belong to no connector, though.
_MUST_EXIST = {"Connector", "Connection", "ResourceType"}


def check(
    configuration: Configuration, declared: Mapping[str, Declaration], keep: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield what is wrong with the identifiers of a configuration.

    Args:
        configuration: The configuration.
        declared: The declarations of the scaffoldings, which say what their attributes name.
        keep: The names of the elements that stay as they are.
    """
    for element, first in configuration.duplicates:
        key = element.key_attribute
        values = {"kind": element.name, "identifier": element.attributes[key]}
        yield diagnose("duplicate", element.region(key), values, related=[Related("other", first.region(key))])
    yield from check_modes(configuration)
    for suspect in configuration.suspects:
        if suspect.name not in keep:
            yield diagnose("misspelt", suspect.region(), {"value": suspect.name}, declared)
    for inner in configuration.nested:
        yield diagnose("nested", inner.region(), {"element": inner.name, "parent": inner.attributes["in"]})
    yield from check_part(configuration, declared)
    yield from _languages(configuration)
    for element in configuration.elements:
        yield from _element(configuration, element)
    for scaffolding in configuration.scaffoldings:
        yield from _cases(configuration, scaffolding, scaffolding.attributes, declared[scaffolding.name].refers)
        for name, attributes, number in scaffolding.children:
            refers = vocabulary().refers.get(name, {})
            yield from _cases(configuration, scaffolding, attributes, refers, number)


def _element(configuration: Configuration, element: Declared) -> Iterator[Finding]:
    kind = kind_of(element.name)
    if kind is None:
        return
    if kind.needs_key and not element.attributes.get(kind.key):
        values = {"element": element.name, "attribute": kind.key}
        yield diagnose("missing-attribute", element.region(kind.key), values)
    own = {kind.key: kind.name} if element.parts else {}
    for part in element.parts or (element,):
        yield from _cases(configuration, part, part.attributes, own)
        yield from _cases(configuration, part, part.attributes, kind.refers)


def _languages(configuration: Configuration) -> Iterator[Finding]:
    first: dict[str, Declared] = {}
    for language in configuration.of_kind("Language"):
        number = language.attributes.get("IndicatorNumber", "")
        other = first.setdefault(number.lstrip("0"), language) if number else language
        if other is not language:
            values = {"identifier": language.attributes.get("Code", ""), "value": number}
            values["other"] = other.attributes.get("Code", "")
            yield diagnose("same-indicator", language.region("IndicatorNumber"), values)


def _cases(
    configuration: Configuration,
    element: Declared,
    attributes: Mapping[str, str],
    refers: Mapping[str, str],
    *more: int,
) -> Iterator[Finding]:
    """Yield the attributes that name an element in another spelling than its own, or none that is declared.

    Args:
        configuration: The configuration.
        element: The element, or the scaffolding whose argument has the attributes.
        attributes: The attributes.
        refers: Which of them names an element of which kind.
        more: The argument's number among the scaffolding's children.
    """
    for attribute, kind in refers.items():
        value = attributes.get(attribute, "")
        if not value or value in configuration.identifiers(kind):  # as nearly all are
            continue
        declared = configuration.spelling(kind, value)
        values = {"attribute": attribute, "value": value, "kind": kind, "declared": declared}
        if declared != value:
            yield diagnose("case", element.region(attribute, *more), values)
        elif kind in _MUST_EXIST and kind_of(element.name) and not configuration.where(kind, "Identifier", value):
            values["element"] = element.origin or element.name
            known, names = configuration.identifiers(kind), configuration.names(kind)
            yield diagnose("dangling", element.region(attribute, *more), values, known, names=names)
