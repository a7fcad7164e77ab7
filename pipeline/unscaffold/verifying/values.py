"""What an element says, in one way where it can be written in several: that is compared; what is written is shown."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.comparing import meaning
from unscaffold.vocabulary import is_job, task_words

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from unscaffold.effective import Element

LEVEL = "Level"
DEPENDENCY = ("TaskDependsOnTask", "ParentTask")
_LABEL = "DisplayName_L"
# What names another element in an access control rule: the product does not tell the case of identifiers.
_NAMING = {"EntityType", "Profile", "PropertyGroup"}
# What identifies an element, what is compared for the job as a whole, and what is done when it is deployed.
_APART = {"Identifier", LEVEL, "ConsolidationMode"}
_OF_ENTRIES = {
    "CanExecute": "false",
    "FullAccessProperties": "false",
    "IsPreCondition": "true",
    "IsPostCondition": "true",
    "Notify": "true",
    "Priority": "0",
}


class Value(NamedTuple):
    """A value as it is written, and what it means, which is compared."""

    written: str
    means: object


Key = tuple[str, "Hashable"]


@cache
def _defaults_of(element: str) -> Mapping[str, object]:
    """Return what attributes of an element mean where they are left out, as far as that is known."""
    words = task_words()
    known = words.job if is_job(element) else words.of_step(element) or words.children.get(element)
    defaults = known.defaults if known else _OF_ENTRIES if element == "Entry" else {}
    return {name: meaning(element, name, value) for name, value in defaults.items()}


def values_of(element: Element) -> dict[str, Value]:
    """Return what the attributes of an element say, but for its display names: nothing of what has its default."""
    defaults, found = _defaults_of(element.name), {}
    for name, written in element.attributes.items():
        if name not in _APART and not name.startswith(_LABEL) and written.strip():
            means = written.lower() if name in _NAMING else meaning(element.name, name, written)
            if name not in defaults or means != defaults[name]:
                found[name] = Value(written, means)
    return found


def labels_of(element: Element) -> dict[str, Value]:
    """Return the display names of an element."""
    said = element.attributes.items()
    return {name: Value(value, value) for name, value in said if name.startswith(_LABEL)}


def children_of(element: Element, aliases: Mapping[str, str]) -> dict[Key, Element]:
    """Return what an element holds: as sets, for their order means nothing; steps of a job are none of it.

    Args:
        element: The element.
        aliases: What tasks are called on the other side, by their identifiers in lower case.
    """
    return {_key(child, aliases): child for child in element.children}


def _key(element: Element, aliases: Mapping[str, str]) -> Key:
    said = {name: value.means for name, value in {**values_of(element), **labels_of(element)}.items()}
    if element.name == DEPENDENCY[0] and DEPENDENCY[1] in said:
        parent = element.get(DEPENDENCY[1]).lower()
        said[DEPENDENCY[1]] = aliases.get(parent, parent)
    held = frozenset(_key(child, aliases) for child in element.children)
    return element.name, (element.identifier.lower(), frozenset(said.items()), held)
