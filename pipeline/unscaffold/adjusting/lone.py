"""Elements that say a mode, and that nothing meets: they become objects of their own, mostly by a typing error."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from unscaffold.adjusting.matching import others_of
from unscaffold.findings import Finding, diagnose
from unscaffold.jobs import identified
from unscaffold.vocabulary import access_rights, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from unscaffold.adjusting.adjustment import Generated
    from unscaffold.reading import Configuration, Declared

    Names = dict[str, dict[str, None]]


def lone(
    read: Configuration,
    generated: Sequence[Generated],
    is_lone: Callable[[Declared], bool],
    keep: Collection[str],
    *,
    are_own: bool,
) -> Iterator[Finding]:
    """Yield the elements written by hand that are to change one that nothing declares or generates.

    Args:
        read: The configuration.
        generated: Its scaffoldings, with what they became: if one failed, nobody knows what it would generate.
        is_lone: Returns whether an element written by hand meets no generated one.
        keep: The names of elements that stay as they are: nobody knows what these generate, either.
        are_own: As for `matches`.
    """
    if any(one.failed for one in generated) or any(read.named(keep)):
        return
    found = [*filter(is_lone, _lone_steps(read)), *filter(is_lone, _lone_others(read))]
    known = _known(read, generated, {element.name for element in found}, are_own=are_own)
    for element in found:
        key = element.key_attribute
        values = {"kind": element.name, "value": element.attributes[key], "mode": element.mode.title()}
        yield diagnose("nothing-to-adjust", element.region(key), values, known[element.name])


def _lone_steps(read: Configuration) -> Iterator[Declared]:
    """Yield the jobs and tasks with a mode before which none is declared; of such a job, the tasks follow from it."""
    jobs = set[tuple[str, int]]()
    elsewhere = {element.key for element in read.context_jobs}
    for element in _first_with_a_mode(read.jobs):
        if element.key in elsewhere:
            jobs.add(element.outermost)
        elif len(element.way) == 1:
            jobs.add(element.outermost)
            yield element
        elif element.outermost not in jobs:
            yield element


def _lone_others(read: Configuration) -> Iterator[Declared]:
    """Yield such elements of other kinds; none, where a scaffolding stays or is left that may generate them.

    Of a context, no kinds are known but those that matter.
    """
    if read.others or any(
        one.name in access_rights() and access_rights()[one.name].leaves for one in read.scaffoldings
    ):
        return
    if read.context_digests:
        yield from read.lone
    else:
        others = {element.name for element in read.adjusters if not kind_of(element.name)}
        yield from chain(read.lone, _first_with_a_mode(read.named(others)))


def _first_with_a_mode(elements: Iterable[Declared]) -> list[Declared]:
    """Return the elements that are the first of their identifier, and say a mode nevertheless."""
    elements = [*elements]
    open_keys = {element.key for element in elements if element.mode and element.identifier}
    found = []
    for element in elements if open_keys else ():
        if element.key in open_keys:
            open_keys.remove(element.key)
            found.append(element)
    return [element for element in found if element.mode not in {"", "unknown"}]


def _known(read: Configuration, generated: Sequence[Generated], names: Collection[str], *, are_own: bool) -> Names:
    """Return, by names of elements, the identifiers that are declared and generated."""
    known: Names = defaultdict(dict)
    for element in chain(read.jobs, read.elements, read.named(names)) if names else ():
        if element.name in names and not element.mode:
            known[element.name][element.attributes.get(element.key_attribute, "")] = None
    for one in generated if names else ():
        for name, identifier in chain(identified(one.xml), others_of(one, are_own=are_own)):
            if name in names:
                known[name][identifier] = None
    return known
