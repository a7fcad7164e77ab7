"""The elements of jobs: the job, its steps, the tasks and overrides of them, and their children."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from unscaffold.schemas.descriptions import of_attribute, of_element
from unscaffold.schemas.model import Attribute, Element
from unscaffold.schemas.sources import data, named

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMON = "EveryTask"  # the group of the attributes that every task has
_SIDES = {
    "agent": "The agent runs it.",
    "server": "The server runs it.",
    "both": "The agent runs it, if it names one, and else the server.",
}
_UNDOCUMENTED = "No page of the vendor describes it; scaffoldings generate it."
_IDENTIFIER = "Identifier"
_CRON = "CronTabExpression"  # declared as a string, since rules tell more of it than that it is wrong


def common_attributes() -> tuple[Attribute, ...]:
    """Return the attributes that every task has, and every override of one, but for their identifier."""
    root = data("tasks")
    (every,), (everywhere,) = (root.iterchildren(f"{{*}}{name}") for name in ("every-task", "everywhere"))
    return tuple(one for part in (every, everywhere) for one in _attributes("", part) if one.name != _IDENTIFIER)


def job_elements() -> Iterator[Element]:
    """Yield the job and the step, the kinds of tasks, each with its override, and the children of them."""
    root = data("tasks")
    (everywhere,) = root.iterchildren("{*}everywhere")
    mode = tuple(_attributes("", everywhere))
    for kind in ("job", "step", "child"):
        for name, one in named(root, kind).items():
            yield Element(name, _says(name, one), (*_attributes(name, one), *mode))
    (every,) = root.iterchildren("{*}every-task")
    (identifier,) = (one for one in _attributes("", every) if one.name == _IDENTIFIER)
    for name, one in named(root, "task").items():
        own = tuple(_attributes(name, one))
        yield Element(name, _says(name, one), (identifier, *own), group=COMMON)
        if name.endswith("Task"):
            yield Element(f"{name}Override", _of_override(name), (_called(identifier, name), *own), group=COMMON)


def _says(name: str, one: etree._Element) -> str:
    undocumented = _UNDOCUMENTED if one.get("documented") == "false" else ""
    return of_element(name, _SIDES.get(one.get("side", ""), ""), undocumented)


def _of_override(name: str) -> str:
    return f"Runs a {name} that stands elsewhere, with the attributes that are given here instead of its own."


def _called(identifier: Attribute, name: str) -> Attribute:
    return identifier._replace(says=f"The {name} that is run, by its Identifier.", is_required=True)


def _attributes(owner: str, one: etree._Element) -> Iterator[Attribute]:
    """Yield the attributes that are declared of an element.

    A task that adjusts a generated one may lack what its page calls required. Jobs, steps and children are known by
    what they must have, whatever they do.
    """
    always = etree.QName(one).localname != "task"
    for name, declared in named(one, "attribute").items():
        kind = "cron" if name == _CRON else declared.attrib["type"]
        is_required = always and declared.get("required") == "true" and kind != "display-name"
        says = of_attribute(owner, declared, is_task=not is_required)
        yield Attribute(name, "Name" if is_required else kind, says, is_required)
