"""The vocabulary of jobs: elements and attributes that there are, and the values that they take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unscaffold.findings import Guess
from unscaffold.rules.breach import Breach, breach
from unscaffold.rules.spelling import guess, is_misspelt, renamings, unknown_attributes
from unscaffold.vocabulary import is_job, is_override, is_task, task_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.effective import Effective, Element
    from unscaffold.vocabulary import Words

_BOOLEANS = {"true", "false", "1", "0"}
_NUMBER = re.compile(r"\s*[+-]?[0-9]{1,10}\s*")
_ANY = "string"
_LEAST, _MOST = -(2**31), 2**31 - 1
# What is told by another rule, or by the expansion.
_TOLD_OF_ALL = {"Agent", "OpenIdClient", "DisplayName_L1"}
_TOLD_OF = {
    "ExportTask": {"Connection"},
    "InvokeApiTask": {"ApiUrl", "HttpCommand"},
    "DeployConfigurationTask": {"ConfigurationDirectory"},
}
_MODE = "ConsolidationMode"
_TOLD_TYPES = {_MODE, "HttpCommand", "CronTimeZone"}


def unknown_task_kind(conf: Effective) -> Iterator[Breach]:
    words = task_words()
    for element, place in _steps(conf):
        if words.of_step(element.name) is None:
            ending = "Override" if is_override(element.name) else ""
            kinds = [*(f"{kind}{ending}" for kind in words.kinds), "Step"]
            yield breach(element, guess=Guess(element.name, (kinds,)), value=element.name, place=place)


def unknown_task_attribute(conf: Effective) -> Iterator[Breach]:
    for element, words in _known(conf):
        unknown = unknown_attributes(element, words) if not _mistaken(element, words) else []
        edits = renamings(element, _spelt(words)) if unknown else {}
        for name in unknown:
            yield breach(
                element,
                name,
                edit=edits.get(name),
                guess=guess(name, words),
                element=_called(element),
                attribute=name,
                known=", ".join(words.known),
            )


def _spelt(words: Words) -> dict[str, str]:
    """Return the names of attributes, by what they are in lower case, that mend what is spelt like them.

    Another mode would change other elements, too, and what adjusts a generated one has it besides, which is not seen.
    """
    return {name.lower(): name for name in words.attributes if name != _MODE}


def attribute_boolean(conf: Effective) -> Iterator[Breach]:
    for element, name, value, kind in _values(conf):
        if kind == "boolean" and value.strip().lower() not in _BOOLEANS:
            yield breach(element, name, element=_called(element), attribute=name, value=value)


def attribute_number(conf: Effective) -> Iterator[Breach]:
    for element, name, value, kind in _values(conf):
        if kind == "integer" and not (_NUMBER.fullmatch(value) and _LEAST <= int(value) <= _MOST):
            yield breach(element, name, element=_called(element), attribute=name, value=value)


def attribute_enumeration(conf: Effective) -> Iterator[Breach]:
    enumerations = task_words().enumerations
    for element, name, value, kind in _values(conf):
        known = enumerations.get(kind) if kind not in _TOLD_TYPES else None
        if known and not known.has(value):
            meant, names = Guess(value, (known.names,)), ", ".join(known.names)
            told = _called(element)
            yield breach(element, name, guess=meant, element=told, attribute=name, value=value, known=names)


def missing_task_attribute(conf: Effective) -> Iterator[Breach]:
    for element, words in _known(conf):
        told = _TOLD_OF_ALL | _TOLD_OF.get(element.name, set())
        for name in words.required if not element.is_half_known else ():
            if name not in told and not element.get(name).strip() and not is_misspelt(element, name, words):
                other = _mistaken(element, words)
                instead = f", and has {other} instead" if other else ""
                yield breach(element, other or name, element=_called(element), attribute=name, instead=instead)


def _mistaken(element: Element, words: Words) -> str:
    """Return the one attribute that a child of a task has instead of the one that it needs; empty if it has none.

    The vendor's how-to itself has TaskEntityType with an Identifier instead of its EntityType.
    """
    if element.parent is None or not words.is_documented or len(words.required) != 1 or is_job(element.parent.name):
        return ""
    needed, unknown = words.required[0], unknown_attributes(element, words)
    is_so = len(unknown) == 1 and not element.get(needed) and not is_misspelt(element, needed, words)
    return unknown[0] if is_so else ""


def unknown_task_child(conf: Effective) -> Iterator[Breach]:
    for element, words in _known(conf):
        for child in element.children if not is_job(element.name) else ():
            if child.name not in words.children:
                known = sorted(words.children)
                meant = Guess(child.name, (known,))
                yield breach(child, guess=meant, element=_called(element), child=child.name, known=", ".join(known))


def _steps(conf: Effective) -> Iterator[tuple[Element, str]]:
    """Yield all that is or should be a step of a job, and tasks beside jobs, each with the words for its place."""
    for element in conf.elements:
        if is_job(element.name):
            for child in element.children:
                yield child, f"the job '{element.identifier}'"
        elif is_task(element.name) or is_override(element.name):
            yield element, "the configuration"


def _known(conf: Effective) -> Iterator[tuple[Element, Words]]:
    """Yield the jobs, the tasks and steps, and the children of these, that are known, with their words."""
    words = task_words()
    for job in conf.jobs:
        yield job.element, words.job
    for element, _ in _steps(conf):
        own = words.of_step(element.name)
        if own:
            yield element, own
            yield from (
                (child, words.children[child.name]) for child in element.children if child.name in own.children
            )


def _values(conf: Effective) -> Iterator[tuple[Element, str, str, str]]:
    """Yield the attributes that cannot have any value: the element, the name, the value and the type."""
    for element, words in _known(conf):
        for name, value in element.attributes.items():
            kind = words.attributes.get(name, _ANY)
            if kind != _ANY:
                yield element, name, value, kind


def _called(element: Element) -> str:
    """Return what an element is called in a sentence, by its own identifier or by that of what it stands in."""
    if element.identifier or element.parent is None:
        return f"{element.name} '{element.identifier}'" if element.identifier else element.name
    return f"{element.name} of the {_called(element.parent)}"
