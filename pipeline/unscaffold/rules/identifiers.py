"""Identifiers and names: what they may be made of, and where they must be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unscaffold.jobs import is_number
from unscaffold.rules.breach import Breach, breach, listed
from unscaffold.rules.spelling import is_misspelt
from unscaffold.rules.values import whole_number
from unscaffold.vocabulary import is_translated, task_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.effective import Effective, Element
    from unscaffold.vocabulary import Words

_LONGEST = 442  # characters of the identifier of a connection
_LANGUAGES = 8  # which the page on languages knows
_NOT_ALLOWED = re.compile(r"[^\w.-]")
_NOT_OF_A_PROPERTY = re.compile(r"[^A-Za-z0-9_]")
_WORDS = (
    "id if for while return break else continue ref out class interface struct foreach do char byte string int long"
    " null public private protected static const abstract try catch sealed void true false finally throw exception"
    " override readonly enum delegate"
)
_RESERVED = frozenset(_WORDS.split())


def connector_identifier(conf: Effective) -> Iterator[Breach]:
    yield from _wrong(conf, "Connector")


def connection_identifier(conf: Effective) -> Iterator[Breach]:
    yield from _wrong(conf, "Connection")
    for connection in conf.of("Connection"):
        length = len(connection.identifier)
        if length > _LONGEST:
            what = f"has {length} characters, of {_LONGEST} at most"
            yield breach(connection, "Identifier", identifier=connection.identifier, what=what)


def entity_type_identifier(conf: Effective) -> Iterator[Breach]:
    for element in [*conf.of("EntityType"), *conf.of("EntityTypeMapping")]:
        identifier = element.identifier
        if identifier and not identifier.isidentifier():
            is_told = element.name == "EntityTypeMapping" and conf.find("EntityType", identifier)
            if not is_told:
                yield breach(element, "Identifier", kind=element.name, identifier=identifier)


def reserved_identifier(conf: Effective) -> Iterator[Breach]:
    for entity_type in conf.of("EntityType"):
        for element in (entity_type, *entity_type.of("Property")):
            if element.identifier.lower() in _RESERVED:
                place = f" of the EntityType '{entity_type.identifier}'" if element is not entity_type else ""
                yield breach(element, "Identifier", kind=element.name, identifier=element.identifier, place=place)


def property_identifier(conf: Effective) -> Iterator[Breach]:
    for entity_type in conf.of("EntityType"):
        for element in entity_type.of("Property"):
            identifier = element.identifier
            wrong = _NOT_OF_A_PROPERTY.search(identifier)
            if wrong or identifier[:1].isdecimal():
                what = f"has the character '{wrong[0]}'" if wrong else "begins with a digit"
                values = {"identifier": identifier, "entity_type": entity_type.identifier}
                yield breach(element, "Identifier", what=what, **values)  # type: ignore[arg-type]


def display_name_missing(conf: Effective) -> Iterator[Breach]:
    asks_tasks = _names_tasks(conf)
    for job in conf.jobs:
        if _has_no_name(job.element, task_words().job):
            yield breach(job, subject=f"the job '{job.identifier}'")
        yield from _nameless_tasks(job.element) if asks_tasks else ()
    beside = (element for element in conf.elements if element.name in task_words().kinds)
    for task in filter(_is_nameless_task, beside) if asks_tasks else ():
        yield breach(task, subject=f"the {task.name} '{task.identifier}'")


def _names_tasks(conf: Effective) -> bool:
    """Return whether tasks that a scaffolding generates have a name in language 1: not if that is, say, German."""
    languages = conf.of("Language")
    firsts = (one for one in languages if whole_number(one.get("IndicatorNumber")) == 1)
    return not languages or any(is_translated(one.identifier) for one in firsts)


def language_range(conf: Effective) -> Iterator[Breach]:
    for language in conf.of("Language"):
        number = language.get("IndicatorNumber")
        if is_number(number) and int(number) > _LANGUAGES:
            yield breach(language, "IndicatorNumber", language=language.identifier, number=number, most=_LANGUAGES)


def task_identifier_optional(conf: Effective) -> Iterator[Breach]:
    kinds = task_words().kinds
    for task in conf.elements:
        words = kinds.get(task.name)
        if words and not (task.identifier or is_misspelt(task, "Identifier", words)):
            yield breach(task, kind=task.name)


def _wrong(conf: Effective, kind: str) -> Iterator[Breach]:
    """Yield the elements of a kind whose identifier has other characters than letters, digits, full stops, hyphens.

    The vendor's own examples have underscores, though no page allows them: of these, a warning is enough.
    """
    for element in conf.of(kind):
        identifier = element.identifier
        wrong = _NOT_ALLOWED.search(identifier)
        begins = identifier[:1].isalpha()
        if identifier and (wrong or not begins or "_" in identifier):
            character = wrong[0] if wrong else "_"
            what = f"has the character '{character}'" if wrong or begins else "does not begin with a letter"
            severity = "warning" if begins and not wrong else ""
            yield breach(element, "Identifier", severity=severity, identifier=identifier, what=what)


def _nameless_tasks(job: Element) -> Iterator[Breach]:
    """Yield that tasks of a job have no name, at the first of them."""
    nameless = [*filter(_is_nameless_task, job.children)] if not job.is_half_known else []
    if nameless:
        names = listed(task.identifier or task.name for task in nameless)
        yield breach(nameless[0], "DisplayName_L1", subject=f"{names} of the job '{job.identifier}'")


def _is_nameless_task(element: Element) -> bool:
    words = task_words().kinds.get(element.name)
    return words is not None and words.is_documented and _has_no_name(element, words)


def _has_no_name(element: Element, words: Words) -> bool:
    return not (
        element.get("DisplayName_L1").strip()
        or element.is_half_known
        or is_misspelt(element, "DisplayName_L1", words)
    )
