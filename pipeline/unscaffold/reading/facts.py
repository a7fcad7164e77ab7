"""What scaffoldings certainly declare, among what is declared by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.reading.names_given import take_names
from unscaffold.vocabulary import declaring

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unscaffold.reading.declared import Declared


def settled(elements: Iterable[Declared]) -> list[Declared]:
    """Return the elements without the facts that something else declares.

    An element that is written by hand and stands for itself wins. One that says a mode changes the fact, wherever it
    stands: the fact comes right before it then. Of several facts of one identifier, the first stays, and takes from
    later ones what it does not say.

    Args:
        elements: All elements, in configuration order; facts have an origin.
    """
    elements = [*elements]
    if not any(element.origin for element in elements):
        return elements
    facts = _facts(elements)
    supplied = {element.key for element in elements if element.is_context and not element.origin}
    return [one for one in _with_facts(elements, facts) if not _is_supplied(one, supplied)]


def _facts(elements: Sequence[Declared]) -> dict[tuple[str, str], Declared]:
    by_hand = {element.key for element in elements if not element.origin and not element.mode}
    agents = {element.identifier.lower() for element in elements if element.name == "Agent"}
    facts: dict[tuple[str, str], Declared] = {}
    languages = [element for element in elements if element.name == "Language"]
    for element in elements:
        name = element.key
        if not element.origin or name in by_hand:
            continue
        take_names(element, languages)
        # A published example may name an agent that is called otherwise here: a single one is meant then.
        if len(agents) == 1 and element.attributes.get("Agent", "").lower() not in {"", *agents}:
            del element.attributes["Agent"]
        first = facts.setdefault(name, element)
        first.attributes = {**element.attributes, **first.attributes}
    return facts


def _with_facts(elements: Iterable[Declared], facts: Mapping[tuple[str, str], Declared]) -> Iterator[Declared]:
    left = dict(facts)
    for element in elements:
        fact = left.pop(element.key, None)
        if fact:
            yield fact
        if not element.origin:
            yield element


def _is_supplied(element: Declared, supplied: set[tuple[str, str]]) -> bool:
    """Return whether it is a scaffolding of whose connector a context folder has all that is generated."""
    known = declaring().get(element.name)
    return known is not None and any(
        (kind, attributes["Identifier"].lower()) in supplied
        for kind, attributes in known.facts_of(element.attributes)
    )
