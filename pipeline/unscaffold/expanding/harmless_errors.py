"""Which errors leave the tasks of a job as they are: what is wrong with them then shows in spite of those."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.findings import nearest
from unscaffold.vocabulary import vocabulary

if TYPE_CHECKING:
    from unscaffold.findings import Finding
    from unscaffold.reading import Declared

# Arguments, attributes and kinds of elements on which no task depends, and no identifier.
_ARGUMENTS = {"CronTabExpression", "FormatPropertiesInResource", "OpenIdIdentifier"}
_ATTRIBUTES = ("DisplayName_", "OldAlgorithm")
_KINDS = {"Language", "OpenIdClient"}
_UNKNOWN = {"unknown-argument", "unknown-attribute"}


def leaves_tasks(found: Finding, element: Declared) -> bool:
    """Return whether a job has the tasks that it would have without an error.

    Args:
        found: The error, with a mark of the document that was generated from, and what may have been meant.
        element: The element in which it lies.
    """
    if not element.xml:  # it is no scaffolding
        return element.name in _KINDS
    if found.rule.name == "cycle-of-types":
        return True
    mark = found.region.mark
    if found.rule.name == "content" or found.related or not mark:
        return not found.related
    if found.rule.name in _UNKNOWN:  # it is in nobody's way, unless another one was meant
        return not (found.guess and nearest(found.guess.value, *found.guess.candidates))
    for number in mark.way[1:2]:
        name = element.children[number][0]
        return name in _ARGUMENTS or name in vocabulary().riders
    return mark.attribute.startswith(_ATTRIBUTES)
