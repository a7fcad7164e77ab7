"""Attributes that stand under a wrong name: which, what may have been meant, and how to mend it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from unscaffold.findings import NAME, Edit, Guess, nearest
from unscaffold.vocabulary import task_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unscaffold.effective import Element, Step
    from unscaffold.findings import Region
    from unscaffold.vocabulary import Words

_FALSE = {"", "false", "0"}
# Attributes that there are not, with their elements and in lower case, which a rule of their own tells.
_TOLD = {("Job", "crontabexpression"), ("Job", "crontimezone"), ("InvokeExpressionTask", "inputfile")}


def unknown_attributes(element: Element, words: Words) -> list[str]:
    """Return the attributes that an element cannot have; those of other namespaces are left alone."""
    if not words.is_documented or element.attributes.keys() <= words.attributes.keys():
        return []
    unknown = (name for name in element.attributes if name not in words.attributes and not name.startswith("{"))
    return [name for name in unknown if (element.name, name.lower()) not in _TOLD]


def is_misspelt(element: Element, attribute: str, words: Words) -> bool:
    """Return whether an attribute that is missing may be there under a wrong name."""
    return any(nearest(name, (attribute,)) for name in unknown_attributes(element, words))


def says_not(step: Step, attribute: str) -> bool:
    """Return whether a step does not say that something is true: neither with a wrong value, nor under a wrong name.

    Of what is wrong so, C403 and C402 tell.
    """
    if step.get(attribute).strip().lower() not in _FALSE:
        return False
    sources = {id(one): one for one in (step.element, step.task) if one and attribute not in step.attributes}
    words = ((one, task_words().of_step(one.name)) for one in sources.values())
    return not any(own and is_misspelt(one, attribute, own) for one, own in words)


def guess(attribute: str, words: Words) -> Guess:
    """Return what a hint for an unknown attribute is to be made from: all languages only where it names one."""
    return Guess(attribute, (words.attributes if "_l" in attribute.lower() else words.known,))


def renamings(element: Element, spelt: Mapping[str, str]) -> dict[str, Edit]:
    """Return, by the attributes of an element that have the wrong case, the edits that are certain to mend them.

    Where two attributes would get one name, there is none.

    Args:
        element: The element.
        spelt: Names of attributes as they are right, by what they are in lower case.
    """
    alike = Counter(map(str.lower, element.attributes))
    wrong = [name for name in element.attributes if spelt.get(name.lower(), name) != name]
    edits = {name: _renaming(element.region(name), spelt[name.lower()]) for name in wrong if alike[name.lower()] == 1}
    return {name: edit for name, edit in edits.items() if edit}


def _renaming(region: Region, name: str) -> Edit | None:
    """Return the edit that renames an attribute; None if its region is not that of one."""
    mark = region.mark
    return Edit(region._replace(mark=mark._replace(part=NAME)), name) if mark and mark.attribute else None
