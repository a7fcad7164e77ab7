"""Elements that are named by their identifier, or by their kind and their identifier, as Kind:Identifier."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from unscaffold.explaining.meant import Made, Meant, Written
from unscaffold.findings import Failure, did_you_mean, nearest
from unscaffold.inspecting import because_of_errors
from unscaffold.markup import NAMESPACE, local_name, parsed, unescaped
from unscaffold.vocabulary import is_override

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from unscaffold.expanding import Expansion
    from unscaffold.findings import Way

    Found = dict[str, list[Made | Written]]  # by the kinds of the elements

_IDENTIFIER = re.compile(r' Identifier="([^"]*)"')
_TELLING = re.compile(r"[A-Za-z0-9_]+")  # what of a name is written as it is, however it is encoded


def meant_by_name(expansion: Expansion, name: str) -> Meant | None:
    """Return the elements of a name; None if there are none.

    Those whose identifiers are spelled just so go first. A step that calls a task is meant by its kind only,
    `Step:X`, unless nobody declares the task.

    Args:
        expansion: The expansion of the configuration.
        name: An identifier, in any case, or a kind, a colon and an identifier.

    Raises:
        Failure: Elements of several kinds have the identifier.
    """
    kind, _, identifier = name.partition(":")
    found = (_found(expansion, name) if name else {}) or (_found(expansion, identifier, kind) if identifier else {})
    declaring = {kind: ones for kind, ones in found.items() if kind != "Step" and not is_override(kind)}
    found = declaring or found
    if len(found) > 1:
        choices = [f"{kind}:{name}" for kind in sorted(found)]
        raise Failure(f"'{name}' is the identifier of elements of {len(found)} kinds; name one, of", choices)
    ones = [one for ones in found.values() for one in ones]
    made = tuple(one for one in ones if isinstance(one, Made))
    written = tuple(one for one in ones if isinstance(one, Written))
    return Meant(made, written) if ones else None


def unknown(expansion: Expansion, name: str) -> Failure:
    """Return the failure that nothing is called so, with what may be meant."""
    known = {unescaped(found[1]) for one in expansion.expanded for found in _IDENTIFIER.finditer(one.xml)}
    read = expansion.configuration
    known |= {one.identifier for one in (*read.jobs, *read.context_jobs, *read.elements, *read.access_rules)}
    end = because_of_errors(expansion) or did_you_mean(_nearest(name, sorted(known)))
    return Failure(f"the configuration has no element '{name}'{end}")


def _nearest(name: str, known: Sequence[str]) -> str:
    kind, colon, identifier = name.partition(":")
    if not colon:
        return nearest(name, known)
    if identifier in known:  # it is the kind that is wrong
        return identifier
    meant = nearest(identifier, known)
    return f"{kind}:{meant}" if meant else nearest(name, known)


def _found(expansion: Expansion, identifier: str, kind: str = "") -> Found:
    """Return the elements of an identifier, and of a kind, if it is not empty; those of its very spelling, if any."""
    every = [*_elements(expansion, identifier)]
    same = [(node, one) for node, one in every if kind.lower() in {"", local_name(node).lower()}]
    exact = [(node, one) for node, one in same if node.get("Identifier") == identifier]
    found: Found = defaultdict(list)
    for node, one in exact or same:
        found[local_name(node)].append(one)
    return found


def _elements(expansion: Expansion, identifier: str) -> Iterator[tuple[etree._Element, Made | Written]]:
    telling = max(_TELLING.findall(identifier), key=len, default="").lower()
    for one in expansion.expanded:
        if not one.failed and telling in (xml := one.xml).lower():
            for number, element in enumerate(parsed(xml)):
                for node, way in _identified(element, identifier, (number,)):
                    yield node, Made(one, way)
    yield from _by_hand(expansion, identifier, telling.encode())


def _by_hand(expansion: Expansion, identifier: str, telling: bytes) -> Iterator[tuple[etree._Element, Written]]:
    """Yield the elements written by hand, but for those that change a generated one, and for arguments."""
    read = expansion.configuration
    passed = {one.outermost for one in read.scaffoldings} | expansion.applied
    for file in [*read.digests, *read.context_digests]:
        is_wanted = file.lower().endswith(".xml") and file not in read.unread
        if is_wanted and telling in read.characters(file).utf8.lower():
            for number, element in enumerate(read.children(file)):
                if (file, number) not in passed:
                    for node, way in _identified(element, identifier, (number,)):
                        yield node, Written(file, way)


def _identified(element: etree._Element, identifier: str, way: Way) -> Iterator[tuple[etree._Element, Way]]:
    """Yield an element and what it holds, of an identifier in any case, with the ways to them."""
    left = [(element, way)]
    while left:
        node, way = left.pop()
        if str(node.tag).startswith(f"{{{NAMESPACE}}}") and node.get("Identifier", "").lower() == identifier.lower():
            yield node, way
        left += [(child, (*way, number)) for number, child in enumerate(node.iterchildren("*"))][::-1]
