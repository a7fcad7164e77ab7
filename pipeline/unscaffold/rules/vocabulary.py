"""The vocabulary of jobs: elements and attributes that there are, and the values that they take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unscaffold.findings import Guess
from unscaffold.rules.breach import Breach, breach
from unscaffold.rules.spelling import guess, is_misspelt, renamings, unknown_attributes
from unscaffold.vocabulary import is_job, is_override, task_words

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from unscaffold.effective import Effective, Element
    from unscaffold.vocabulary import Words

_BOOLEANS = {"true", "false", "1", "0"}
_NUMBER = re.compile(r"\s*[+-]?[0-9]{1,10}\s*")
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
    unknown = (one for name, found in conf.in_jobs.items() if words.of_step(name) is None for one in found)
    for element in unknown:
        ending = "Override" if is_override(element.name) else ""
        kinds = [*(f"{kind}{ending}" for kind in words.kinds), "Step"]
        place = f"the job '{element.parent.identifier}'" if element.parent else "the configuration"
        yield breach(element, guess=Guess(element.name, (kinds,)), value=element.name, place=place)


def unknown_task_attribute(conf: Effective) -> Iterator[Breach]:
    for elements, words in _known(conf):
        for element in elements:
            unknown = unknown_attributes(element, words)
            if unknown and not _mistaken(element, words):
                yield from _unknown(element, unknown, words)


def _unknown(element: Element, names: list[str], words: Words) -> Iterator[Breach]:
    edits = renamings(element, _spelt(words))
    for name in names:
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
    for element, name, value, _ in _values(conf, {"boolean"}):
        if value.strip().lower() not in _BOOLEANS:
            yield breach(element, name, element=_called(element), attribute=name, value=value)


def attribute_number(conf: Effective) -> Iterator[Breach]:
    for element, name, value, _ in _values(conf, {"integer"}):
        if not (_NUMBER.fullmatch(value) and _LEAST <= int(value) <= _MOST):
            yield breach(element, name, element=_called(element), attribute=name, value=value)


def attribute_enumeration(conf: Effective) -> Iterator[Breach]:
    enumerations = task_words().enumerations
    for element, name, value, kind in _values(conf, enumerations.keys() - _TOLD_TYPES):
        known = enumerations[kind]
        if not known.has(value):
            meant, names = Guess(value, (known.names,)), ", ".join(known.names)
            told = _called(element)
            yield breach(element, name, guess=meant, element=told, attribute=name, value=value, known=names)


def missing_task_attribute(conf: Effective) -> Iterator[Breach]:
    for elements, words in _known(conf):
        for element, name in _lacking(elements, words):
            if not (element.is_half_known or is_misspelt(element, name, words)):
                other = _mistaken(element, words)
                instead = f", and has {other} instead" if other else ""
                yield breach(element, other or name, element=_called(element), attribute=name, instead=instead)


def _lacking(elements: list[Element], words: Words) -> Iterator[tuple[Element, str]]:
    """Yield the elements of a name, each with the attributes that it must have and has not."""
    told = _TOLD_OF_ALL | _TOLD_OF.get(elements[0].name, set())
    required = [name for name in words.required if name not in told]
    return ((one, name) for one in elements for name in required if not one.get(name).strip())


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
    for (step, name), children in conf.in_steps.items():
        words = task_words().of_step(step)
        known = sorted(words.children) if words and name not in words.children else []
        for child in children if known else ():
            assert child.parent
            meant, called = Guess(name, (known,)), _called(child.parent)
            yield breach(child, guess=meant, element=called, child=name, known=", ".join(known))


def _known(conf: Effective) -> Iterator[tuple[list[Element], Words]]:
    """Yield the jobs, the tasks and steps, and the children of these, that are known: by name, with its words."""
    words = task_words()
    if conf.jobs:
        yield [job.element for job in conf.jobs], words.job
    for name, elements in conf.in_jobs.items():
        own = words.of_step(name)
        if own:
            yield elements, own
    for (step, name), elements in conf.in_steps.items():
        own = words.of_step(step)
        if own and name in own.children:
            yield elements, words.children[name]


def _values(conf: Effective, types: Container[str]) -> Iterator[tuple[Element, str, str, str]]:
    """Yield the attributes that have values of some types: the element, the name, the value and the type."""
    for elements, words in _known(conf):
        typed = {name: kind for name, kind in words.attributes.items() if kind in types}
        for element in elements if typed else ():
            if not typed.keys().isdisjoint(element.attributes):
                yield from (
                    (element, name, value, typed[name]) for name, value in element.attributes.items() if name in typed
                )


def _called(element: Element) -> str:
    """Return what an element is called in a sentence, by its own identifier or by that of what it stands in."""
    if element.identifier or element.parent is None:
        return f"{element.name} '{element.identifier}'" if element.identifier else element.name
    return f"{element.name} of the {_called(element.parent)}"
