"""In what two elements that are the same one differ: what their attributes say, and what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.verifying.difference import Difference
from unscaffold.verifying.values import DEPENDENCY, children_of, labels_of, values_of
from unscaffold.vocabulary import is_job

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from unscaffold.effective import Element
    from unscaffold.options import DifferenceClass
    from unscaffold.verifying.difference import Said
    from unscaffold.verifying.values import Value

_PERMISSION = "Permission"


def differences_of(ours: Element, theirs: Element, aliases: Mapping[str, str]) -> Iterator[Difference]:
    """Yield in what an element differs from that of the export; steps of a job are not looked at.

    Args:
        ours: The element as it was expanded.
        theirs: That of the export.
        aliases: What tasks of the export are called here, by their identifiers in lower case.
    """
    yield from _of_values("attribute", ours, theirs, values_of(ours), values_of(theirs))
    if not is_job(ours.name):
        yield from _of_children(ours, theirs, aliases)
    yield from _of_values("label", ours, theirs, labels_of(ours), labels_of(theirs))


def is_equal(ours: Element, theirs: Element) -> bool:
    """Return whether two elements say the same."""
    return next(differences_of(ours, theirs, {}), None) is None


def signature(element: Element) -> Hashable:
    """Return what two tasks have in common that do the same, whatever they are called and wait for."""
    said = frozenset((name, value.means) for name, value in values_of(element).items())
    held = frozenset(key for key in children_of(element, {}) if key[0] != DEPENDENCY[0])
    return said, held


def _of_values(
    kind: DifferenceClass,
    ours: Element,
    theirs: Element,
    here: Mapping[str, Value],
    there: Mapping[str, Value],
) -> Iterator[Difference]:
    for name in dict.fromkeys([*here, *there]):
        mine, other = here.get(name), there.get(name)
        if (mine and mine.means) != (other and other.means):
            yield _bare(kind, ours)._replace(
                here=((name, mine.written),) if mine else None,
                there=((name, other.written),) if other else None,
                place=ours.region(name),
                export_place=theirs.region(name),
            )


def _of_children(ours: Element, theirs: Element, aliases: Mapping[str, str]) -> Iterator[Difference]:
    """Yield what only one of two elements holds; two entries for one permission are one that says something else."""
    here, there = children_of(ours, {}), children_of(theirs, aliases)
    bare = _bare("attribute", ours)._replace(place=ours.region(), export_place=theirs.region())
    lone = {id(child): child for key, child in there.items() if key not in here}
    by_permission = {child.get(_PERMISSION): child for child in lone.values() if _PERMISSION in child.attributes}
    for key, child in here.items():
        if key not in there:
            other = by_permission.pop(child.get(_PERMISSION), None)
            found = bare._replace(child=child.name, here=said_of(child), place=child.region())
            if other:
                del lone[id(other)]
                found = found._replace(there=said_of(other), export_place=other.region())
            yield found
    for child in lone.values():
        yield bare._replace(child=child.name, there=said_of(child), export_place=child.region())


def said_of(element: Element) -> Said:
    """Return all that an element says."""
    return tuple(element.attributes.items())


def _bare(kind: DifferenceClass, ours: Element) -> Difference:
    job = ours.parent.identifier if ours.parent and is_job(ours.parent.name) else ""
    return Difference(kind, ours.name, ours.identifier, job)
