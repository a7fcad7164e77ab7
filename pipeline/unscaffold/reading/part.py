"""Whether a folder is only a part of a configuration: its jobs would silently lack what stands elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.findings import Finding, diagnose
from unscaffold.vocabulary import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unscaffold.reading.configuration import Configuration
    from unscaffold.reading.declared import Declared
    from unscaffold.vocabulary import Declaration


def check_part(configuration: Configuration, declared: Mapping[str, Declaration]) -> Iterator[Finding]:
    """Yield a warning where a configuration looks like a part: no agent, no language, names that are not declared.

    Args:
        configuration: The configuration.
        declared: The declarations of the scaffoldings, which say what their attributes name.
    """
    if configuration.of_kind("Agent") or configuration.of_kind("Language"):
        return
    missing = sorted(_missing(configuration, declared), key=lambda one: (one[0].file.split("/"), one[0].way))
    if missing:
        element, attribute, kind = missing[0]
        names = {(kind, element.attributes[attribute].lower()) for element, attribute, kind in missing}
        values = {"attribute": attribute, "kind": kind, "value": element.attributes[attribute]}
        yield diagnose("part", element.region(attribute), values | {"more": _more(len(names) - 1)})


def _missing(
    configuration: Configuration, declared: Mapping[str, Declaration]
) -> Iterator[tuple[Declared, str, str]]:
    """Yield the attributes that name what is not declared, with their elements and the kinds of what they name."""
    for element in configuration.parts:
        kind = kind_of(element.name)
        if kind and not element.is_context:
            yield from _of(configuration, element, kind.refers)
    for scaffolding in configuration.scaffoldings:
        yield from _of(configuration, scaffolding, declared[scaffolding.name].refers)


def _of(
    configuration: Configuration, element: Declared, refers: Mapping[str, str]
) -> Iterator[tuple[Declared, str, str]]:
    for attribute, kind in refers.items():
        value = element.attributes.get(attribute, "")
        if value and not configuration.where(kind, "Identifier", value):
            yield element, attribute, kind


def _more(count: int) -> str:
    return f" (and {count} more name{'s' if count > 1 else ''})" if count else ""
