"""A result without the names of the configuration, which can be shown to others: the product's own words are left."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from unscaffold.verifying.places import placed
from unscaffold.verifying.pseudonyms import Pseudonyms
from unscaffold.vocabulary import declarations, is_job, task_words, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unscaffold.effective import Element
    from unscaffold.findings import Region
    from unscaffold.verifying.difference import Difference, Outcome, Said, Verified

# What an attribute names.
_NAMING = {
    "Agent": "agent",
    "Connection": "connection",
    "Connector": "connector",
    "EntityType": "entity-type",
    "OpenIdClient": "client",
    "Profile": "profile",
    "PropertyGroup": "property-group",
    "ResourceType": "resource-type",
}
_COMPOSED = {"Identifier", "ParentTask", "Permission"}
# What the elements of a configuration are that are named by such.
_DECLARING = {
    "Agent": "agent",
    "Connection": "connection",
    "Connector": "connector",
    "EntityType": "entity-type",
    "EntityTypeMapping": "entity-type",
    "Job": "job",
    "OpenIdClient": "client",
    "Profile": "profile",
    "PropertyGroup": "property-group",
    "ResourceType": "resource-type",
}
_OF_RIGHTS = ("Filter", "Entry", "AccessControlRule")
_OF_ENTRIES = ("CanExecute", "FullAccessProperties", "IsPostCondition", "IsPreCondition", "Notify")
_OTHER_ATTRIBUTES = (*_OF_ENTRIES, "Binding", "Dimension", "Group", "Operator", "Priority", "Value")
_MOST_DIGITS = 6


def names_in(elements: Iterable[Element]) -> dict[str, str]:
    """Return the names that elements declare, in lower case, and what they are names of."""
    found: dict[str, str] = {}
    for element in elements:
        if element.name in _DECLARING and element.identifier:
            found.setdefault(element.identifier.lower(), _DECLARING[element.name])
    return found


def redacted(verified: Verified, names: Mapping[str, str]) -> Verified:
    """Return a result with other names in place of all that is not the product's word.

    Args:
        verified: The result.
        names: The names that the configuration and the export declare.
    """
    redact = _Redaction(Pseudonyms(names))
    result = verified._replace(
        outcomes=tuple(map(redact.outcome, verified.outcomes)),
        uncompared={redact.element(name): count for name, count in verified.uncompared.items()},
    )
    return placed(result, partial(redact.region, "file"), partial(redact.region, "export"))


@cache
def _elements() -> frozenset[str]:
    """Return the names of elements that are the product's."""
    words = task_words()
    steps = {f"{kind}{end}" for kind in words.kinds for end in ("", "Override")}
    named = {name for name in vocabulary().kinds if not name.startswith("*")}
    return frozenset({*steps, *words.children, "Job", "Step", *_OF_RIGHTS, *named, *declarations()})


@cache
def _attributes() -> frozenset[str]:
    """Return the names of attributes that are the product's."""
    words = task_words()
    known = [words.job, words.step, *words.kinds.values(), *words.children.values()]
    of_jobs = {name for one in known for name in one.attributes}
    return frozenset({*of_jobs, *_NAMING, *_COMPOSED, *_OTHER_ATTRIBUTES})


class _Redaction:
    def __init__(self, pseudonyms: Pseudonyms) -> None:
        self._names = pseudonyms

    def outcome(self, one: Outcome) -> Outcome:
        return one._replace(
            scaffolding=self.element(one.scaffolding),
            subject=self._said(one.scaffolding, one.subject),
            differences=tuple(map(self._difference, one.differences)),
        )

    def _difference(self, one: Difference) -> Difference:
        said_by = one.child or one.element
        return one._replace(
            element=self.element(one.element),
            identifier=self._job(one.identifier)
            if is_job(one.element)
            else self._names.of_identifier(one.identifier),
            job=self._job(one.job),
            child=self.element(one.child),
            here=None if one.here is None else self._said(said_by, one.here),
            there=None if one.there is None else self._said(said_by, one.there),
        )

    def _job(self, identifier: str) -> str:
        return self._names.of_name("job", identifier)

    def element(self, name: str) -> str:
        """Return the name of an element, or what stands for it."""
        return name if name in _elements() or name == "Level" else self._names.of_text("element", name)

    def _said(self, element: str, said: Said) -> Said:
        return tuple((self._attribute(name), self._value(element, name, value)) for name, value in said)

    def _attribute(self, name: str) -> str:
        return name if name in _attributes() else self._names.of_text("attribute", name)

    def _value(self, element: str, name: str, value: str) -> str:
        if _is_word(element, name, value):
            return value
        if name in _COMPOSED:
            return self._job(value) if is_job(element) else self._names.of_identifier(value)
        if name in _NAMING:
            return self._names.of_name(_NAMING[name], value)
        return self._names.of_text("text" if name.startswith("DisplayName_L") else "value", value)

    def region(self, what: str, region: Region) -> Region:
        """Return a region with what stands for its file, which is a file of the configuration or of the export."""
        return region._replace(file=f"{self._names.of_text(what, region.file)}.xml")


def _is_word(element: str, name: str, value: str) -> bool:
    """Return whether a value is one of the product's: of an enumeration, true or false, or a short number."""
    kind, said = _type_of(element, name), value.strip()
    if kind == "boolean":
        return said.lower() in {"true", "false", "0", "1"}
    if kind == "integer":
        digits = said.removeprefix("-")
        return digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS
    known = task_words().enumerations.get(kind)
    return known is not None and any(said.lower() == one.lower() for one in (*known.names, *known.numbers))


def _type_of(element: str, attribute: str) -> str:
    words = task_words()
    known = words.job if is_job(element) else words.of_step(element) or words.children.get(element)
    if known is None:
        return "boolean" if element == "Entry" and attribute in _OF_ENTRIES else ""
    return known.attributes.get(attribute, "")
