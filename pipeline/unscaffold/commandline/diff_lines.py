"""Differences as lines: a symbol, how deep a line stands, and what it says, which is not printable yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.commandline.diff_causes import because
from unscaffold.commandline.diff_values import shown
from unscaffold.vocabulary import is_job, is_step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.comparing import Difference, ProfileRights, Said
    from unscaffold.diffing import Diffed
    from unscaffold.effective import Element
    from unscaffold.grants import Grant

SYMBOLS = {"added": "+", "removed": "-", "changed": "~", "renamed": "~", "moved": ">"}
_NOTHING = "nothing"
_STANDS_FOR = "…"  # the job's identifier, with which those of its tasks begin
# What a child without an identifier means, and the attribute that says what.
_MEANING = {
    "Entry": ("permission", "Permission"),
    "TaskDependsOnTask": ("waits for", "ParentTask"),
    "TaskEntityType": ("entity type", "EntityType"),
    "TaskResourceType": ("resource type", "ResourceType"),
}
_NAMES = {"CronTabExpression": "schedule", "CronTimeZone": "time zone"}


class Line(NamedTuple):
    """A line: its symbol, empty for one that goes on about the line before, how deep it stands, and its text."""

    symbol: str
    depth: int
    text: str


def of_element(one: Difference, diffed: Diffed) -> Iterator[Line]:
    """Yield the lines of an element that is different: what it is, what is different, and what causes that."""
    yield Line(SYMBOLS[one.what], 0, title(one))
    prefix = one.identifier if is_job(one.name) else ""
    yield from _inside(one, prefix, 1)
    yield from (Line("", 1, text) for text in because(diffed.causes(one)))


def title(one: Difference) -> str:
    """Return what an element is called: a job by its identifier."""
    name = one.identifier or _said_of(one.element)
    own = name if is_job(one.name) else f"{one.name} {name}".rstrip()
    return f"{own} (was {one.old_identifier})" if one.is_renamed else own


def _said_of(element: Element) -> str:
    return " ".join(f'{name}="{shown(name, value)}"' for name, value in sorted(element.attributes.items()))


def _inside(one: Difference, prefix: str, depth: int) -> Iterator[Line]:
    """Yield the lines of what is different in an element; of a job that is added or removed, its steps."""
    if one.old and one.new:
        yield from (_attribute(said, depth, prefix) for said in one.attributes if not _is_told_above(one, said))
        for child in one.children:
            yield from _child(child, prefix, depth)
    elif is_job(one.name):
        yield from _of_job(one.element, SYMBOLS[one.what], prefix, depth)


def _is_told_above(one: Difference, said: Said) -> bool:
    """Return whether an attribute is in the line of the element itself."""
    return (is_step(one.name) and said is one.levels) or (one.is_renamed and said.name == "Identifier")


def _attribute(said: Said, depth: int, prefix: str) -> Line:
    name = _NAMES.get(said.name, said.name)
    values = [
        words or (f'"{_short(shown(said.name, value), prefix)}"' if value is not None else _NOTHING)
        for value, words in ((said.old, said.old_words), (said.new, said.new_words))
    ]
    written = ""
    if said.old_words or said.new_words:
        written = f" ({' -> '.join(value or _NOTHING for value in (said.old, said.new))})"
    return Line("~", depth, f"{name}: {' -> '.join(values)}{written}")


def _child(one: Difference, prefix: str, depth: int) -> Iterator[Line]:
    yield Line(SYMBOLS[one.what], depth, _child_title(one, prefix))
    yield from _inside(one, prefix, depth + 1)


def _child_title(one: Difference, prefix: str) -> str:
    if not is_step(one.name) or one.name in _MEANING:
        return _plain(one.element, prefix)
    was = f" (was {_short(one.old_identifier, prefix)})" if one.is_renamed else ""
    return f"{_level(one)}{one.name} {_short(one.identifier, prefix)}{was}"


def _level(one: Difference) -> str:
    if one.levels:
        old, new = (value or "none" for value in (one.levels.old, one.levels.new))
        return f"level {old} -> {new}: "
    if one.is_reordered:
        return "in another order: "
    level = one.element.get("Level")
    return f"level {level}: " if level else ""


def _plain(element: Element, prefix: str) -> str:
    if element.name in _MEANING:
        means, attribute = _MEANING[element.name]
        return f"{means} {_short(element.get(attribute), prefix)}"
    return (
        f"{element.name} {_short(element.identifier, prefix) if element.identifier else _said_of(element)}".rstrip()
    )


def _of_job(job: Element, symbol: str, prefix: str, depth: int) -> Iterator[Line]:
    for name in ("CronTabExpression", "Agent"):
        if job.get(name):
            yield Line(symbol, depth, f"{_NAMES.get(name, name)}: {job.get(name)}")
    for step in job.children:
        if is_step(step.name):
            level = f"level {step.get('Level')}: " if step.get("Level") else ""
            yield Line(symbol, depth, f"{level}{step.name} {_short(step.identifier, prefix)}")


def _short(value: str, prefix: str) -> str:
    """Return a value with the job's identifier shortened, if it begins with that."""
    if prefix and value.startswith(prefix) and value != prefix:
        return f"{_STANDS_FOR}{value[len(prefix) :]}"
    return value


def of_profile(one: ProfileRights) -> Iterator[Line]:
    """Yield the lines of the rights that a profile gains and loses."""
    symbol = "~" if one.gained and one.lost else "+" if one.gained else "-"
    yield Line(symbol, 0, f"profile {one.profile}")
    yield from (Line("+", 1, _right(grant)) for grant in one.gained)
    yield from (Line("-", 1, _right(grant)) for grant in one.lost)


def _right(grant: Grant) -> str:
    executes = ["execute"] if grant.reach.can_execute else []
    properties = ["all properties"] if grant.has_full_access else []
    group = [f"properties of {grant.property_group}"] if grant.property_group and not properties else []
    conditions = [f"{name}={value}" for name, value in grant.reach.conditions]
    rights = ", ".join([*executes, *properties, *group, *conditions]) or "nothing to execute"
    where = f", where {grant.restriction}" if grant.restriction else ""
    return f"{grant.permission} on {grant.entity_type}: {rights}{where}"
