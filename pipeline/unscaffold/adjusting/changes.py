"""The ways in which an element written by hand changes a generated one: functions of two elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from unscaffold.markup import NAMESPACE, attributes_of, local_name
from unscaffold.vocabulary import is_job

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from unscaffold.adjusting.written import Written

_STEP = f"{{{NAMESPACE}}}Step"


def merge_attributes(target: etree._Element, written: Written) -> list[str]:
    """Add the attributes that an element lacks; return the names of those that it has with another value."""
    for name, value in written.given.items():
        if target.get(name) is None:
            target.set(name, value)
    return [name for name, value in written.given.items() if target.get(name) != value]


def update_attributes(target: etree._Element, written: Written) -> None:
    """Replace the attributes of an element; it keeps its identifier, and its place in a job if no other is said."""
    stays = {"Identifier": target.get("Identifier", "")}
    level = _level(target)
    target.attrib.clear()
    for name, value in {**stays, **written.given, **({} if "Level" in written.given else level)}.items():
        target.set(name, value)


def add_children(target: etree._Element, children: Iterable[etree._Element]) -> None:
    """Append children, but for those that have one just like them there."""
    there = {_likeness(child) for child in target.iterchildren("*")}
    for child in children:
        likeness = _likeness(child)
        if likeness not in there:
            there.add(likeness)
            target.append(child)


def put_in_place(target: etree._Element, copy: etree._Element) -> None:
    """Put an element in the place of another one; it keeps its place in a job if it says no other."""
    for name, value in _level(target).items():
        if copy.get(name) is None:
            copy.set(name, value)
    _parent(target).replace(target, copy)


def put_step_in_place(target: etree._Element, identifier: str) -> None:
    """Put a step that calls a task written by hand in the place of a generated one."""
    put_in_place(target, etree.Element(_STEP, {"Identifier": identifier}, nsmap={None: NAMESPACE}))


def remove(target: etree._Element) -> None:
    """Take an element out."""
    _parent(target).remove(target)


def is_in_a_job(target: etree._Element) -> bool:
    """Return whether an element is the child of a job."""
    return is_job(local_name(_parent(target)))


def _parent(target: etree._Element) -> etree._Element:
    parent = target.getparent()
    assert parent is not None  # what was generated stands in a document
    return parent


def _level(target: etree._Element) -> dict[str, str]:
    level = target.get("Level")
    return {"Level": level} if level is not None and is_in_a_job(target) else {}


def _likeness(element: etree._Element) -> tuple[Hashable, ...]:
    """Return what is the same for elements that are just alike."""
    return (
        str(element.tag),
        frozenset(attributes_of(element).items()),
        element.text or "",
        tuple(map(_likeness, element.iterchildren("*"))),
    )
