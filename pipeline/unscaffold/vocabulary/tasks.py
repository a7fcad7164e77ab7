"""What a job, its steps and each kind of task may have, read from `tasks.xml`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from unscaffold.process import xslt_folder
from unscaffold.vocabulary.kinds import DECLARATION, is_override, names_of

if TYPE_CHECKING:
    from collections.abc import Mapping


_DEFAULTS = {"boolean": "false", "integer": "0"}  # of types


class Enumeration(NamedTuple):
    """The values of a type: their names, and what each number means, nothing where the numbers are not known.

    Of one that `is_open`, there are further values.
    """

    names: tuple[str, ...]
    numbers: Mapping[str, str]
    is_open: bool

    def has(self, value: str) -> bool:
        """Return whether a value may be one: by its name, in any case, or by its number."""
        value = value.strip()
        is_number = value.isascii() and value.isdecimal()
        if is_number and self.numbers:
            return self.is_open or (value.lstrip("0") or "0") in self.numbers
        return self.is_open or is_number or value.lower() in map(str.lower, self.names)

    def name_of(self, value: str) -> str:
        """Return the name of a value that is written by its name, in any case, or by its number; else as it is."""
        value = value.strip()
        numbered = self.numbers.get(value.lstrip("0") or "0") if value.isascii() and value.isdecimal() else None
        return numbered or next((name for name in self.names if name.lower() == value.lower()), value)


class Words(NamedTuple):
    """What an element may have.

    `attributes` are the types of its attributes; `known` are those that a sentence lists, with the first of its
    display names only; `required` are those that it must have, `children` the names of its children. `defaults` are
    the values of attributes that are left out, where these are known. Of what is not documented, no more is known
    than that: it may have other attributes, too.
    """

    attributes: Mapping[str, str]
    known: tuple[str, ...]
    required: tuple[str, ...]
    children: frozenset[str]
    defaults: Mapping[str, str]
    is_documented: bool


class TaskWords(NamedTuple):
    """The words for jobs: `kinds` are those of tasks, and `children` those of their children, by name.

    `steps` are those of all that a job runs: of tasks, of overrides of them, and of `Step`.
    """

    kinds: Mapping[str, Words]
    children: Mapping[str, Words]
    job: Words
    step: Words
    steps: Mapping[str, Words]
    enumerations: Mapping[str, Enumeration]

    def of_step(self, name: str) -> Words | None:
        """Return the words of a task, an override of one or a step, by its local name; None if it is not known."""
        return self.steps.get(name)


@cache
def task_words() -> TaskWords:
    """Read `tasks.xml`, and the enumerations of `vocabulary.xml`."""
    root, vocabulary = (etree.parse(xslt_folder() / f"{name}.xml").getroot() for name in ("tasks", "vocabulary"))
    everywhere, every_task = _only(root, "everywhere"), _only(root, "every-task")
    tasks, children = root.iterchildren(f"{DECLARATION}task"), root.iterchildren(f"{DECLARATION}child")
    enumerations = (one for file in (vocabulary, root) for one in file.iterchildren(f"{DECLARATION}enumeration"))
    kinds = {one.attrib["name"]: _words(every_task, one, everywhere) for one in tasks}
    step = _words(_only(root, "step"), everywhere)
    return TaskWords(
        kinds=kinds,
        children={one.attrib["name"]: _words(one, everywhere) for one in children},
        job=_words(_only(root, "job"), everywhere),
        step=step,
        steps={"Step": step, **kinds, **_overrides(kinds)},
        enumerations={one.attrib["name"]: _enumeration(one) for one in enumerations},
    )


def _overrides(kinds: Mapping[str, Words]) -> dict[str, Words]:
    overrides = {f"{kind}Override": words for kind, words in kinds.items()}
    return {name: words._replace(required=("Identifier",)) for name, words in overrides.items() if is_override(name)}


def _only(root: etree._Element, name: str) -> etree._Element:
    found = root.find(f"{DECLARATION}{name}")
    assert found is not None  # as the schema says
    return found


def _words(*declaring: etree._Element) -> Words:
    attributes = [a for one in declaring for a in one.iterchildren(f"{DECLARATION}attribute")]
    firsts = [(names_of(a)[0], a.get("required") == "true") for a in attributes]
    return Words(
        attributes={name: a.attrib["type"] for a in attributes for name in names_of(a)},
        known=tuple(name for name, _ in firsts),
        required=tuple(name for name, is_required in firsts if is_required),
        children=frozenset(has.attrib["child"] for one in declaring for has in one.iterchildren(f"{DECLARATION}has")),
        defaults={a.attrib["name"]: default for a in attributes if (default := _default(a))},
        is_documented=not any(one.get("documented") == "false" for one in declaring),
    )


def _default(attribute: etree._Element) -> str:
    return attribute.get("default", _DEFAULTS.get(attribute.attrib["type"], ""))


def _enumeration(element: etree._Element) -> Enumeration:
    values = [*element.iterchildren(f"{DECLARATION}value")]
    return Enumeration(
        tuple(value.text or "" for value in values),
        {value.attrib["number"]: value.text or "" for value in values if "number" in value.attrib},
        element.get("open") == "true",
    )
