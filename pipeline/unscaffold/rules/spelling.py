"""Attributes that stand under a wrong name: which, what may have been meant, and how to mend it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from unscaffold.findings import NAME, Edit, Guess, nearest
from unscaffold.vocabulary import task_words

if TYPE_CHECKING:
    from unscaffold.effective import Element, Step
    from unscaffold.vocabulary import Words

# Attributes that there are not, with their elements and in lower case, which a rule of their own tells.
_FALSE = {"", "false", "0"}
_TOLD = {("Job", "crontabexpression"), ("InvokeExpressionTask", "inputfile")}


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


def renaming(element: Element, attribute: str, words: Words) -> Edit | None:
    """Return the edit that gives an attribute the case of a known one; None if that is not certain to mend it."""
    names = Counter(map(str.lower, element.attributes))
    known = {name.lower(): name for name in words.attributes}
    region = element.region(attribute)
    is_only = names[attribute.lower()] == 1 and attribute.lower() in known
    if not is_only or not region.mark or region.mark.attribute != attribute:
        return None
    return Edit(region._replace(mark=region.mark._replace(part=NAME)), known[attribute.lower()])
